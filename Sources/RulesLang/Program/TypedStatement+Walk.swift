// Walking typed statements.

extension Statement {
  /// What the statement itself evaluates to do its work: not its messages, not the statements inside it.
  package var expressions: [TypedExpression] {
    switch kind {
    case .require(_, let condition, let guarded, _): return [condition] + guarded.asArray
    case .spend(_, let amount, let place, let guarded, _): return [amount] + place.expressions + guarded.asArray
    case .let(_, let value, _): return [value]
    case .set(let place, let value, let guarded), .add(let value, let place, let guarded),
      .subtract(let value, let place, let guarded), .remove(let value, let place, let guarded):
      return place.expressions + [value] + guarded.asArray
    case .removeAll(_, let place, let condition, let guarded):
      return place.expressions + [condition] + guarded.asArray
    case .forEach(let binder, _): return binder.expressions
    case .if(let condition, _, _): return [condition]
    case .do(_, let arguments, let guarded): return arguments + guarded.asArray
    case .roll(_, _, let binder, let dice, let guarded): return (binder?.expressions ?? []) + [dice] + guarded.asArray
    }
  }

  /// `when C` behind the statement.
  package var guarded: TypedExpression? {
    switch kind {
    case .require(_, _, let condition, _), .spend(_, _, _, let condition, _), .set(_, _, let condition),
      .add(_, _, let condition), .subtract(_, _, let condition), .remove(_, _, let condition),
      .removeAll(_, _, _, let condition), .do(_, _, let condition), .roll(_, _, _, _, let condition):
      return condition
    case .let, .forEach, .if: return nil
    }
  }

  /// The blocks inside it.
  package var blocks: [[Statement]] {
    switch kind {
    case .forEach(_, let body): return [body]
    case .if(_, let then, let otherwise): return [then, otherwise]
    default: return []
    }
  }

  /// What it may refuse with.
  package var requirement: RequirementID? {
    switch kind {
    case .require(let id, _, _, _), .spend(let id, _, _, _, _): return id
    case .let(_, _, let refusal): return refusal?.requirement
    default: return nil
    }
  }

  /// What a player reads where it refuses.
  package var message: Message? {
    switch kind {
    case .require(_, _, _, let message), .spend(_, _, _, _, let message): return message
    case .let(_, _, let refusal): return refusal?.message
    default: return nil
    }
  }

  /// What it writes to, or spends from.
  package var place: Place? {
    switch kind {
    case .spend(_, _, let place, _, _), .set(let place, _, _), .add(_, let place, _), .subtract(_, let place, _),
      .remove(_, let place, _), .removeAll(_, let place, _, _):
      return place
    default: return nil
    }
  }
}

extension [Statement] {
  /// Visits all statements in the order of the text, outer before inner.
  package func walk(_ visit: (Statement) -> Void) {
    for statement in self {
      visit(statement)
      for block in statement.blocks { block.walk(visit) }
    }
  }

  /// All expressions of all statements, messages included, each with all in it.
  package func walkExpressions(_ visit: (TypedExpression) -> Void) {
    walk { statement in
      for expression in statement.expressions + (statement.message?.holes ?? []) { expression.walk(visit) }
    }
  }
}

extension Optional {
  fileprivate var asArray: [Wrapped] { map { [$0] } ?? [] }
}
