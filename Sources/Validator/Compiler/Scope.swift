import RulesLang

/// What names stand for while an expression is compiled: a struct, so that what is compiled later can keep its own.
struct Scope {
  /// For each local of the callable, the first of its registers.
  fileprivate var registers: [Int32?]
  /// For each word of a note that may bind this occurrence: what says whether one does.
  var noted: [Int: Int32] = [:]
  /// Where a local stands for the map's built-ins, if not where its row says: the mover of a step rule, at `here`.
  var standing: [LocalID: Int32] = [:]
  /// These are the names of a define that is laid into its caller.
  var isInlined = false

  init(count: Int) { registers = Array(repeating: nil, count: count) }

  subscript(local: LocalID) -> Int32? {
    get { registers.indices.contains(local.index) ? registers[local.index] : nil }
    set {
      while registers.count <= local.index { registers.append(nil) }
      registers[local.index] = newValue
    }
  }
}

extension Scope {
  /// A name of the compiler's own for what is in a register.
  mutating func name(_ register: Int32) -> LocalID {
    registers.append(register)
    return LocalID(registers.count - 1)
  }
}

/// A compiled callable: where it starts, and where its arguments, its value and the way back lie.
struct Unit: Sendable {
  var entry: Int32 = 0
  var parameters: Int32 = 0
  var result: Int32 = 0
  /// Holds where to go on; ``CompiledProgram/hostReturn`` where the host called.
  var returnRegister: Int32 = 0
}

/// Registers that every judgement fills before it starts.
enum Global {
  static let user: Int32 = 0
  static let now: Int32 = 1
  /// The action asked for, as a case of `Action`.
  static let action: Int32 = 2
  /// The first of the flags that say which step rules, and which of their requirements, a waiver of the action lifts.
  static let lifts: Int32 = 3
}

/// Where a jump out of a loop leads.
struct Loop {
  /// On with the next element.
  let next: Label
  /// Behind the loop.
  let end: Label
}
