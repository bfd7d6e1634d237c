/// All that may take part when some targets are judged: the events that they and their rules do, the steps of paths
/// they ask about. What leads to what is read once, however many ask.
struct Reach {
  private let context: LawContext
  private var known: [BindingTarget: [BindingTarget]] = [:]

  init(_ context: LawContext) { self.context = context }

  /// Some targets, and all that may take part when they are judged.
  mutating func targets(from starts: [BindingTarget]) -> Set<BindingTarget> {
    var reached: Set<BindingTarget> = []
    var pending = starts
    while let target = pending.popLast() {
      if reached.insert(target).inserted { pending += ways(from: target) }
    }
    return reached
  }

  private mutating func ways(from target: BindingTarget) -> [BindingTarget] {
    if let ways = known[target] { return ways }
    var ways: Set<BindingTarget> = []
    func follow(_ block: [Statement]) {
      for done in block.doneEvents { ways.insert(.event(done.event)) }
      block.walkExpressions { expression in
        if case .canFollow(_, _, let id) = expression.kind { ways.insert(.step(id)) }
      }
    }
    switch target {
    case .action(let id): follow(context.program.actions[id].body)
    case .event(let id): follow(context.program.events[id].body)
    case .step: break
    }
    for bound in context.rules(binding: target) { follow(context.program.rules[bound.rule].body) }
    let found = Array(ways)
    known[target] = found
    return found
  }
}

extension TypedProgram {
  /// Whether what a waiver lifts can be met where some targets are judged.
  func meets(_ lift: WaiverInfo.Lift, _ targets: Set<BindingTarget>) -> Bool {
    func binds(_ bindings: [Binding]) -> Bool { bindings.contains { targets.contains($0.target) } }
    switch lift {
    case .rule(let id): return binds(rules[id].bindings)
    case .requirement(let id):
      switch requirements[id].owner {
      case .action(let owner): return targets.contains(.action(owner))
      case .event(let owner): return targets.contains(.event(owner))
      case .rule(let owner): return binds(rules[owner].bindings)
      }
    case .note(let id): return binds(notes[id].bindings)
    case .waiver(let id): return binds(waivers[id].bindings)
    }
  }
}
