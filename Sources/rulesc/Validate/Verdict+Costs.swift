internal import RulesLang
internal import Validator

extension Verdict {
  /// What is spent, as people say it: `20 ft from aria.movement`.
  ///
  /// - Parameter state: the state that was judged.
  func costTexts(in state: State) -> [String] {
    let texts = TextRenderer(WordSource(state))
    // The decision is about the truth, of which the user may be told only some.
    let known = zip(truth.costs, decision.costs).map { ($0.from, state.rules.type(of: $1.source)) }
    let types = Dictionary(known) { first, _ in first }
    return costs.map { "\(texts.text([$0.amount], types[$0.from] ?? .int)) from \($0.from)" }
  }
}

extension RuleSet {
  /// The type of what is spent from a place.
  fileprivate func type(of source: Decision.Cost.Source) -> Type {
    switch source {
    case .budget(let id, row: _): return program.budgets[id].type
    case .field(let table, row: _, let column):
      let field = layout.tables[table].fields.last { $0.column <= column }
      return Self.number(in: field?.type ?? .int)
    }
  }

  /// The numbers of a keyed field are of one type.
  private static func number(in type: Type) -> Type {
    switch type {
    case .keyed(let value, by: _), .optional(let value): number(in: value)
    case .unit: type
    default: .int
    }
  }
}
