import RulesLang

/// The block whose statements are being compiled: the body of an action, event or rule at one place of a run.
struct Block {
  /// `attack`, `ownTurn`: what faults are named after.
  let name: String
  /// All names of the callable.
  let locals: [LocalInfo]
  /// What reasons tell of the block: its parameters, and the elements of the loops around the statement.
  var arguments: [(info: LocalInfo, register: Int32)]
  /// Set where a requirement was not met; −1 where no statement can fault.
  let failed: Int32
  /// For each statement that others rest on, what says that it failed or was passed over.
  let flags: [Int: Int32]
  /// Whose block it is; nil for what is said of steps.
  var owner: RequirementInfo.Owner?

  func local(_ id: LocalID) -> LocalInfo? { locals.indices.contains(id.index) ? locals[id.index] : nil }
}

/// What is bound to an action, event or movement: its rules, waivers and notes, in the order of their names.
struct Bound {
  var rules: [(id: RuleID, binding: Binding)] = []
  var waivers: [(id: WaiverID, binding: Binding)] = []
  var notes: [(id: NoteID, binding: Binding)] = []

  static func all(_ program: TypedProgram) -> [BindingTarget: Bound] {
    var all: [BindingTarget: Bound] = [:]
    for (index, rule) in program.rules.enumerated() {
      for binding in rule.bindings { all[binding.target, default: Bound()].rules.append((RuleID(index), binding)) }
    }
    for index in liftersFirst(program.waivers) {
      for binding in program.waivers[index].bindings {
        all[binding.target, default: Bound()].waivers.append((WaiverID(index), binding))
      }
    }
    for (index, note) in program.notes.enumerated() {
      for binding in note.bindings { all[binding.target, default: Bound()].notes.append((NoteID(index), binding)) }
    }
    return all
  }

  /// Waivers in an order in which none stands before one that lifts it; there is no cycle.
  private static func liftersFirst(_ waivers: [WaiverInfo]) -> [Int] {
    var lifters = [[Int]](repeating: [], count: waivers.count)
    for (index, waiver) in waivers.enumerated() {
      for case .waiver(let lifted) in waiver.lifts { lifters[lifted.index].append(index) }
    }
    var order: [Int] = []
    var seen = [Bool](repeating: false, count: waivers.count)
    // Without recursion: a chain may be as long as there are waivers.
    var path: [(waiver: Int, next: Int)] = []
    for start in waivers.indices where !seen[start] {
      seen[start] = true
      path.append((start, 0))
      while let (waiver, next) = path.last {
        guard next < lifters[waiver].count else {
          order.append(waiver)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let lifter = lifters[waiver][next]
        if !seen[lifter] {
          seen[lifter] = true
          path.append((lifter, 0))
        }
      }
    }
    return order
  }
}
