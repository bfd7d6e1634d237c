// One case for each form of expression.

extension ExpressionChecker {
  /// The expression as a value of the type that is due.
  mutating func check(_ expression: ExpressionSyntax, as due: Type) -> TypedExpression {
    convert(infer(expression, hint: due), to: due)
  }

  /// A condition.
  mutating func condition(_ expression: ExpressionSyntax) -> TypedExpression {
    let condition = check(expression, as: .bool)
    if condition.type == .error, expression.mayNarrow { brokenConditions.insert(condition.range) }
    return condition
  }

  /// The expression by its own type, raw where it is optional. What is due, where something is, tells bare enum cases,
  /// `{}` and literals what they mean.
  mutating func infer(_ expression: ExpressionSyntax, hint: Type? = nil) -> TypedExpression {
    let range = expression.range
    switch expression.kind {
    case .boolean(let value): return TypedExpression(.bool(value), .bool, range)
    case .integer(let value):
      return value == .min ? mistake(.overflow(range), range) : TypedExpression(.int(value), .int, range)
    case .quantity(let value, let unit): return quantity(value, unit, range)
    case .text(let text): return TypedExpression(.text(text.value), .text, range)
    case .dice(let dice): return diceLiteral(dice, range)
    case .none: return TypedExpression(.none, .nothing, range)
    case .user: return read(.user, .user, setting.readsUser, "user", range)
    case .now: return now(range)
    case .noted(let word): return noted(word, range)
    // Only tests can be parsed with one.
    case .route(let legs): return TypedExpression(.route(legs.map(RouteLeg.init)), .path, range)
    case .placed: return mistake(.misplacedAt(range), range)
    case .error: return error(range)

    case .name(let name): return named(name, hint: hint, range)
    case .member(let base, let name, let arguments):
      return member(base, name, arguments: arguments, hint: hint, range)
    case .call(let name, let arguments): return call(CallArguments(name: name, range: range, written: arguments))
    case .index(let base, let key): return indexed(base, key, range)
    case .typeName(let name): return enumTable(name, range)
    case .qualifiedCase(let type, let name): return qualifiedCase(type, name, range)
    case .record(let name, let arguments): return record(name, arguments, range)
    case .cell(let x, let y): return cell(x, y, hint: hint, range)

    case .and(let parts): return conjunction(parts, range)
    case .or(let parts): return disjunction(parts, range)
    case .not(let operand): return negation(operand, range)
    case .comparison(let left, let operation, let right): return comparison(left, operation, right, range)
    case .membership(let element, let domain): return membership(element, domain, range)
    case .has(let domain, let mode, let operand): return has(domain, mode, operand, range)
    case .exists(let operand): return exists(operand, range)
    case .isRolled(let operand): return isRolled(operand, range)
    case .canFollow(let mover, let path, let way): return canFollow(mover, path: path, by: way, range)
    case .quantifier(let quantifier): return quantified(quantifier, range)

    case .ifThen(let condition, let then, let otherwise):
      return choice(condition, then, otherwise, hint: hint, range)
    case .otherwise(let value, let other): return coalesced(value, other, hint: hint, range)
    case .match(let subject, let arms): return matched(subject, arms, hint: hint, range)

    case .arithmetic(let left, let operation, let right):
      let hint = arithmeticHint(operation, hint)
      return arithmetic(operation, infer(left, hint: hint), infer(right, hint: hint), range)
    case .negate(let operand): return negated(infer(operand, hint: hint), range)

    case .set(let elements): return setLiteral(elements, hint: hint, range)
    case .list(let elements): return listLiteral(elements, hint: hint, range)
    case .keyed(let values, let otherwise): return keyedLiteral(values, otherwise: otherwise, hint: hint, range)
    case .filter(let binder): return filtered(binder, hint: hint, range)
    case .map(let value, let binder): return mapped(value, binder, hint: hint, range)
    case .aggregate(let aggregate): return aggregated(aggregate, hint: hint, range)
    }
  }

  /// Sides of a sum may be of the sum's type; of other operations nothing is known.
  private func arithmeticHint(_ operation: ArithmeticOperator, _ hint: Type?) -> Type? {
    operation == .add || operation == .subtract ? hint : nil
  }

  // MARK: Literals

  private func quantity(_ value: Int64, _ unit: Identifier, _ range: SourceRange) -> TypedExpression {
    if case .unit(let id) = context.names.types[unit.text] {
      return value == .min ? mistake(.overflow(range), range) : TypedExpression(.int(value), .unit(id), range)
    }
    return mistake(.unknownUnit(unit, known: context.program.units.map(\.header.name)), range)
  }

  private func diceLiteral(_ dice: DiceSyntax, _ range: SourceRange) -> TypedExpression {
    guard let count = Int(exactly: dice.count), let sides = Int(exactly: dice.faces) else {
      return mistake(.diceBounds(range), range)
    }
    var thrown = Dice(count: count, sides: sides)
    if let keep = dice.keep {
      thrown.keep = keep.isHighest ? .highest : .lowest
      thrown.kept = Int(exactly: keep.count) ?? 0
    }
    return thrown.isValid ? TypedExpression(.dice(thrown), .dice, range) : mistake(.diceBounds(range), range)
  }

  private mutating func cell(
    _ x: ExpressionSyntax, _ y: ExpressionSyntax, hint: Type?, _ range: SourceRange
  ) -> TypedExpression {
    let x = check(x, as: .int)
    let y = check(y, as: .int)
    if x.type == .error || y.type == .error { return error(range) }
    return TypedExpression(.cell(x, y), hint?.unwrapped == .point ? .point : .cell, range)
  }

  // MARK: What only some places may read

  private func read(
    _ kind: TypedExpression.Kind, _ type: Type, _ isAllowed: Bool, _ word: String, _ range: SourceRange
  ) -> TypedExpression {
    isAllowed ? TypedExpression(kind, type, range) : mistake(.notReadHere(word, in: setting.name, range), range)
  }

  private func now(_ range: SourceRange) -> TypedExpression {
    if setting.comparesNow { return mistake(.nowInConsequence(range), range) }
    return read(.now, .unit(context.program.seconds), setting.readsNow, "now", range)
  }

  private func noted(_ word: Identifier, _ range: SourceRange) -> TypedExpression {
    guard setting.readsNotes else { return mistake(.notReadHere("noted", in: setting.name, range), range) }
    if let index = context.names.noteWords[word.text] { return TypedExpression(.noted(index), .bool, range) }
    return mistake(.unknownNote(word, known: context.program.noteWords), range)
  }
}

extension RouteLeg {
  fileprivate init(_ leg: LegSyntax) {
    let (x, y) =
      switch leg.direction {
      case .north: (0, -1)
      case .northeast: (1, -1)
      case .east: (1, 0)
      case .southeast: (1, 1)
      case .south: (0, 1)
      case .southwest: (-1, 1)
      case .west: (-1, 0)
      case .northwest: (-1, -1)
      }
    self.init(x: x, y: y, count: leg.length)
  }
}
