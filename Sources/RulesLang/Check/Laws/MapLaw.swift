/// What the map keeps of an entity, its width and its marks, depends on that one row alone, so that the grids can be
/// kept up as the row changes. What a define reads counts as read here.
enum MapLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    guard let map = context.program.map else { return [] }
    let wide = wideFunctions(context)
    var found: [Diagnostic] = []
    for placement in map.placements {
      let kept = [placement.side, placement.narrow].compactMap { $0 } + placement.marks.compactMap(\.condition)
      for expression in kept {
        guard let part = expression.first(where: { readsMore($0, than: 1, wide, context.program) }) else { continue }
        found.append(.mapReadsMore(placement, in: expression, at: part, program: context.program))
      }
    }
    return found
  }

  /// Defines that read more than the rows they are given.
  private static func wideFunctions(_ context: LawContext) -> Set<FunctionID> {
    var wide: Set<FunctionID> = []
    for case .function(let id) in context.values.order {
      let function = context.program.functions[id]
      let reads = function.expressions.contains { expression in
        expression.contains { readsMore($0, than: function.parameterCount, wide, context.program) }
      }
      if reads { wide.insert(id) }
    }
    return wide
  }

  /// Whether an expression reads more by itself than the rows that the first locals hold.
  private static func readsMore(
    _ expression: TypedExpression, than parameters: Int, _ wide: Set<FunctionID>, _ program: TypedProgram
  ) -> Bool {
    func isAnotherRow(_ row: TypedExpression) -> Bool {
      guard case .entity = row.type.unwrapped else { return false }
      if case .local(let id) = row.kind { return id.index >= parameters }
      return true
    }
    switch expression.kind {
    case .stateField, .table, .now, .user, .canFollow, .pathCost, .placed: return true
    case .call(let id, let arguments): return wide.contains(id) || arguments.contains(where: isAnotherRow)
    case .budget(let id, let owner): return wide.contains(program.budgets[id].limit) || isAnotherRow(owner)
    case .field(let base, _): return isAnotherRow(base)
    case .builtin(let builtin, _):
      switch builtin {
      case .distance, .adjacent, .sees, .clearPath, .cover, .occupantsAt, .occupantsIn, .cells, .burstPoint, .squeezed,
        .mark:
        return true
      default: return false
      }
    default: return false
    }
  }
}

extension TypedExpression {
  /// The first in the order of the walk that fits.
  func first(where fits: (TypedExpression) -> Bool) -> TypedExpression? {
    if fits(self) { return self }
    for child in children {
      if let found = child.first(where: fits) { return found }
    }
    return nil
  }
}
