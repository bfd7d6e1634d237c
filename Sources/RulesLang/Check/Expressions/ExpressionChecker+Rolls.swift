// Rolls of the block: `.total`, `.natural`, and of `roll save for each t in targets`, `save[t].total`.

extension ExpressionChecker {
  mutating func rollPart(_ receiver: TypedExpression, _ name: Identifier, _ range: SourceRange) -> TypedExpression {
    guard let reference = reference(receiver) else { return error(range) }
    if let roll = locals[reference.local.index].roll, roll.isConditional {
      guard let suppliers = scope.facts[.rolled(reference.local)] else {
        if scope.facts.isUnsure { return error(range) }
        return mistake(.mayNotBeRolled(receiver.range, context.program), range)
      }
      used.formUnion(suppliers)
    }
    switch name.text {
    case "total": return TypedExpression(.rollTotal(reference), .int, range)
    case "natural": return TypedExpression(.rollNatural(reference), .int, range)
    default: return mistake(.unknownRollPart(name), range)
    }
  }

  /// `damage is rolled`.
  mutating func isRolled(_ operand: ExpressionSyntax, _ range: SourceRange) -> TypedExpression {
    let operand = infer(operand)
    if operand.type == .error { return error(range) }
    if case .rolls = operand.type { return mistake(.rollsWithoutElement(operand.range, context.program), range) }
    guard operand.type == .roll, let reference = reference(operand) else {
      return mistake(.rollDue(operand, context.program), range)
    }
    return TypedExpression(.isRolled(reference), .bool, range)
  }

  /// The roll that an expression of type `roll` means.
  private func reference(_ expression: TypedExpression) -> RollReference? {
    switch expression.kind {
    case .local(let id): return locals[id.index].roll.map { RollReference(roll: $0.id, local: id, element: nil) }
    case .index(let base, let element):
      guard case .local(let id) = base.kind else { return nil }
      return locals[id.index].roll.map { RollReference(roll: $0.id, local: id, element: element) }
    default: return nil
    }
  }
}
