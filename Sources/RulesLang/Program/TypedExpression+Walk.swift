// Walking typed expressions: one list of what stands in what, so that an analysis names only the cases it is about.

extension TypedExpression {
  /// The expressions that stand directly in this one, in the order of evaluation.
  package var children: [TypedExpression] {
    switch kind {
    case .bool, .int, .text, .dice, .enumCase, .kindRow, .none, .local, .stateField, .user, .now, .requestedAction,
      .table,
      .kindTable, .enumTable, .noted, .userLiteral, .route, .error:
      return []
    case .field(let base, _), .budget(_, let base), .negate(let base), .not(let base), .exists(let base),
      .present(let base), .narrowed(let base):
      return [base]
    case .index(let a, let b), .arithmetic(_, let a, let b), .compare(_, let a, let b), .implies(let a, let b),
      .has(let a, _, let b), .coalesce(let a, let b), .interval(let a, let b), .cell(let a, let b),
      .contains(let a, in: let b), .placed(let a, at: let b), .canFollow(let a, path: let b, _),
      .pathCost(let a, _, mover: let b):
      return [a, b]
    case .call(_, let all), .builtin(_, let all), .and(let all), .or(let all), .setLiteral(let all),
      .listLiteral(let all),
      .keyedLiteral(let all), .record(_, let all):
      return all
    case .quantifier(_, let binder, let body): return binder.expressions + [body]
    case .choose(let condition, let then, let otherwise): return [condition, then, otherwise]
    case .match(let subject, let arms, let otherwise):
      return [subject] + arms.map(\.value) + (otherwise.map { [$0] } ?? [])
    case .filter(let binder): return binder.expressions
    case .map(let value, let binder): return binder.expressions + [value]
    case .aggregate(_, let binder, let value): return binder.expressions + (value.map { [$0] } ?? [])
    case .next(let binder, let after): return [after] + binder.expressions
    case .sorted(let binder, let keys): return binder.expressions + keys.map(\.value)
    case .rollTotal(let roll), .rollNatural(let roll), .isRolled(let roll): return roll.element.map { [$0] } ?? []
    }
  }

  /// Visits this expression and all in it, outer before inner.
  package func walk(_ visit: (TypedExpression) -> Void) {
    visit(self)
    for child in children { child.walk(visit) }
  }

  /// Whether this expression or one in it fits.
  package func contains(where fits: (TypedExpression) -> Bool) -> Bool {
    fits(self) || children.contains { $0.contains(where: fits) }
  }
}

extension Binder {
  package var expressions: [TypedExpression] { condition.map { [domain, $0] } ?? [domain] }
}

extension Place {
  /// The reference to the row, or to what has the budget.
  package var owner: TypedExpression? {
    switch root {
    case .state: return nil
    case .row(_, let reference), .budget(_, let reference): return reference
    }
  }

  package var expressions: [TypedExpression] {
    let keys = steps.compactMap { step -> TypedExpression? in
      if case .key(let key) = step { return key }
      return nil
    }
    return (owner.map { [$0] } ?? []) + keys
  }
}

extension Message {
  package var holes: [TypedExpression] {
    segments.compactMap { segment in
      if case .hole(let value, _) = segment { return value }
      return nil
    }
  }
}
