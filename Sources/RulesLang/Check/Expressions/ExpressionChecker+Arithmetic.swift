// Numbers and dice. `u ± u`, `Int * u`, `u / Int`, `u / u` (an Int), `u % u`; dice ± Int, Int * dice; nothing else.

extension ExpressionChecker {
  mutating func arithmetic(
    _ operation: ArithmeticOperator, _ left: TypedExpression, _ right: TypedExpression, _ range: SourceRange
  ) -> TypedExpression {
    let left = value(left)
    let right = value(right)
    if left.type == .error || right.type == .error { return error(range) }
    guard let type = Self.type(of: operation, left.type, right.type) else {
      return mistake(.arithmetic(operation, left, right, range, context.program), range)
    }
    return folded(operation, left, right, type, range)
      ?? TypedExpression(.arithmetic(operation, left, right), type, range)
  }

  /// Nil where the operation is none.
  static func type(of operation: ArithmeticOperator, _ left: Type, _ right: Type) -> Type? {
    switch (operation, left, right) {
    case (_, .int, .int): .int
    case (.add, .unit(let a), .unit(let b)), (.subtract, .unit(let a), .unit(let b)),
      (.modulo, .unit(let a), .unit(let b)):
      a == b ? left : nil
    case (.divide, .unit(let a), .unit(let b)): a == b ? .int : nil
    case (.multiply, .int, .unit): right
    case (.multiply, .unit, .int), (.divide, .unit, .int): left
    case (.add, .dice, .int), (.add, .int, .dice), (.subtract, .dice, .int), (.multiply, .int, .dice): .dice
    default: nil
    }
  }

  /// Constants are worked out; what would be a fault whenever it is reached is a mistake now.
  private func folded(
    _ operation: ArithmeticOperator, _ left: TypedExpression, _ right: TypedExpression, _ type: Type,
    _ range: SourceRange
  ) -> TypedExpression? {
    if type == .dice { return foldedDice(operation, left, right, range) }
    guard let b = right.constantInt else { return nil }
    guard let a = left.constantInt else {
      let divides = operation == .divide || operation == .modulo
      return divides && b == 0 ? mistake(.zeroDivisor(right.range), range) : nil
    }
    do {
      return TypedExpression(.int(try ConstantArithmetic.apply(operation, a, b)), type, range)
    } catch {
      return mistake(error == .overflow ? .overflow(range) : .zeroDivisor(right.range), range)
    }
  }

  private func foldedDice(
    _ operation: ArithmeticOperator, _ left: TypedExpression, _ right: TypedExpression, _ range: SourceRange
  ) -> TypedExpression? {
    let dice: Dice?
    if let thrown = left.constantDice, let number = right.constantInt {
      dice = thrown.adding(operation == .subtract ? -number : number)
    } else if let number = left.constantInt, let thrown = right.constantDice {
      dice = operation == .multiply ? thrown.times(number) : thrown.adding(number)
    } else {
      return nil
    }
    guard let dice else { return mistake(.diceBounds(range), range) }
    return TypedExpression(.dice(dice), .dice, range)
  }

  mutating func negated(_ operand: TypedExpression, _ range: SourceRange) -> TypedExpression {
    let operand = value(operand)
    guard operand.type.isNumber else {
      return operand.type == .error ? error(range) : mistake(.numberDue(operand, context.program), range)
    }
    if let number = operand.constantInt { return TypedExpression(.int(-number), operand.type, range) }
    return TypedExpression(.negate(operand), operand.type, range)
  }

  /// A number, Int or of a unit.
  mutating func number(_ expression: TypedExpression) -> TypedExpression {
    let number = value(expression)
    if number.type.isNumber || number.type == .error { return number }
    return mistake(.numberDue(number, context.program), number.range)
  }
}
