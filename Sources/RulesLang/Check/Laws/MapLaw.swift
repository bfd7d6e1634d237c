/// What the map keeps of an entity, its width and its marks, depends on that one row alone, so that the grids can be
/// kept up as the row changes. What a define reads counts as read here.
enum MapLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    guard let map = context.program.map else { return [] }
    let search = RowSearch(context)
    return map.placements.flatMap { placement in
      let kept = [placement.side, placement.narrow].compactMap { $0 } + placement.marks.compactMap(\.condition)
      return kept.compactMap { expression -> Diagnostic? in
        search.whatReadsMore(in: expression, than: 1).map {
          .mapReadsMore(placement, in: expression, at: $0, program: context.program)
        }
      }
    }
  }
}

/// Looks for what reads more than the rows that some locals hold.
private struct RowSearch {
  private let program: TypedProgram
  /// Defines that read more than the rows they are given, and where they do.
  private var wide: [FunctionID: SourceRange] = [:]

  init(_ context: LawContext) {
    program = context.program
    for case .function(let id) in context.values.order {
      let function = program.functions[id]
      for expression in function.expressions {
        guard let place = whatReadsMore(in: expression, than: function.parameterCount) else { continue }
        wide[id] = place
        break
      }
    }
  }

  /// The place of what reads more than the rows of the first locals.
  func whatReadsMore(in expression: TypedExpression, than parameters: Int) -> SourceRange? {
    if let place = ownPlace(expression, parameters) { return place }
    for child in expression.children {
      if let place = whatReadsMore(in: child, than: parameters) { return place }
    }
    return nil
  }

  /// The same for an expression without those in it; of a define the place where it does.
  private func ownPlace(_ expression: TypedExpression, _ parameters: Int) -> SourceRange? {
    func isAnotherRow(_ row: TypedExpression) -> Bool {
      guard case .entity = row.type.unwrapped else { return false }
      if case .local(let id) = row.kind { return id.index >= parameters }
      return true
    }
    switch expression.kind {
    case .stateField, .table, .now, .user, .canFollow, .pathCost, .placed: return expression.range
    case .call(let id, let arguments):
      return wide[id] ?? (arguments.contains(where: isAnotherRow) ? expression.range : nil)
    case .budget(let id, let owner):
      return wide[program.budgets[id].limit] ?? (isAnotherRow(owner) ? expression.range : nil)
    case .field(let base, _): return isAnotherRow(base) ? expression.range : nil
    case .builtin(let builtin, _):
      switch builtin {
      case .distance, .adjacent, .sees, .clearPath, .cover, .occupantsAt, .occupantsIn, .cells, .burstPoint, .squeezed,
        .mark:
        return expression.range
      default: return nil
      }
    default: return nil
    }
  }
}
