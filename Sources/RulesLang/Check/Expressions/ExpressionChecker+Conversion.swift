// From the type that an expression has to the one that is due.

extension ExpressionChecker {
  /// The expression as a value of a type: a T where an optional T is due, an optional that is known to be there where
  /// a T is.
  mutating func convert(_ expression: TypedExpression, to due: Type) -> TypedExpression {
    let type = expression.type
    if type == due { return expression }
    if type == .error || due == .error { return error(expression.range) }
    if type == .nothing { return convertNothing(expression, to: due) }
    if case .optional(let inner) = due {
      if type == inner { return TypedExpression(.present(expression), due, expression.range) }
    } else if type.isOptional, type.unwrapped == due {
      return value(expression)
    }
    return mistake(.typeMismatch(expression, due: due, context.program), expression.range)
  }

  /// `none`, `{}` and `[]` have no type of their own.
  private func convertNothing(_ expression: TypedExpression, to due: Type) -> TypedExpression {
    switch (expression.kind, due) {
    case (.none, .optional): return TypedExpression(.none, due, expression.range)
    case (.none, _): return mistake(.noneForValue(expression.range, due: due, context.program), expression.range)
    case (.setLiteral, .set), (.listLiteral, .list): return TypedExpression(expression.kind, due, expression.range)
    case (_, .optional(let inner)):
      let value = convertNothing(expression, to: inner)
      return value.type == .error ? value : TypedExpression(.present(value), due, expression.range)
    default: return mistake(.typeMismatch(expression, due: due, context.program), expression.range)
    }
  }

  /// The value of an optional that has to be there; what is no optional is its own value.
  mutating func value(_ expression: TypedExpression) -> TypedExpression {
    switch expression.type {
    case .optional:
      if let known = narrowed(expression) { return known }
      if scope.facts.isUnsure { return error(expression.range) }
      return mistake(.optionalNotNarrowed(expression, context.program), expression.range)
    case .nothing where expression.isNoneLiteral:
      return mistake(.noneHere(expression.range), expression.range)
    default: return expression
    }
  }

  /// An optional as a value where it is known to be there, else as it is.
  mutating func settled(_ expression: TypedExpression) -> TypedExpression {
    expression.type.isOptional ? narrowed(expression) ?? expression : expression
  }

  /// Nil where the optional is not known to be there.
  private mutating func narrowed(_ expression: TypedExpression) -> TypedExpression? {
    if case .present(let value) = expression.kind { return value }
    guard let key = FactKey(expression), let suppliers = scope.facts[key] else { return nil }
    used.formUnion(suppliers)
    return TypedExpression(.narrowed(expression), expression.type.unwrapped, expression.range)
  }

  /// Two values that stand for one, such as branches: both of one type, optional where one of them is. Nil, reported,
  /// where they do not go together.
  mutating func joined(_ expressions: [TypedExpression]) -> [TypedExpression] {
    guard let type = joinedType(expressions) else { return expressions }
    return expressions.map { convert($0, to: type) }
  }

  private func joinedType(_ expressions: [TypedExpression]) -> Type? {
    let typed = expressions.map(\.type).filter { $0 != .nothing && $0 != .error }
    guard let first = typed.first else { return nil }
    let hasNone = expressions.contains { $0.isNoneLiteral && $0.type == .nothing }
    return hasNone || typed.contains(where: \.isOptional) ? .optional(first.unwrapped) : first
  }
}

extension TypedExpression {
  /// Whether this is the word `none` itself.
  var isNoneLiteral: Bool { if case .none = kind { true } else { false } }
}
