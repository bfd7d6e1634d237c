// What is expected of a verdict, and of the state.

extension TestChecker {
  mutating func expect(_ expectation: ExpectationSyntax) -> TestStep.Kind? {
    switch expectation {
    case .verdict(let verdict): return self.verdict(verdict).map(TestStep.Kind.expect)
    case .events(let calls):
      let events = events(calls)
      return events.count == calls.count ? .expectEvents(events) : nil
    case .doesNotSee(let user, let row):
      if !users.contains(user.text) {
        context.report(.unknownUser(user, known: users, hasFixture: fixture != nil))
        return nil
      }
      guard let value = self.row(row) else { return nil }
      return .expectUnseen(viewer: user.text, value)
    case .reach(let mover, let movement, let drawing): return reach(mover, movement, drawing)
    case .cells(let cells, let drawing): return self.cells(cells, drawing)
    case .column(let name):
      if let column = verdictColumns[name.text] { return .expectColumn(column) }
      context.report(.notVerdictColumn(name, known: verdictColumns.keys.sorted()))
      return nil
    }
  }

  // MARK: Verdicts

  mutating func verdict(_ syntax: VerdictSyntax) -> VerdictExpectation? {
    switch syntax.kind {
    case .legal(let legal): return self.legal(legal, syntax.range)
    case .illegal(let illegal): return self.illegal(illegal, syntax.range)
    }
  }

  private mutating func legal(_ legal: LegalSyntax, _ range: SourceRange) -> VerdictExpectation? {
    var costs: [(amount: TypedExpression, from: Place)] = []
    for cost in legal.costs ?? [] {
      guard let place = expressions.place(cost.place, for: .spend) else { continue }
      if let amount = value(cost.amount, as: place.shape.type) { costs.append((amount, place)) }
    }
    let needing = (legal.needs ?? []).compactMap { need in
      roll(need).map { roll -> String in
        let id = context.program.rolls[roll].id
        return need.occurrence.map { $0 == 1 ? id : "\(id)#\($0)" } ?? id
      }
    }
    let events = events(legal.events)
    let notes = legal.notes.compactMap { note($0) }
    let isWhole =
      costs.count == (legal.costs ?? []).count && needing.count == (legal.needs ?? []).count
      && events.count == legal.events.count && notes.count == legal.notes.count
    guard isWhole else { return nil }
    let saysCosts = legal.costs != nil || legal.allowsOtherCosts
    return VerdictExpectation(
      .legal(
        costs: saysCosts ? (costs, legal.allowsOtherCosts) : nil, needing: needing, events: events, notes: notes),
      range: range)
  }

  private func illegal(_ illegal: IllegalSyntax, _ range: SourceRange) -> VerdictExpectation? {
    let reasons = illegal.reasons.map { $0.compactMap { reason($0) } }
    if reasons?.count != illegal.reasons?.count { return nil }
    if let unknown = illegal.unknown, row(unknown) == nil { return nil }
    return VerdictExpectation(
      .illegal(
        by: reasons, atLeast: illegal.allowsOtherReasons, saying: illegal.saying?.value,
        unknown: illegal.unknown?.text),
      range: range)
  }

  /// The id of a requirement; of a rule, action or event where that is at fault as a whole.
  private func reason(_ part: PartNameSyntax) -> String? {
    if part.name.isMissing { return nil }
    let id = part.text
    let program = context.program
    let requirements = program.requirements.map(\.id)
    let parts = requirements.filter { $0.hasPrefix(id + ".") }
    // Of a block with several requirements its own name is no reason, unless it is at fault; then nothing is left to
    // name.
    if requirements.contains(id) || (isBlock(id) && parts.isEmpty) { return id }
    context.report(.unknownReason(id, at: part.range, parts: parts, known: requirements))
    return nil
  }

  private func isBlock(_ name: String) -> Bool {
    if context.names.deeds[name] != nil { return true }
    switch context.names.rules[name] {
    case .rule, .waiver: return true
    default: return false
    }
  }

  private func note(_ part: PartNameSyntax) -> NoteID? {
    if part.name.isMissing { return nil }
    if part.label == nil, case .note(let id) = context.names.rules[part.name.text] { return id }
    context.report(.unknownPart(part.text, "note", at: part.range, known: context.program.notes.map(\.header.name)))
    return nil
  }

  private mutating func events(_ calls: [CallSyntax]) -> [EventExpectation] {
    calls.compactMap { call in
      guard case .event(let id) = context.names.deeds[call.name.text] else {
        if !call.name.isMissing {
          let isAction = context.names.deeds[call.name.text] != nil
          context.report(.unknownEvent(call.name, known: context.program.events.map(\.header.name), isAction: isAction))
        }
        return nil
      }
      let parameters = context.program.events[id].parameters
      guard call.arguments.count == parameters.count else {
        let names = parameters.map(\.header.name)
        context.report(.eventArguments(call, names: names))
        return nil
      }
      let arguments = zip(call.arguments, parameters).compactMap { value($0.value, as: $1.shape.type) }
      return arguments.count == parameters.count
        ? EventExpectation(event: id, arguments: arguments, range: call.range) : nil
    }
  }

  // MARK: Drawings

  private mutating func reach(_ mover: ExpressionSyntax, _ movement: Identifier, _ drawing: Drawing) -> TestStep.Kind? {
    guard case .movement(let id) = context.names.rules[movement.text] else {
      if !movement.isMissing {
        context.report(.unknownMovement(movement, known: context.program.movements.map(\.header.name)))
      }
      return nil
    }
    guard let type = context.program.movements[id].locals.first?.type, let mover = value(mover, as: type),
      let rows = rows(drawing)
    else { return nil }
    return .expectReach(mover, id, rows)
  }

  private mutating func cells(_ syntax: ExpressionSyntax, _ drawing: Drawing) -> TestStep.Kind? {
    let cells = expressions.infer(syntax, hint: .set(.cell))
    guard cells.type != .error, let cells = withoutRoute(cells), let rows = rows(drawing) else { return nil }
    if cells.type.element == .cell { return .expectCells(cells, rows) }
    context.report(.cellsDue(cells, context.program))
    return nil
  }

  private func rows(_ drawing: Drawing) -> [String]? {
    guard let fixture, !context.program.fixtures[fixture].map.isEmpty else {
      context.report(.nothingToDrawOn(drawing.range))
      return nil
    }
    return DrawingReader(drawing, in: context).readExpectation(over: context.program.fixtures[fixture])
  }

  private func row(_ name: Identifier) -> TypedExpression? {
    if let row = row(named: name.text), let fixture {
      let entity = context.program.fixtures[fixture].rows[row].entity
      return TypedExpression(.local(LocalID(row)), .entity(entity), name.range)
    }
    if !name.isMissing {
      let rows = fixture.map { context.program.fixtures[$0].rows.map(\.id) } ?? []
      context.report(.unknownPart(name.text, "row", at: name.range, known: rows))
    }
    return nil
  }
}
