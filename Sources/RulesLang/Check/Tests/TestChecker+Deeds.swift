// `ana does attack(aria, sword, goblin) rolling toHit 15, damage (3, 5)`

extension TestChecker {
  mutating func does(_ who: Identifier, _ call: CallSyntax, _ rolling: [RolledDiceSyntax]) -> TestStep.Kind? {
    let isHost = who.text == "host"
    if !isHost, !users.contains(who.text), !who.isMissing {
      context.report(.unknownUser(who, known: users, hasFixture: fixture != nil))
      // Without a fixture no row is known either, and that has been said.
      if fixture == nil { return nil }
    }
    deed = nil
    guard let action = action(call.name) else {
      for argument in call.arguments { _ = expressions.infer(argument.value) }
      return nil
    }
    let info = context.program.actions[action]
    if info.isHost != isHost { context.report(info.isHost ? .onlyHostDoes(call.name) : .hostDoesNot(call.name)) }
    deed = .action(action)
    let arguments = arguments(call, for: info)
    let rolled = rolled(rolling)
    guard let arguments, let rolled else { return nil }
    return .does(user: isHost ? nil : who.text, action, arguments: arguments, rolling: rolled)
  }

  /// `at 90 s rolling save[goblin] 12`
  mutating func at(_ time: ExpressionSyntax, _ rolling: [RolledDiceSyntax]) -> TestStep.Kind? {
    deed = .time
    let time = plain(expressions.check(time, as: .unit(context.program.seconds)))
    let rolled = rolled(rolling)
    guard let time, let rolled else { return nil }
    return .at(time, rolling: rolled)
  }

  private func action(_ name: Identifier) -> ActionID? {
    if name.isMissing { return nil }
    if case .action(let id) = context.names.deeds[name.text] { return id }
    let isEvent = context.names.deeds[name.text] != nil
    context.report(.unknownAction(name, known: context.program.actions.map(\.header.name), isEvent: isEvent))
    return nil
  }

  /// One argument for each parameter, by place or by name; nil for one that is left to its default.
  private mutating func arguments(_ call: CallSyntax, for action: ActionInfo) -> [TypedExpression?]? {
    let parameters = action.parameters
    var given = [ArgumentSyntax?](repeating: nil, count: parameters.count)
    var isWhole = true
    for (place, argument) in call.arguments.enumerated() {
      guard let index = index(of: argument, at: place, among: parameters, call), given[index] == nil else {
        _ = expressions.infer(argument.value)
        isWhole = false
        continue
      }
      given[index] = argument
    }
    var arguments: [TypedExpression?] = []
    var missing: [String] = []
    for (argument, parameter) in zip(given, parameters) {
      if let argument {
        let value = expressions.check(argument.value, as: parameter.shape.type)
        isWhole = isWhole && value.type != .error
        arguments.append(value)
      } else {
        if parameter.defaultValue == nil, !parameter.shape.type.isOptional { missing.append(parameter.header.name) }
        arguments.append(nil)
      }
    }
    if isWhole, !missing.isEmpty {
      context.report(.missingArguments(missing, of: call, action))
      return nil
    }
    return isWhole && routesHaveMover(arguments, of: action) ? arguments : nil
  }

  private func index(
    of argument: ArgumentSyntax, at place: Int, among parameters: [ParameterInfo], _ call: CallSyntax
  ) -> Int? {
    guard let label = argument.label else {
      if place < parameters.count { return place }
      context.report(.surplusArgument(argument.value.range, of: call.name, takes: parameters.map(\.header.name)))
      return nil
    }
    let names = parameters.map(\.header.name)
    if let index = names.firstIndex(of: label.text) { return index }
    context.report(.unknownArgument(label, of: call.name, known: names))
    return nil
  }

  /// A route starts where the mover stands: the actor, or else the first that stands on the map.
  private func routesHaveMover(_ arguments: [TypedExpression?], of action: ActionInfo) -> Bool {
    guard let route = arguments.lazy.compactMap({ $0 }).first(where: \.hasRoute),
      action.mover(in: context.program) == nil
    else { return true }
    context.report(.routeWithoutMover(route.range, action))
    return false
  }

  // MARK: Dice

  private mutating func rolled(_ all: [RolledDiceSyntax]) -> [RolledInfo]? {
    let rolled = all.compactMap { self.rolled($0) }
    return rolled.count == all.count ? rolled : nil
  }

  private mutating func rolled(_ syntax: RolledDiceSyntax) -> RolledInfo? {
    guard let roll = roll(syntax.roll) else { return nil }
    let name = context.program.rolls[roll].id
    var element: TypedExpression?
    switch (context.program.elementOfRoll(roll), syntax.element) {
    case (let type?, let written?):
      guard let value = value(written, as: type) else { return nil }
      element = value
    case (nil, nil): break
    case (let type?, nil):
      context.report(.rollNeedsElement(syntax.roll.range, name, context.program.name(of: type)))
      return nil
    case (nil, let written?):
      context.report(.rollWithoutElement(written.range, name))
      return nil
    }
    var sum: Int64?
    var faces: [Int64] = []
    switch syntax.shown {
    case .total(let total): sum = total
    case .faces(let shown): faces = shown
    }
    return RolledInfo(
      roll: roll, occurrence: syntax.roll.occurrence.flatMap { Int(exactly: $0) } ?? 1, element: element, sum: sum,
      faces: faces, range: syntax.roll.range)
  }

  /// A roll by its id, or by its own name where only one is called so, or only one of those that can be asked for.
  func roll(_ syntax: RollNameSyntax) -> RollID? {
    let rolls = context.program.rolls
    let text = syntax.name.text
    if syntax.name.name.isMissing { return nil }
    if let index = rolls.firstIndex(where: { $0.id == text }) { return RollID(index) }
    let named = rolls.indices.filter { syntax.name.label == nil && rolls[$0].id.hasSuffix("." + text) }
    let fitting = named.count > 1 ? possible(named.map { RollID($0) }) : named.map { RollID($0) }
    if fitting.count == 1 { return fitting[0] }
    context.report(
      fitting.isEmpty
        ? .unknownPart(text, "roll", at: syntax.name.range, known: rolls.map(\.id))
        : .severalRolls(text, at: syntax.name.range, ids: fitting.map { rolls[$0.index].id }))
    return nil
  }

  /// Those of some rolls that what happened last asks for by itself; else those that its consequences do; else all.
  private func possible(_ rolls: [RollID]) -> [RollID] {
    guard let deed else { return rolls }
    var reach = context.rollReach ?? RollReach(context.program)
    defer { context.rollReach = reach }
    let own = rolls.filter(reach.own(of: deed).contains)
    if !own.isEmpty { return own }
    let following = rolls.filter(reach.following(of: deed).contains)
    return following.isEmpty ? rolls : following
  }
}

extension PartNameSyntax {
  /// As ids are written: `move.pace`.
  var text: String { label.map { "\(name.text).\($0.text)" } ?? name.text }
}

extension ActionInfo {
  /// The parameter from whose cell a route starts: the actor, or else the first that the map places.
  package func mover(in program: TypedProgram) -> Int? {
    let placed = Set((program.map?.placements ?? []).map { Type.entity($0.entity) })
    if let actor, placed.contains(parameters[actor].shape.type) { return actor }
    return parameters.firstIndex { placed.contains($0.shape.type) }
  }
}

extension TypedProgram {
  /// What there is one roll for each of; nil for a roll that is made once.
  package func elementOfRoll(_ roll: RollID) -> Type? {
    let (body, locals): ([Statement], [LocalInfo]) =
      switch rolls[roll].owner {
      case .action(let id): (actions[id].body, actions[id].locals)
      case .event(let id): (events[id].body, events[id].locals)
      case .rule(let id): (rules[id].body, rules[id].locals)
      }
    var element: Type?
    body.walk { statement in
      guard case .roll(roll, let local, _, _, _) = statement.kind else { return }
      if case .rolls(let type) = locals[local].type { element = type }
    }
    return element
  }
}
