// Which values are made of which: the graph of defines (budgets' limits among them), movements and what the map keeps
// of its entities. A cycle in it would be a value made of itself, so all laws that follow values rest on
// `DependencyGraph.order`.

/// A value that others are made of.
enum Dependency: Hashable {
  case function(FunctionID)
  case movement(MovementID)
  /// How much room an entity takes on the map: its side and narrow.
  case space(EntityID)
  /// The marks that entities give to the cells they stand on.
  case marks
}

/// One value's use of another, and where it stands.
struct DependencyUse {
  let target: Dependency
  let range: SourceRange
}

struct DependencyGraph {
  let nodes: [Dependency]
  let uses: [Dependency: [DependencyUse]]
  /// All values, each behind those it is made of; those on a cycle, and those made of them, are missing.
  let order: [Dependency]
  /// Each a closed chain of uses, the shortest through its first value.
  let cycles: [[DependencyUse]]

  init(_ program: TypedProgram) {
    nodes =
      program.functions.indices.map { .function(FunctionID($0)) }
      + program.movements.indices.map { .movement(MovementID($0)) }
      + (program.map?.placements ?? []).map { .space($0.entity) } + (program.map == nil ? [] : [.marks])
    var uses: [Dependency: [DependencyUse]] = [:]
    for node in nodes { uses[node] = Self.uses(of: node, in: program) }
    self.uses = uses
    let digraph = Digraph(nodes: nodes) { node in (uses[node] ?? []).map { ($0.target, $0.range) } }
    order = digraph.order
    cycles = digraph.cycles.map { $0.map { DependencyUse(target: $0.node, range: $0.range) } }
  }

  // MARK: What one value is made of

  private static func uses(of node: Dependency, in program: TypedProgram) -> [DependencyUse] {
    var uses: [DependencyUse] = []
    func read(_ expression: TypedExpression?) {
      expression?.walk { uses += DependencyUse.direct(of: $0, in: program) }
    }
    switch node {
    case .function(let id):
      let function = program.functions[id]
      for expression in function.expressions { read(expression) }
    case .movement(let id):
      let movement = program.movements[id]
      for expression in movement.expressions { read(expression) }
      uses.append(DependencyUse(target: .space(movement.mover), range: movement.header.range))
      for rule in program.rules where rule.bindings.contains(where: { $0.target == .step(id) }) {
        read(rule.condition)
        rule.body.walk { statement in statement.expressions.forEach(read) }
      }
    case .space(let entity):
      guard let placement = program.map?.placements.first(where: { $0.entity == entity }) else { break }
      read(placement.side)
      read(placement.narrow)
      // Where it squeezes depends on what is solid around it.
      if let narrow = placement.narrow { uses.append(DependencyUse(target: .marks, range: narrow.range)) }
    case .marks:
      for placement in program.map?.placements ?? [] {
        for mark in placement.marks {
          read(mark.condition)
          if let side = placement.side {
            uses.append(DependencyUse(target: .space(placement.entity), range: side.range))
          }
        }
      }
    }
    return uses
  }
}

extension DependencyUse {
  /// What an expression uses by itself, whatever the expressions in it do.
  static func direct(of expression: TypedExpression, in program: TypedProgram) -> [DependencyUse] {
    func use(_ target: Dependency) -> DependencyUse { DependencyUse(target: target, range: expression.range) }
    switch expression.kind {
    case .call(let id, _): return [use(.function(id))]
    case .budget(let id, _): return [use(.function(program.budgets[id].limit))]
    case .canFollow(_, _, let id), .pathCost(_, let id, _): return [use(.movement(id))]
    case .builtin(let builtin, let arguments):
      let spaces = arguments.compactMap { argument -> DependencyUse? in
        if case .entity(let entity) = argument.type { return use(.space(entity)) }
        return nil
      }
      switch builtin {
      case .distance, .adjacent: return spaces
      case .squeezed, .sees, .clearPath, .cover, .burstPoint, .line, .cells: return spaces + [use(.marks)]
      case .occupantsAt(let entity): return [use(.space(entity))]
      case .occupantsIn(let entity): return spaces + [use(.space(entity)), use(.marks)]
      case .mark: return [use(.marks)]
      default: return []
      }
    default: return []
    }
  }
}

extension FunctionInfo {
  /// The definition and all that bends it.
  package var expressions: [TypedExpression] {
    [body] + adjustments.flatMap(\.expressions) + exceptions.flatMap { [$0.condition, $0.value] }
  }
}

extension FunctionInfo.Adjustment {
  var expressions: [TypedExpression] {
    let amount: [TypedExpression]
    switch bend {
    case .raised(let value), .lowered(let value), .atLeast(let value), .atMost(let value): amount = [value]
    case .doubled, .halved: amount = []
    }
    return (condition.map { [$0] } ?? []) + amount
  }
}

extension MovementInfo {
  var expressions: [TypedExpression] {
    var all = enter.map(\.condition) + end.map(\.condition) + [cost]
    for extra in extras { all += [extra.cost] + (extra.condition.map { [$0] } ?? []) }
    if let diagonals { all += [diagonals.first, diagonals.second] + diagonals.counter.expressions }
    return all
  }
}
