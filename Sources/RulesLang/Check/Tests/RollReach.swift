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

  struct Rolls {
    /// Those of the action, of its rules and of the events that these do.
    var own: Set<RollID> = []
    /// Those of the consequences that it may have.
    var following: Set<RollID> = []
  }

  /// What a consequence waits for.
  private struct Wait {
    let fields: Set<WrittenField.Name>
    let readsNow: Bool
    let event: EventID
  }

  private let program: TypedProgram
  private var rules: [BindingTarget: [RuleID]] = [:]
  private var rolls: [RequirementInfo.Owner: [RollID]] = [:]
  private let waits: [Wait]
  private var known: [Deed: Rolls] = [:]

  /// - Parameter program: without tests; its patterns need not be resolved, and it may have mistakes.
  init(_ program: TypedProgram) {
    let program = BindingResolver.resolve(program).program
    self.program = program
    for (index, rule) in program.rules.enumerated() {
      for binding in rule.bindings { rules[binding.target, default: []].append(RuleID(index)) }
    }
    for (index, roll) in program.rolls.enumerated() { rolls[roll.owner, default: []].append(RollID(index)) }
    let analysis = ReadAnalysis(program)
    waits = program.consequences.map { consequence in
      let read = ([consequence.condition] + (consequence.binder?.expressions ?? [])).reduce(into: Reads()) {
        $0.formUnion(analysis.reads(of: $1))
      }
      let fields = Set(read.fields.map { WrittenField.Name(entity: $0.entity, field: $0.field) })
      return Wait(fields: fields, readsNow: read.readsNow, event: consequence.event)
    }
  }

  mutating func rolls(of deed: Deed) -> Rolls {
    if let found = known[deed] { return found }
    var found = Rolls()
    var walk = Walk(reach: self)
    if case .action(let id) = deed { found.own = walk.rolls(from: .action(id)) }
    var waiting = waits
    var due: [Wait]
    repeat {
      let comesDue = { (wait: Wait) in
        (deed == .time && wait.readsNow) || !walk.written.isDisjoint(with: wait.fields)
      }
      due = waiting.filter(comesDue)
      waiting.removeAll(where: comesDue)
      for wait in due { found.following.formUnion(walk.rolls(from: .event(wait.event))) }
    } while !due.isEmpty
    known[deed] = found
    return found
  }

  /// A walk through all blocks that take part, each once.
  private struct Walk {
    let reach: RollReach
    private(set) var written: Set<WrittenField.Name> = []
    private var seen: Set<BindingTarget> = []

    init(reach: RollReach) { self.reach = reach }

    /// The rolls of all blocks that a target leads to, of those that were not met before.
    mutating func rolls(from target: BindingTarget) -> Set<RollID> {
      var found: Set<RollID> = []
      var pending = [target]
      while let target = pending.popLast() {
        guard seen.insert(target).inserted else { continue }
        for owner in owners(of: target) {
          found.formUnion(reach.rolls[owner] ?? [])
          reach.program.body(of: owner).walk { statement in
            if let place = statement.place, let name = name(of: place) { written.insert(name) }
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

    /// The field that is written, of whichever row.
    private func name(of place: Place) -> WrittenField.Name? {
      var place = place
      if case .budget(let id, _) = place.root { place = reach.program.budgets[id].counter }
      guard case .field(let field)? = place.steps.first else { return nil }
      switch place.root {
      case .state: return WrittenField.Name(entity: nil, field: field)
      case .row(let entity, _): return WrittenField.Name(entity: entity, field: field)
      case .budget: return nil
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
