internal import Synchronization

/// All that is in play at one table: rows, fields, map and clock.
///
/// A state is a value. A copy costs nothing; the first write after one copies only the tables that it touches. Judging
/// writes nothing into it.
public struct State: Sendable {
  private var storage: StateStorage

  package init(
    rules: RuleSet, tables: [TableStorage], texts: TextPool, terrain: Terrain, clock: Int64 = 0, revision: Int64 = 0
  ) {
    storage = StateStorage(
      rules: rules, tables: tables, texts: texts, terrain: terrain, clock: clock, revision: revision)
  }

  init(_ storage: StateStorage) { self.storage = storage }

  /// What it refers to, unheld.
  var unmanaged: Unmanaged<StateStorage> { Unmanaged.passUnretained(storage) }

  /// The rules that it is played by.
  public var rules: RuleSet { storage.rules }
  /// Rises by one with every change.
  public var revision: Int64 { storage.revision }
  /// The room's own clock in seconds; it never goes back.
  public var clock: Int64 { storage.clock }
  /// The time of the last request that was applied; nil where none was since the state was read. A consequence's
  /// `now >= E` was true before if it was true then.
  package var heard: Int64? { storage.heard }

  /// Tells this content of this state from every other in the process: equal only between copies.
  package var stamp: UInt64 { storage.stamp }
  /// Tells states apart in which rows and texts have other numbers: equal while only fields change.
  package var numbering: UInt64 { storage.numbering }
  package var texts: TextPool { storage.texts }
  package var terrain: Terrain { storage.terrain }
  package var tableCount: Int { storage.tables.count }

  /// Table 0 holds the fields of `state` in its one row, table e + 1 the rows of entity e.
  package func table(_ index: Int) -> TableStorage { storage.tables[index] }
}

// MARK: Writing

extension State {
  /// Opens the state for changes: parts it from its copies and gives it a new stamp.
  package mutating func write<Failure: Error>(_ body: (StateStorage) throws(Failure) -> Void) throws(Failure) {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
    storage.stamp = StateStorage.nextStamp()
    try body(storage)
  }
}

/// What a ``State`` holds.
///
/// INVARIANT: only the one `State` that refers to it writes to it, and to a table only after ``writable(_:)`` has
/// seen to it that no other storage has it; so what is shared between threads does not change.
package final class StateStorage: @unchecked Sendable {
  // Who reads them holds the state, and nobody writes meanwhile: see the invariant.
  package let rules: RuleSet
  @exclusivity(unchecked) package fileprivate(set) var tables: [TableStorage]
  @exclusivity(unchecked) package private(set) var texts: TextPool
  package let terrain: Terrain
  @exclusivity(unchecked) package var clock: Int64
  @exclusivity(unchecked) package var heard: Int64?
  @exclusivity(unchecked) package var revision: Int64
  @exclusivity(unchecked) package fileprivate(set) var stamp: UInt64
  @exclusivity(unchecked) package private(set) var numbering: UInt64

  private static let stamps = Atomic<UInt64>(0)

  fileprivate init(
    rules: RuleSet, tables: [TableStorage], texts: TextPool, terrain: Terrain, clock: Int64, revision: Int64
  ) {
    self.rules = rules
    self.tables = tables
    self.texts = texts
    self.terrain = terrain
    self.clock = clock
    self.revision = revision
    stamp = Self.nextStamp()
    numbering = stamp
  }

  fileprivate static func nextStamp() -> UInt64 { stamps.add(1, ordering: .relaxed).newValue }

  fileprivate func copy() -> StateStorage {
    let copy = StateStorage(
      rules: rules, tables: tables, texts: texts, terrain: terrain, clock: clock, revision: revision)
    copy.numbering = numbering
    copy.heard = heard
    return copy
  }

  /// A table that is this storage's alone.
  package func writable(_ index: Int) -> TableStorage {
    if !isKnownUniquelyReferenced(&tables[index]) { tables[index] = tables[index].copy() }
    return tables[index]
  }

  /// Puts another table in a table's place.
  package func replace(_ index: Int, with table: TableStorage) { tables[index] = table }

  /// Says that rows have other numbers now.
  package func renumber() { numbering = Self.nextStamp() }

  /// Adds the texts that a request brought along, under the numbers they have there.
  package func add(_ added: TextPool) {
    guard added.count > 0 else { return }
    texts = TextOverlay(base: texts, added: added).merged()
    renumber()
  }
}
