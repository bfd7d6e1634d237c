// No action is unguarded by accident (law 3): unless it says `by anyone`, some requirement that asks who the user is
// binds it always. "Always" is what can be seen in the text: a requirement that stands in no `if` or loop and has no
// `when`; of the action itself, of an event it always does, or of a rule without a condition that fits either. A `let …
// else` whose value reads `user` is one too. Names that hold what was made of `user` count as reading it.

enum GuardLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    let program = context.program
    return program.actions.indices.flatMap { index -> [Diagnostic] in
      let action = program.actions[index]
      if action.isHost || action.byAnyone { return [] }
      var search = GuardSearch(context)
      search.enter(.action(ActionID(index)), reading: [])
      if search.guards.isEmpty { return [.unguarded(action)] }
      return waived(search.guards, of: action, context)
    }
  }

  /// The last guard is not lifted but by a waiver that asks who the user is itself.
  private static func waived(_ guards: [Guard], of action: ActionInfo, _ context: LawContext) -> [Diagnostic] {
    let program = context.program
    var lifters: [(waiver: WaiverInfo, requirement: RequirementID)] = []
    for found in guards {
      var candidates = context.waivers(lifting: .requirement(found.requirement))
      if case .rule(let owner) = program.requirements[found.requirement].owner {
        candidates += context.waivers(lifting: .rule(owner))
      }
      let path = Set(found.path)
      guard
        let waiver = candidates.sorted().lazy.map({ program.waivers[$0] }).first(where: { waiver in
          waiver.condition?.contains { if case .user = $0.kind { true } else { false } } != true
            && waiver.bindings.contains { path.contains($0.target) }
        })
      else { return [] }
      lifters.append((waiver, found.requirement))
    }
    guard let last = lifters.last else { return [] }
    return [.lastGuardWaived(last.waiver, requirement: program.requirements[last.requirement], action: action)]
  }
}

/// A requirement that always binds and reads `user`.
private struct Guard {
  let requirement: RequirementID
  /// The action, and the events on the way to it: a waiver for any of them can lift it.
  let path: [BindingTarget]
}

private struct GuardSearch {
  private(set) var guards: [Guard] = []
  private let context: LawContext
  /// What was looked into, and which of its parameters held what was made of `user`. Another way to it is followed only
  /// if it brings something new, so that a net of events is not walked along all its ways.
  private var seen: [BindingTarget: Set<LocalID>] = [:]
  private var path: [BindingTarget] = []

  init(_ context: LawContext) { self.context = context }

  mutating func enter(_ target: BindingTarget, reading new: Set<LocalID>) {
    if let known = seen[target], known.isSuperset(of: new) { return }
    let reading = new.union(seen[target] ?? [])
    seen[target] = reading
    path.append(target)
    switch target {
    case .action(let id): search(context.program.actions[id].body, reading: reading)
    case .event(let id): search(context.program.events[id].body, reading: reading)
    case .step: break
    }
    for bound in context.rules(binding: target) {
      let rule = context.program.rules[bound.rule]
      guard rule.condition == nil, bound.binding.isUnconditional else { continue }
      search(rule.body, reading: bound.binding.locals(from: reading))
    }
    path.removeLast()
  }

  private mutating func search(_ block: [Statement], reading known: Set<LocalID>) {
    var reading = known
    for statement in block {
      switch statement.kind {
      case .require(let id, let condition, when: nil, _):
        if condition.readsUser(through: reading) { guards.append(Guard(requirement: id, path: path)) }
      case .let(let local, let value, let refusal):
        guard value.readsUser(through: reading) else { continue }
        reading.insert(local)
        if let refusal { guards.append(Guard(requirement: refusal.requirement, path: path)) }
      case .do(let event, let arguments, when: nil):
        let passed = arguments.indices.filter { arguments[$0].readsUser(through: reading) }
        enter(.event(event), reading: Set(passed.map { LocalID($0) }))
      default: continue
      }
    }
  }
}

extension TypedExpression {
  fileprivate func readsUser(through locals: Set<LocalID>) -> Bool {
    contains { expression in
      switch expression.kind {
      case .user: return true
      case .local(let id): return locals.contains(id)
      default: return false
      }
    }
  }
}

extension Binding {
  /// Whether it holds whatever the arguments are.
  var isUnconditional: Bool {
    tagClauses.isEmpty && excludedClauses.isEmpty
      && sources.allSatisfy { if case .parameter = $0 { true } else { false } }
  }

  /// The pattern's names that come from some of the target's.
  func locals(from targets: Set<LocalID>) -> Set<LocalID> {
    Set(
      sources.indices.filter { index in
        switch sources[index] {
        case .parameter(let place), .present(let place), .element(let place): return targets.contains(LocalID(place))
        }
      }.map { LocalID($0) })
  }
}
