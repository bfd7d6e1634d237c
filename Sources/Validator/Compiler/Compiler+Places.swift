import RulesLang

// What a placement is worked out from: mostly a few words of the row itself, so that a map can tell by them which rows
// have moved.

extension Compiler {
  /// The columns of a row that its place, width and marks follow from; nil where they follow from more than its own
  /// words, or from words that mean something else in another state.
  func wordsOfPlaces(_ placement: MapInfo.Placement) -> [Int]? {
    let expressions = [placement.side, placement.narrow].compactMap { $0 } + placement.marks.compactMap(\.condition)
    let analysis = ReadAnalysis(program)
    var reads = Reads()
    for expression in expressions { reads.formUnion(analysis.reads(of: expression)) }
    reads.insert(field: .init(entity: placement.entity, field: placement.cellField, owner: .local(LocalID(0))))
    guard reads.tables.isEmpty, !reads.readsNow, !expressions.contains(where: asksWho) else { return nil }
    var columns: Set<Int> = []
    for field in reads.fields {
      guard field.entity == placement.entity, field.owner == .local(LocalID(0)) else { return nil }
      let type = program.entities[placement.entity].fields[field.field].shape.type
      guard meansTheSameEverywhere(type) else { return nil }
      columns.formUnion(self.columns(of: field))
    }
    return columns.sorted()
  }

  /// Whether it looks at who asks, or for what.
  private func asksWho(_ expression: TypedExpression) -> Bool {
    var visited: Set<FunctionID> = []
    func asks(_ expression: TypedExpression) -> Bool {
      expression.contains { part in
        switch part.kind {
        case .user, .requestedAction, .now: return true
        case .call(let function, _):
          return visited.insert(function).inserted && program.functions[function].expressions.contains(where: asks)
        case .budget: return true
        default: return false
        }
      }
    }
    return asks(expression)
  }

  /// Whether equal words are equal values in all states: not those of texts, nor of what lies in a pool.
  private func meansTheSameEverywhere(_ type: Type) -> Bool {
    if layout.bits(type) != nil { return true }
    switch type {
    case .bool, .int, .unit, .enumeration, .cell, .point, .kind: return true
    case .optional(let inner): return meansTheSameEverywhere(inner)
    default: return false
    }
  }
}
