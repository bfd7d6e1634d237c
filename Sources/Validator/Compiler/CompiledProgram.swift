import RulesLang

/// A rule set as the register machine runs it: instructions, constants, and where everything starts.
struct CompiledProgram: Sendable {
  let code: [Instruction]
  /// For each instruction the statement that it belongs to; below ``nobody``, the unit: see ``owner(ofUnit:)``.
  let owners: [Int32]
  /// Words of registers −1, −2, …
  let constants: [Word]
  /// So many registers from 0 on.
  let registers: Int
  let lookups: [Word]
  let units: [Unit]
  let statements: [StatementRecord]
  let failures: [FailureRecord]
  let spends: [SpendRecord]
  let bounds: [BoundRecord]
  let actions: [ActionCode]
  /// For each function its unit; nil where it is laid into all its callers.
  let functionUnits: [Int?]
  let movements: [MovementCode]
  let placements: [PlacementCode]
  /// For each invariant the unit of its condition.
  let invariants: [Int]
  let consequences: [ConsequenceCode]
  /// Whether one of them reads the clock.
  let readsNow: Bool
  /// The host action that is reported after a state was read, where there is one: it comes before all that is due by
  /// time alone, which it may put off.
  let opening: ActionID?
  /// For each column of the state's tables the consequences that look at it.
  let concerns: [[Concern]]
  /// For each of these columns whether where things stand on the map depends on it.
  let columnsOfPlaces: [Bool]
  /// For each declaration of what is concealed the unit of its condition: of the row and the viewer.
  let conceals: [Int]
  let columnStarts: [Int]
  let globals: Int
  /// What a traced run tells of; empty in others.
  let traces: [TraceRecord]

  /// Owns instructions whose faults nobody contains.
  static let nobody: Int32 = -1
  /// Where a unit goes on when the host has called it.
  static let hostReturn: Word = -1

  static func owner(ofUnit unit: Int) -> Int32 { Int32(-2 - unit) }
  static func unit(ofOwner owner: Int32) -> Int? { owner < nobody ? Int(-2 - owner) : nil }
}

/// How wide rows of an entity stand on the map, and what they mark: callables of the row, by their units.
struct PlacementCode: Sendable {
  let table: Int
  /// The columns of cells and heights, among those of all tables.
  let cellColumn: Int
  let heightColumn: Int?
  /// The columns, among those of all tables, that all of it is worked out from.
  let columns: [Int]
  /// Whether it is as long as their words in the row are, in whatever state.
  let followsWords: Bool
  let side: Int?
  let narrow: Int?
  let marks: [(marks: UInt64, condition: Int?)]
}
