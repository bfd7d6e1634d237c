// Conditions: each part of an `and` is read with what the parts before it make sure of, each of an `or` with what their
// being false does.

extension ExpressionChecker {
  mutating func conjunction(_ parts: [ExpressionSyntax], _ range: SourceRange) -> TypedExpression {
    let typed = self.parts(parts, each: true)
    return typed.contains { $0.type == .error } ? error(range) : TypedExpression(.and(typed), .bool, range)
  }

  mutating func disjunction(_ parts: [ExpressionSyntax], _ range: SourceRange) -> TypedExpression {
    let typed = self.parts(parts, each: false)
    return typed.contains { $0.type == .error } ? error(range) : TypedExpression(.or(typed), .bool, range)
  }

  /// Checks conditions from the left, the later ones where the earlier have all come out as `truth`.
  private mutating func parts(_ parts: [ExpressionSyntax], each truth: Bool) -> [TypedExpression] {
    scoped { checker in
      parts.map { part in
        let typed = checker.condition(part)
        checker.learn(from: typed, when: truth)
        return typed
      }
    }
  }

  mutating func negation(_ operand: ExpressionSyntax, _ range: SourceRange) -> TypedExpression {
    let operand = condition(operand)
    return operand.type == .error ? error(range) : TypedExpression(.not(operand), .bool, range)
  }

  mutating func comparison(
    _ left: ExpressionSyntax, _ operation: ComparisonOperator, _ right: ExpressionSyntax, _ range: SourceRange
  ) -> TypedExpression {
    if setting.comparesNow, case .now = left.kind { return wake(left, operation, right, range) }
    // A bare case, `none` or a literal on the left gets its meaning from the right.
    if needsHint(left) {
      let other = infer(right)
      return compared(operation, infer(left, hint: other.type), other, range)
    }
    let subject = infer(left)
    return compared(operation, subject, infer(right, hint: subject.type), range)
  }

  /// `now >= E`, the one way in which a consequence reads the clock: so the state knows when to wake next.
  private mutating func wake(
    _ now: ExpressionSyntax, _ operation: ComparisonOperator, _ right: ExpressionSyntax, _ range: SourceRange
  ) -> TypedExpression {
    guard operation == .greaterOrEqual else { return mistake(.nowInConsequence(now.range), range) }
    let seconds = Type.unit(context.program.seconds)
    let left = TypedExpression(.now, seconds, now.range)
    return compared(operation, left, infer(right, hint: seconds), range)
  }

  /// Whether an expression says nothing of its type by itself.
  private func needsHint(_ expression: ExpressionSyntax) -> Bool {
    switch expression.kind {
    case .none, .set, .list, .keyed: true
    case .name(let name): !isValue(name) && name.text != "action"
    default: false
    }
  }

  mutating func exists(_ operand: ExpressionSyntax, _ range: SourceRange) -> TypedExpression {
    let operand = infer(operand)
    switch operand.type {
    case .error: return error(range)
    case .optional: return TypedExpression(.exists(operand), .bool, range)
    default: return mistake(.notOptional(operand, asked: "exists", context.program), range)
    }
  }

  mutating func membership(_ element: ExpressionSyntax, _ domain: DomainSyntax, _ range: SourceRange) -> TypedExpression
  {
    if needsHint(element) {
      let domain = walked(domain)
      return contained(infer(element, hint: domain.type.element), in: domain, range)
    }
    let element = infer(element)
    return contained(element, in: walked(domain, hint: .set(element.type.unwrapped)), range)
  }

  mutating func has(
    _ domain: ExpressionSyntax, _ mode: HasMode, _ operand: ExpressionSyntax, _ range: SourceRange
  ) -> TypedExpression {
    let domain = collection(infer(domain))
    guard let element = domain.type.element else {
      _ = infer(operand, hint: .error)
      return error(range)
    }
    guard let relation = SetRelation(mode) else {
      return contained(infer(operand, hint: element), in: domain, range)
    }
    let others = infer(operand, hint: .set(element))
    if others.type == .error { return error(range) }
    if others.type == element || others.type == .optional(element) {
      return mistake(.hasNeedsSet(others, relation, context.program), range)
    }
    let set = convertNothing(collection(others), of: element)
    guard set.type.element == element else {
      return set.type == .error ? error(range) : mistake(.typeMismatch(set, due: .set(element), context.program), range)
    }
    return TypedExpression(.has(domain, relation, set), .bool, range)
  }

  private func convertNothing(_ expression: TypedExpression, of element: Type) -> TypedExpression {
    expression.type == .nothing ? TypedExpression(expression.kind, .set(element), expression.range) : expression
  }

  // MARK: Choice

  mutating func choice(
    _ condition: ExpressionSyntax, _ then: ExpressionSyntax, _ otherwise: ExpressionSyntax?, hint: Type?,
    _ range: SourceRange
  ) -> TypedExpression {
    let condition = self.condition(condition)
    let first = branch(then, where: condition, is: true, hint: otherwise == nil ? .bool : hint)
    guard let otherwise else {
      let consequent = convert(first, to: .bool)
      if condition.type == .error || consequent.type == .error { return error(range) }
      return TypedExpression(.implies(condition, consequent), .bool, range)
    }
    let second = branch(otherwise, where: condition, is: false, hint: hint ?? first.type)
    let branches = branched([first, second], due: hint)
    if condition.type == .error || branches.contains(where: { $0.type == .error }) { return error(range) }
    return TypedExpression(.choose(condition, then: branches[0], otherwise: branches[1]), branches[0].type, range)
  }

  private mutating func branch(
    _ branch: ExpressionSyntax, where condition: TypedExpression, is truth: Bool, hint: Type?
  ) -> TypedExpression {
    scoped { checker in
      checker.learn(from: condition, when: truth)
      let value = checker.infer(branch, hint: hint)
      // What is known in the branch is not known outside of it, so a value that is due is taken here.
      guard let hint, !hint.isOptional else { return checker.settled(value) }
      return value.type.isOptional ? checker.value(value) : value
    }
  }

  /// Branches of one value: of the type that is due, or of one type among themselves.
  mutating func branched(_ branches: [TypedExpression], due: Type?) -> [TypedExpression] {
    guard let due, branches.contains(where: { $0.type == due }) else { return joined(branches) }
    return branches.map { convert($0, to: due) }
  }

  mutating func coalesced(
    _ value: ExpressionSyntax, _ other: ExpressionSyntax, hint: Type?, _ range: SourceRange
  ) -> TypedExpression {
    let value = infer(value, hint: hint.map { .optional($0.unwrapped) })
    guard value.type != .error else {
      _ = infer(other, hint: hint)
      return error(range)
    }
    guard value.type.isOptional else {
      return mistake(.notOptional(value, asked: "otherwise", context.program), range)
    }
    let stand = settled(infer(other, hint: hint?.isOptional == true ? value.type : value.type.unwrapped))
    let type = stand.type.isOptional || stand.type == .nothing ? value.type : value.type.unwrapped
    let fallback = convert(stand, to: type)
    return fallback.type == .error ? error(range) : TypedExpression(.coalesce(value, fallback), type, range)
  }
}

extension ExpressionSyntax {
  /// Whether it has a form that makes sure of something.
  var mayNarrow: Bool {
    switch kind {
    case .exists, .isRolled, .comparison(_, .equal, _), .comparison(_, .notEqual, _): true
    case .and(let parts), .or(let parts): parts.contains(where: \.mayNarrow)
    case .not(let operand): operand.mayNarrow
    case .ifThen(let condition, let then, otherwise: nil): condition.mayNarrow || then.mayNarrow
    default: false
    }
  }
}

extension SetRelation {
  /// Nil for the plain `has`.
  fileprivate init?(_ mode: HasMode) {
    switch mode {
    case .element: return nil
    case .any: self = .any
    case .all: self = .all
    case .no: self = .no
    }
  }
}
