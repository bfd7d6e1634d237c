import RulesLang

/// What is known of a statement when it faults: how it is named, and where the judgement goes on.
struct StatementRecord: Sendable {
  /// Names whose fault it is; its arguments lie in these registers, each with so many words.
  let shape: FailureShape
  let arguments: [RegisterRun]
  /// The same without arguments: for what turns out only when all effects are put together.
  let combined: FailureShape
  /// Set where the statement failed or was passed over, for those that rest on it; −1 where none does.
  var flag: Int32 = -1
  /// Set where a requirement of the block is not met: faults behind it are not reported. −1 outside of blocks.
  var failed: Int32 = -1
  /// Where to go on.
  var resume: Int32 = 0
}

/// Words in registers.
struct RegisterRun: Sendable {
  let first: Int32
  let words: Int
}

/// A requirement that can fail, at one place of one run.
struct FailureRecord: Sendable {
  let shape: FailureShape
  /// So many words follow: needed, actual, the holes, the arguments.
  let words: Int
  /// So many of them are the arguments.
  let argumentWords: Int
  /// Where to go on when working out the words faults.
  var resume: Int32 = 0
}

/// A spend, at one place of one run.
struct SpendRecord: Sendable {
  let requirement: RequirementID
  let budget: BudgetID?
  let table: Int
  /// The first column; a key may add to it.
  let column: Int
  /// The movement that says what the parts of the price are, where the amount is a path's.
  let movement: MovementID?
}

/// What an effect does to its place; in the order in which effects of one place come.
enum EffectKind: UInt8, Sendable {
  case set, subtract, remove, spend, count, add
}
