/// Who stands where: from a cell to the rows whose footprint covers it, on the map or off it.
///
/// A table of occupied cells, open addressing with linear probing, whose slots head lists of rows in ascending order.
/// Its size follows what stands on the map and not the map, so that a copy for the next state is cheap. Asking
/// allocates nothing.
package struct OccupancyIndex: Sendable {
  private struct Slot {
    var cell = Cell(near: 0, 0)
    /// The first entry of the cell's list; ``none`` in a free slot.
    var head = OccupancyIndex.none
    /// The last one, so that a pile noted in ascending order takes no search.
    var tail = OccupancyIndex.none
  }

  private struct Entry {
    var row: Int32
    var next: Int32
  }

  /// The end of a list.
  private static let none: Int32 = -1

  /// INVARIANT: the count is a power of two, and at most half of the slots are taken.
  private var slots = [Slot](repeating: Slot(), count: 16)
  private var taken = 0
  private var entries: [Entry] = []
  /// The first of the entries that are free to be used again.
  private var free = none

  package init() {}

  /// The rows that stand on a cell, ascending.
  package func rows(at cell: Cell) -> Rows {
    Rows(index: self, entry: slots[slot(of: cell)].head)
  }

  /// Whether nobody stands on a cell.
  package func isEmpty(_ cell: Cell) -> Bool { slots[slot(of: cell)].head == Self.none }

  /// Notes that a row covers the cells of a footprint. A row that is noted there already is not noted twice.
  package mutating func add(_ row: Int32, on footprint: Footprint) {
    for cell in footprint.cells { add(row, at: cell) }
  }

  /// Takes back what ``add(_:on:)`` noted.
  package mutating func remove(_ row: Int32, on footprint: Footprint) {
    for cell in footprint.cells { remove(row, at: cell) }
  }

  /// Forgets everybody and keeps the storage.
  package mutating func removeAll() {
    for index in slots.indices { slots[index].head = Self.none }
    entries.removeAll(keepingCapacity: true)
    (taken, free) = (0, Self.none)
  }

  private mutating func add(_ row: Int32, at cell: Cell) {
    if 2 * (taken + 1) > slots.count { grow() }
    let slot = slot(of: cell)
    let (before, at) = position(of: row, in: slots[slot])
    if at != Self.none, entries[Int(at)].row == row { return }
    if slots[slot].head == Self.none {
      slots[slot].cell = cell
      taken += 1
    }
    let entry = newEntry(Entry(row: row, next: at))
    if before == Self.none { slots[slot].head = entry } else { entries[Int(before)].next = entry }
    if at == Self.none { slots[slot].tail = entry }
  }

  private mutating func remove(_ row: Int32, at cell: Cell) {
    let slot = slot(of: cell)
    let (before, at) = position(of: row, in: slots[slot])
    guard at != Self.none, entries[Int(at)].row == row else { return }
    let next = entries[Int(at)].next
    if before == Self.none { slots[slot].head = next } else { entries[Int(before)].next = next }
    if next == Self.none { slots[slot].tail = before }
    entries[Int(at)].next = free
    free = at
    if slots[slot].head == Self.none { vacate(slot) }
  }

  /// The first entry of a list with at least this row, and the one before it.
  private func position(of row: Int32, in slot: Slot) -> (before: Int32, at: Int32) {
    guard slot.head != Self.none else { return (Self.none, Self.none) }
    if entries[Int(slot.tail)].row < row { return (slot.tail, Self.none) }
    var before = Self.none
    var at = slot.head
    while at != Self.none, entries[Int(at)].row < row { (before, at) = (at, entries[Int(at)].next) }
    return (before, at)
  }

  private mutating func newEntry(_ entry: Entry) -> Int32 {
    guard free != Self.none else {
      entries.append(entry)
      return Int32(truncatingIfNeeded: entries.count - 1)
    }
    let index = free
    free = entries[Int(index)].next
    entries[Int(index)] = entry
    return index
  }

  /// The slot that holds a cell, or the free one where it would go.
  private func slot(of cell: Cell) -> Int {
    var slot = home(of: cell)
    while slots[slot].head != Self.none, slots[slot].cell != cell { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  /// Where the search for a cell begins.
  private func home(of cell: Cell) -> Int {
    let mixed = UInt64(bitPattern: cell.packed) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 32)) & UInt64(slots.count - 1))
  }

  /// Frees a slot, and moves up those behind it that a search would no longer find.
  private mutating func vacate(_ vacated: Int) {
    let mask = slots.count - 1
    var hole = vacated
    var slot = (hole + 1) & mask
    while slots[slot].head != Self.none {
      let home = home(of: slots[slot].cell)
      if (slot - home) & mask >= (slot - hole) & mask {
        slots[hole] = slots[slot]
        hole = slot
      }
      slot = (slot + 1) & mask
    }
    slots[hole].head = Self.none
    taken -= 1
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    for slot in old where slot.head != Self.none { slots[self.slot(of: slot.cell)] = slot }
  }

  /// The rows on one cell, ascending.
  package struct Rows: Sequence, IteratorProtocol {
    private let index: OccupancyIndex
    private var entry: Int32

    fileprivate init(index: OccupancyIndex, entry: Int32) {
      self.index = index
      self.entry = entry
    }

    package mutating func next() -> Int32? {
      guard entry != OccupancyIndex.none else { return nil }
      let current = index.entries[Int(entry)]
      entry = current.next
      return current.row
    }
  }
}

/// Everybody who stands on the map but two: those between whom cover is asked. They are left out by row, so that one
/// who is asked about as if elsewhere gives no cover from where it really stands.
package struct OtherBodies: CoveringBodies {
  private let index: OccupancyIndex
  private let a: Int32
  private let b: Int32

  package init(in index: OccupancyIndex, besides a: Int32, _ b: Int32) {
    self.index = index
    self.a = a
    self.b = b
  }

  package func isCovered(_ cell: Cell) -> Bool { index.rows(at: cell).contains { $0 != a && $0 != b } }
}
