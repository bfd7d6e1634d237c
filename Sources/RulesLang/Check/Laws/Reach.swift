/// All that may take part when some targets are judged: the events they do, the rules of both, the steps of paths asked
/// about.
struct Reach {
  private(set) var targets: Set<BindingTarget> = []
  private(set) var rules: Set<RuleID> = []
  private var pending: [BindingTarget] = []

  init(from starts: [BindingTarget], _ context: LawContext) {
    pending = starts
    while let target = pending.popLast() {
      guard targets.insert(target).inserted else { continue }
      switch target {
      case .action(let id): follow(context.program.actions[id].body)
      case .event(let id): follow(context.program.events[id].body)
      case .step: break
      }
      for bound in context.rules(binding: target) where rules.insert(bound.rule).inserted {
        follow(context.program.rules[bound.rule].body)
      }
    }
  }

  private mutating func follow(_ block: [Statement]) {
    pending += block.doneEvents.map { .event($0.event) }
    var movements: [BindingTarget] = []
    block.walkExpressions { expression in
      if case .canFollow(_, _, let id) = expression.kind { movements.append(.step(id)) }
    }
    pending += movements
  }

  /// Whether what a waiver lifts can be met.
  func meets(_ lift: WaiverInfo.Lift, in program: TypedProgram) -> Bool {
    switch lift {
    case .rule(let id): return rules.contains(id)
    case .requirement(let id):
      switch program.requirements[id].owner {
      case .action(let owner): return targets.contains(.action(owner))
      case .event(let owner): return targets.contains(.event(owner))
      case .rule(let owner): return rules.contains(owner)
      }
    case .note(let id): return program.notes[id].bindings.contains { targets.contains($0.target) }
    case .waiver(let id): return program.waivers[id].bindings.contains { targets.contains($0.target) }
    }
  }
}
