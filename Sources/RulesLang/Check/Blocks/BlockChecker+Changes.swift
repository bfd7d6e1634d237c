// Statements that change something, do an event or ask for dice.

extension BlockChecker {
  /// A change of a place. What the `when` makes sure of holds in the place and the value.
  mutating func change(
    _ syntax: PlaceSyntax, _ when: ExpressionSyntax?, value: (inout Self, Place) -> TypedExpression,
    made: (TypedExpression, Place, TypedExpression?) -> Statement.Kind
  ) -> Statement.Kind? {
    let outer = expressions.scope
    defer { expressions.scope = outer }
    let condition = guarded(when)
    guard let place = expressions.place(syntax, for: .write) else { return nil }
    let written = value(&self, place)
    if written.type == .error || condition?.type == .error { return nil }
    let kind = made(written, place, condition)
    // What is added or subtracted is no value of the field: only what is set has to keep its bounds.
    if case .set = kind, let constant = written.constant, let misfit = place.shape.misfit(of: constant),
      place.shape.type == written.type
    {
      expressions.context.report(.outOfBounds(misfit, at: written.range))
      return nil
    }
    return kind
  }

  /// What is added to a number, or to a set or list; what is subtracted from a number.
  mutating func amount(
    _ value: ExpressionSyntax, for place: Place, word: String, takesElements: Bool
  ) -> TypedExpression {
    let type = place.shape.type
    if type.isNumber { return expressions.check(value, as: type) }
    guard takesElements, let element = type.element else {
      _ = expressions.infer(value, hint: type.unwrapped.element ?? type)
      if type == .error { return expressions.error(value.range) }
      return expressions.mistake(.notAdded(word, to: place, expressions.context.program), value.range)
    }
    let added = expressions.infer(value, hint: element)
    if added.type == type || (added.type == .nothing && !added.isNoneLiteral) {
      return expressions.mistake(
        .collectionAdded(added.range, word: word, type: type, expressions.context.program), added.range)
    }
    return expressions.convert(added, to: element)
  }

  mutating func removed(_ value: ExpressionSyntax, from place: Place) -> TypedExpression {
    guard let element = place.shape.type.element else {
      _ = expressions.infer(value, hint: place.shape.type)
      if place.shape.type == .error { return expressions.error(value.range) }
      return expressions.mistake(.notAdded("remove", to: place, expressions.context.program), value.range)
    }
    return expressions.check(value, as: element)
  }

  mutating func removeAll(
    _ name: Identifier, _ syntax: PlaceSyntax, _ condition: ExpressionSyntax, _ when: ExpressionSyntax?
  ) -> Statement.Kind? {
    let context = expressions.context
    let outer = expressions.scope
    defer { expressions.scope = outer }
    let guardCondition = guarded(when)
    let place = expressions.place(syntax, for: .write)
    let element = place?.shape.type.element
    if let place, element == nil, place.shape.type != .error {
      context.report(.notAdded("remove", to: place, context.program))
    }
    let bounds = place.flatMap { CheckContext.bounds(of: $0.shape) }
    let id = expressions.bind(Local(name.text, element ?? .error, name.range, bounds: bounds))
    let matching = expressions.condition(condition)
    guard let place, element != nil, matching.type != .error, guardCondition?.type != .error else { return nil }
    return .removeAll(id, from: place, matching: matching, when: guardCondition)
  }

  // MARK: Events

  mutating func perform(_ call: CallSyntax, _ when: ExpressionSyntax?) -> Statement.Kind? {
    let outer = expressions.scope
    defer { expressions.scope = outer }
    let condition = guarded(when)
    guard let (event, arguments) = expressions.event(call), condition?.type != .error else { return nil }
    return .do(event, arguments, when: condition)
  }

  // MARK: Dice

  mutating func roll(
    _ name: Identifier, _ binder: BinderSyntax?, _ dice: ExpressionSyntax, _ when: ExpressionSyntax?,
    _ range: SourceRange, _ number: Int
  ) -> Statement.Kind? {
    let outer = expressions.scope
    let bound = binder.map { expressions.bound($0) }
    let condition = guarded(when)
    let thrown = expressions.check(dice, as: .dice)
    expressions.scope = outer
    let element = (bound ?? nil)?.domain.type.element
    let id = parts.rolls[range]
    var local = Local(name.text, binder == nil ? .roll : element.map { .rolls(by: $0) } ?? .error, name.range)
    local.roll = id.map { Local.Roll(id: $0, isConditional: when != nil) }
    local.suppliers = [number]
    let localID = expressions.bind(local)
    guard let id, thrown.type != .error, condition?.type != .error else { return nil }
    if binder != nil, element == nil { return nil }
    return .roll(id, localID, for: bound ?? nil, dice: thrown, when: condition)
  }
}

extension ExpressionChecker {
  /// An event and its arguments; nil, reported, where they do not go together.
  mutating func event(_ call: CallSyntax) -> (EventID, [TypedExpression])? {
    guard case .event(let id) = context.names.deeds[call.name.text] else {
      for argument in call.arguments { _ = infer(argument.value) }
      if !call.name.isMissing { context.report(unknownEvent(call.name)) }
      return nil
    }
    let event = context.program.events[id]
    let arguments = CallArguments(name: call.name, range: call.range, written: call.arguments)
    guard noLabels(arguments) else { return nil }
    let required = event.parameters.prefix { $0.defaultValue == nil }.count
    guard arguments.count <= event.parameters.count, arguments.count >= required else {
      for argument in call.arguments { _ = infer(argument.value) }
      let parameters = event.parameters.map { "\($0.header.name): \(context.program.name(of: $0.shape.type))" }
      context.report(
        .argumentCount(call.name, due: parameters, found: arguments.count, at: call.range, declared: event.header.range)
      )
      return nil
    }
    var values = zip(arguments.items, event.parameters).map { check($0, as: $1.shape.type) }
    // Defaults of events are constants, so that they stand for themselves wherever the event is done.
    values += event.parameters.dropFirst(values.count).compactMap(\.defaultValue)
    return values.contains { $0.type == .error } ? nil : (id, values)
  }

  private func unknownEvent(_ name: Identifier) -> Diagnostic {
    if case .action = context.names.deeds[name.text] { return .actionDone(name) }
    return .unknownEvent(name, known: context.program.events.map(\.header.name))
  }
}
