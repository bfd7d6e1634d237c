// `x.f`: a field, a part that is built in, a define, a budget or a built-in function, which are all written alike, so
// that a field can become a define and no use of it changes.

extension ExpressionChecker {
  mutating func member(
    _ base: ExpressionSyntax, _ name: Identifier, arguments: [ArgumentSyntax]?, hint: Type?, _ range: SourceRange
  ) -> TypedExpression {
    if arguments == nil, let kind = kindTable(base) {
      let isFunction = context.isFunction(name.text)
      let isRow = context.rows[kind]?[name.text] != nil
      if isRow || !isFunction { return name.isMissing ? error(range) : kindRow(kind, name, range) }
    }
    let receiver = infer(base)
    if receiver.type == .error || name.isMissing {
      // The arguments are looked at all the same: they may hold mistakes of their own.
      for argument in arguments ?? [] { _ = inferArgument(argument) }
      return error(range)
    }
    if arguments == nil, let part = part(of: receiver, name, range) { return part }
    if case .path = receiver.type.unwrapped, let part = pathPart(receiver, name, arguments ?? [], range) { return part }
    if context.isFunction(name.text) {
      return call(CallArguments(name: name, range: range, receiver: receiver, written: arguments ?? []))
    }
    for argument in arguments ?? [] { _ = inferArgument(argument) }
    if context.isMapBroken, receiver.type.unwrapped == .cell { return error(range) }
    return mistake(unknownMember(name, of: receiver), range)
  }

  private mutating func inferArgument(_ argument: ArgumentSyntax) -> TypedExpression {
    if case .placed(let who, at: _) = argument.value.kind { return infer(who) }
    return infer(argument.value)
  }

  /// A field or a built-in part; nil where the type has none of this name.
  private mutating func part(of receiver: TypedExpression, _ name: Identifier, _ range: SourceRange) -> TypedExpression?
  {
    let type = receiver.type.unwrapped
    if let index = context.program.fields(of: type).firstIndex(where: { $0.header.name == name.text }) {
      let base = value(receiver)
      if base.type == .error { return error(range) }
      return TypedExpression(.field(base, index), context.program.fields(of: type)[index].shape.type, range)
    }
    if case .rolls = type { return mistake(.rollsWithoutElement(receiver.range, context.program), range) }
    if type == .roll { return rollPart(receiver, name, range) }
    let found: (Builtin, Type)?
    switch (type, name.text) {
    case (.cell, "x"), (.point, "x"): found = (.cellX, .int)
    case (.cell, "y"), (.point, "y"): found = (.cellY, .int)
    case (.step, "here"): found = (.stepHere, .cell)
    case (.step, "there"): found = (.stepThere, .cell)
    case (.step, "number"): found = (.stepNumber, .int)
    default: found = nil
    }
    return found.map { builtinPart($0.0, $0.1, [receiver], range) }
  }

  private mutating func builtinPart(
    _ builtin: Builtin, _ type: Type, _ arguments: [TypedExpression], _ range: SourceRange
  ) -> TypedExpression {
    let operands = arguments.map { value($0) }
    if operands.contains(where: { $0.type == .error }) { return error(range) }
    return TypedExpression(.builtin(builtin, operands), type, range)
  }

  /// `path.end`, `path.steps`, `path.before(step)`, `path.through(step)`.
  private mutating func pathPart(
    _ receiver: TypedExpression, _ name: Identifier, _ written: [ArgumentSyntax], _ range: SourceRange
  ) -> TypedExpression? {
    let call = CallArguments(name: name, range: range, written: written)
    switch name.text {
    case "end": return expect(0, call) ? builtinPart(.pathEnd, .cell, [receiver], range) : error(range)
    case "steps": return expect(0, call) ? builtinPart(.pathSteps, .list(.step), [receiver], range) : error(range)
    case "before", "through":
      guard expect(1, call), noLabels(call) else { return error(range) }
      let step = check(call.items[0], as: .step)
      let isBefore = name.text == "before"
      return builtinPart(
        isBefore ? .pathBefore : .pathThrough, isBefore ? .optional(.path) : .path, [receiver, step], range)
    default: return nil
    }
  }

  private func unknownMember(_ name: Identifier, of receiver: TypedExpression) -> Diagnostic {
    let type = receiver.type.unwrapped
    let fields = context.program.fields(of: type).map(\.header.name)
    let functions = context.functions(taking: type)
    return .unknownMember(
      name, of: type, nearest: Suggestion.nearest(to: name.text, among: fields + functions), fields: fields,
      context.program)
  }

  // MARK: Keyed values

  mutating func indexed(_ base: ExpressionSyntax, _ key: ExpressionSyntax, _ range: SourceRange) -> TypedExpression {
    let base = value(infer(base))
    if case .rolls(by: let element) = base.type {
      let key = check(key, as: element)
      return key.type == .error ? error(range) : TypedExpression(.index(base, key), .roll, range)
    }
    guard case .keyed(let type, by: let keys) = base.type else {
      let key = infer(key)
      if base.type == .error || key.type == .error { return error(range) }
      return mistake(.notKeyed(base, context.program), range)
    }
    let index = self.key(key, within: keys)
    return index.type == .error ? error(range) : TypedExpression(.index(base, index), type, range)
  }

  /// A key that there is for certain: an index never misses.
  mutating func key(_ key: ExpressionSyntax, within keys: Type.Key) -> TypedExpression {
    let index = check(key, as: context.program.type(of: keys))
    guard case .range(let lower, let upper) = keys, index.type != .error else { return index }
    if let bounds = context.bounds(of: index, locals: locals), bounds.lowerBound >= lower, bounds.upperBound <= upper {
      return index
    }
    return mistake(
      .keyOutOfRange(index, lower...max(lower, upper), found: context.bounds(of: index, locals: locals)), index.range)
  }
}
