// A roll's short name in a test means one that the step before it can ask for: many blocks of a rule set may call
// their rolls `toHit`, and of these one alone is thrown when someone strikes.

/// Finds the rolls that a step of a test may ask for. What is found is kept: most steps do the same few things.
struct RollReach {
  /// What happens in a step.
  enum Deed: Hashable {
    case action(ActionID)
    /// Time passes.
    case time
  }

  /// What a consequence waits for.
  private struct Wait {
    let readsNow: Bool
    let event: EventID
  }

  private let program: TypedProgram
  private var rules: [BindingTarget: [RuleID]] = [:]
  private var rolls: [RequirementInfo.Owner: [RollID]] = [:]
  private var waits: [Wait] = []
  /// The waits for each field, by their places.
  private var waiting: [WrittenField.Name: [Int]] = [:]
  private var knownOwn: [Deed: Set<RollID>] = [:]
  private var knownFollowing: [Deed: Set<RollID>] = [:]

  /// - Parameter program: without tests; its patterns need not be resolved, and it may have mistakes.
  init(_ program: TypedProgram) {
    let program = BindingResolver.resolve(program).program
    self.program = program
    for (index, rule) in program.rules.enumerated() {
      for binding in rule.bindings { rules[binding.target, default: []].append(RuleID(index)) }
    }
    for (index, roll) in program.rolls.enumerated() { rolls[roll.owner, default: []].append(RollID(index)) }
    let analysis = ReadAnalysis(program)
    for (index, consequence) in program.consequences.enumerated() {
      let read = analysis.reads(of: consequence)
      for name in read.names { waiting[name, default: []].append(index) }
      waits.append(Wait(readsNow: read.readsNow, event: consequence.event))
    }
  }

  /// Those of the action, of its rules and of the events that these do.
  mutating func own(of deed: Deed) -> Set<RollID> {
    if let found = knownOwn[deed] { return found }
    var walk = Walk(reach: self)
    let found = walk.rolls(of: deed)
    knownOwn[deed] = found
    return found
  }

  /// Those of the consequences that it may have.
  mutating func following(of deed: Deed) -> Set<RollID> {
    if let found = knownFollowing[deed] { return found }
    var found: Set<RollID> = []
    var walk = Walk(reach: self)
    _ = walk.rolls(of: deed)
    var due = deed == .time ? waits.indices.filter { waits[$0].readsNow } : []
    var met = Set(due)
    func findDue() {
      for name in walk.takeWritten() { due += (waiting[name] ?? []).filter { met.insert($0).inserted } }
    }
    findDue()
    while let next = due.popLast() {
      found.formUnion(walk.rolls(from: .event(waits[next].event)))
      findDue()
    }
    knownFollowing[deed] = found
    return found
  }

  /// A walk through all blocks that take part, each once.
  private struct Walk {
    let reach: RollReach
    private var written: Set<WrittenField.Name> = []
    private var seen: Set<BindingTarget> = []

    init(reach: RollReach) { self.reach = reach }

    /// The fields that were written since this was asked last.
    mutating func takeWritten() -> Set<WrittenField.Name> {
      defer { written = [] }
      return written
    }

    mutating func rolls(of deed: Deed) -> Set<RollID> {
      if case .action(let id) = deed { rolls(from: .action(id)) } else { [] }
    }

    /// The rolls of all blocks that a target leads to, of those that were not met before.
    mutating func rolls(from target: BindingTarget) -> Set<RollID> {
      var found: Set<RollID> = []
      var pending = [target]
      while let target = pending.popLast() {
        guard seen.insert(target).inserted else { continue }
        for owner in owners(of: target) {
          found.formUnion(reach.rolls[owner] ?? [])
          reach.program.body(of: owner).walk { statement in
            if let place = statement.place, let field = reach.program.field(writtenBy: place) {
              written.insert(field.name)
            }
            if case .do(let event, _, _) = statement.kind { pending.append(.event(event)) }
          }
        }
      }
      return found
    }

    private func owners(of target: BindingTarget) -> [RequirementInfo.Owner] {
      let rules = (reach.rules[target] ?? []).map { RequirementInfo.Owner.rule($0) }
      switch target {
      case .action(let id): return [.action(id)] + rules
      case .event(let id): return [.event(id)] + rules
      case .step: return []
      }
    }
  }
}

extension TypedProgram {
  /// The block of an owner.
  func body(of owner: RequirementInfo.Owner) -> [Statement] {
    switch owner {
    case .action(let id): actions[id].body
    case .event(let id): events[id].body
    case .rule(let id): rules[id].body
    }
  }
}
