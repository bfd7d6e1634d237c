internal import RulesLang

/// What a search for options knows of an action before it looks at a state: made once for each rule set.
final class SearchPlan: Sendable {
  /// A movement that a path is asked to be followed by, with the parameter that moves.
  struct Way: Sendable {
    let movement: MovementID
    let mover: Int
    /// Whether every such path is paid from the budget of its movement, so that dearer ones are all refused.
    let isPaid: Bool
  }

  let dependence: ReasonDependence
  /// For each parameter the ways to make a path of; none but for paths.
  let ways: [[Way]]
  /// What decides whether the action's rules are asked at all: the bounds and defaults of its parameters, which are
  /// worked out first. It is known of the values that a search tries: sets and lists of one element, and empty ones.
  let entry: ParameterSet

  init(_ action: ActionID, in program: TypedProgram) {
    let info = program.actions[action]
    dependence = ReasonDependence(action, in: program)
    ways = info.parameters.indices.map { place in
      info.parameters[place].shape.type.unwrapped == .path ? Self.ways(of: place, in: info, program) : []
    }
    entry = Self.entry(of: info)
  }

  private static func entry(of info: ActionInfo) -> ParameterSet {
    var entry: ParameterSet = []
    let locals = info.parameters.indices.map { ParameterSet(parameter: $0) }
    for (place, parameter) in info.parameters.enumerated() {
      if let value = parameter.defaultValue, !value.children.isEmpty {
        entry.formUnion(ReasonDependence.read(value, locals))
        entry.insert(locals[place])
      }
      for (bounds, isSize) in [(parameter.shape.range, false), (parameter.shape.size, true)] {
        guard let bounds, bounds.constant == nil else { continue }
        entry.formUnion(ReasonDependence.read(bounds.lower, locals))
        entry.formUnion(ReasonDependence.read(bounds.upper, locals))
        let shape = parameter.shape
        let isAlwaysOne =
          isSize && !shape.type.isOptional && !shape.mayBeEmpty && parameter.defaultValue == nil
        if !isAlwaysOne { entry.insert(locals[place]) }
      }
    }
    // How many paths there are to try depends on who moves.
    let hasPath = info.parameters.contains { $0.shape.type.unwrapped == .path }
    return hasPath && !entry.isEmpty ? .all : entry
  }

  private static func ways(of path: Int, in action: ActionInfo, _ program: TypedProgram) -> [Way] {
    var found: [Way] = []
    action.body.walkExpressions { expression in
      guard case .canFollow(let mover, let way, let movement) = expression.kind, way.isLocal(path),
        case .local(let moverLocal) = mover.stripped.kind, !found.contains(where: { $0.movement == movement })
      else { return }
      let isPaid = program.pays(action.body, path: path, by: movement, mover: moverLocal.index)
      found.append(Way(movement: movement, mover: moverLocal.index, isPaid: isPaid))
    }
    return found
  }
}

extension TypedProgram {
  /// Whether a block pays for a path by a movement, or for what is walked of it, whatever was asked for, from the
  /// mover's budget for it; or requires that this could be paid.
  fileprivate func pays(_ body: [Statement], path: Int, by movement: MovementID, mover: Int) -> Bool {
    payments(in: body, by: movement).contains { payment in
      payment.isUnconditional && payment.isPaid(forParameter: path) && payment.walker.isLocal(mover)
        && payment.mover.isLocal(mover) && self.payment(for: movement)?.requirement == payment.requirement
        && waivers(lifting: payment.requirement).allSatisfy { isGeneral($0) && waivers[$0].condition != nil }
    }
  }
}

extension RuleSet {
  func searchPlan(of action: ActionID) -> SearchPlan {
    searchPlans[action.index].value { SearchPlan(action, in: program) }
  }
}

extension TypedExpression {
  /// Whether it is what a parameter or another name of its block has.
  fileprivate func isLocal(_ place: Int) -> Bool {
    guard case .local(let local) = stripped.kind else { return false }
    return local.index == place
  }

  /// Without the conversions between optionals and what is in them.
  fileprivate var stripped: TypedExpression {
    switch kind {
    case .present(let inner), .narrowed(let inner): inner.stripped
    default: self
    }
  }
}
