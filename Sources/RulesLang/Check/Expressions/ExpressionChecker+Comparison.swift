// Comparisons. `==`, `!=` and `in` accept an optional beside its type: absent equals only absent.

extension ExpressionChecker {
  mutating func compared(
    _ operation: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression, _ range: SourceRange
  ) -> TypedExpression {
    if left.type == .error || right.type == .error { return error(range) }
    if operation == .equal || operation == .notEqual { return equated(operation, left, right, range) }
    let left = value(left)
    let right = value(right)
    if left.type == .error || right.type == .error { return error(range) }
    guard left.type == right.type else { return mistake(.incomparable(left, right, range, context.program), range) }
    guard isOrdered(left.type) else { return mistake(.unordered(left.type, range, context.program), range) }
    return TypedExpression(.compare(operation, left, right), .bool, range)
  }

  private mutating func equated(
    _ operation: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression, _ range: SourceRange
  ) -> TypedExpression {
    var sides = (left, right)
    switch (left.type, right.type) {
    case (.nothing, .nothing): return mistake(.unclearType(left.range), range)
    case (.nothing, let type): sides.0 = convert(left, to: left.isNoneLiteral ? type : type.unwrapped)
    case (let type, .nothing): sides.1 = convert(right, to: right.isNoneLiteral ? type : type.unwrapped)
    default: break
    }
    if sides.0.type == .error || sides.1.type == .error { return error(range) }
    let type = sides.0.type.unwrapped
    guard type == sides.1.type.unwrapped else {
      return mistake(.incomparable(left, right, range, context.program), range)
    }
    guard hasEquality(type) else { return mistake(.noEquality(type, range, context.program), range) }
    guard isJudged(sides.0), isJudged(sides.1) else { return mistake(.textJudged(range), range) }
    if sides.0.type.isOptional || sides.1.type.isOptional {
      sides = (convert(sides.0, to: .optional(type)), convert(sides.1, to: .optional(type)))
    }
    return TypedExpression(.compare(operation, sides.0, sides.1), .bool, range)
  }

  /// `x in xs` and `xs has x`; an absent x is in nothing.
  mutating func contained(_ element: TypedExpression, in domain: TypedExpression, _ range: SourceRange)
    -> TypedExpression
  {
    let domain = value(domain)
    if element.type == .error || domain.type == .error { return error(range) }
    guard let type = domain.type.element else {
      if domain.type == .nothing { return mistake(.unclearType(domain.range), range) }
      return mistake(.notCollection(domain, context.program), range)
    }
    guard element.type.unwrapped == type else {
      return mistake(.notElement(element, of: type, range, context.program), range)
    }
    guard isJudged(element) else { return mistake(.textJudged(range), range) }
    return TypedExpression(.contains(element: element, in: domain), .bool, range)
  }

  func isOrdered(_ type: Type) -> Bool {
    if case .enumeration(let id) = type { return context.program.enums[id].ordered }
    return type.isNumber
  }

  private func hasEquality(_ type: Type) -> Bool {
    switch type {
    case .roll, .rolls, .area, .step, .nothing: false
    default: true
    }
  }

  /// A text that a request brings can be stored and shown, not judged.
  func isJudged(_ expression: TypedExpression) -> Bool {
    guard expression.type.unwrapped == .text else { return true }
    return !expression.contains { part in
      if case .local(let id) = part.kind { locals[id.index].isUnjudged } else { false }
    }
  }
}
