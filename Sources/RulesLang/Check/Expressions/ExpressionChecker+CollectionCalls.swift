// Built-ins that take collections whole. With a binder (`count(x in xs where p)`) they are aggregates.

extension ExpressionChecker {
  /// A collection that can be walked.
  mutating func collection(_ expression: TypedExpression) -> TypedExpression {
    let collection = value(expression)
    if collection.type == .error || collection.type.element != nil { return collection }
    if collection.type == .nothing { return mistake(.unclearType(collection.range), collection.range) }
    return mistake(.notCollection(collection, context.program), collection.range)
  }

  mutating func collectionCall(_ function: Builtin, _ call: CallArguments, gives: (Type) -> Type) -> TypedExpression {
    guard let arguments = take(1, of: call) else { return error(call.range) }
    let operand = collection(arguments[0])
    guard let element = operand.type.element else { return error(call.range) }
    if function != .count, let refusal = userOrder(operand, function: call.name.text) { return refusal }
    return made(function, [operand], gives(element), call)
  }

  /// Sets of users are walked by their bytes, so that what is first of them would change with their names (law 1).
  func userOrder(_ collection: TypedExpression, function: String) -> TypedExpression? {
    guard collection.type == .set(.user) else { return nil }
    return mistake(
      .userJudged(collection.range, "a set of `User` has no order, so `\(function)` says nothing of it"),
      collection.range)
  }

  mutating func setsCall(_ function: Builtin, _ call: CallArguments) -> TypedExpression {
    guard expect(2, call), noLabels(call) else { return error(call.range) }
    // `union({}, xs)`: what is known of one side says what the other is.
    var left = infer(call.items[0])
    var right = infer(call.items[1], hint: left.type)
    if left.type == .nothing { left = convert(left, to: right.type) }
    if right.type == .nothing { right = convert(right, to: left.type) }
    left = set(left)
    right = set(right)
    guard left.type == right.type || left.type == .error || right.type == .error else {
      return mistake(.typeMismatch(right, due: left.type, context.program), call.range)
    }
    return made(function, [left, right], left.type, call)
  }

  private mutating func set(_ expression: TypedExpression) -> TypedExpression {
    let set = collection(expression)
    if case .list = set.type { return mistake(.setDue(set, context.program), set.range) }
    return set
  }

  mutating func positionCall(_ call: CallArguments) -> TypedExpression {
    guard expect(2, call), noLabels(call) else { return error(call.range) }
    let list = collection(infer(call.items[0]))
    guard let element = list.type.element else { return error(call.range) }
    if let refusal = userOrder(list, function: call.name.text) { return refusal }
    return made(.position, [list, check(call.items[1], as: element)], .int, call)
  }
}
