// As time passes, and nothing else happens, the condition of a consequence may become true, never false again: so the
// next wake of a state is the first moment at which one does, and a tick that comes late finds it still true.

extension TypedExpression {
  var readsNow: Bool { contains { if case .now = $0.kind { true } else { false } } }

  /// The place where `now >= E` stands so that time could make the condition false again; nil where there is none.
  var whatTurnsBackInTime: SourceRange? {
    switch kind {
    case .compare(.greaterOrEqual, let now, let moment):
      if case .now = now.kind { return moment.nowInside }
      return nowInside
    case .and(let parts), .or(let parts): return parts.firstPlace { $0.whatTurnsBackInTime }
    case .implies(let condition, let consequent): return condition.nowInside ?? consequent.whatTurnsBackInTime
    case .choose(let condition, let then, let otherwise):
      return condition.nowInside ?? then.whatTurnsBackInTime ?? otherwise.whatTurnsBackInTime
    case .quantifier(.some, let binder, let body):
      return binder.domain.nowInside ?? binder.condition?.whatTurnsBackInTime ?? body.whatTurnsBackInTime
    case .quantifier(.all, let binder, let body):
      return binder.expressions.firstPlace { $0.nowInside } ?? body.whatTurnsBackInTime
    default: return nowInside
    }
  }

  /// Where the clock is read, wherever in it.
  private var nowInside: SourceRange? {
    if case .now = kind { return range }
    return children.firstPlace { $0.nowInside }
  }
}

extension [TypedExpression] {
  fileprivate func firstPlace(_ find: (TypedExpression) -> SourceRange?) -> SourceRange? {
    for expression in self {
      if let place = find(expression) { return place }
    }
    return nil
  }
}
