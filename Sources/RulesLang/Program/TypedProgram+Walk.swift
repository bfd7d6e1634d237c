extension TypedProgram {
  /// The shapes of all fields and parameters.
  package var shapes: [Shape] {
    let fields = state + entities.flatMap(\.fields) + records.flatMap(\.fields) + kinds.flatMap(\.fields)
    return fields.map(\.shape) + (actions.flatMap(\.parameters) + events.flatMap(\.parameters)).map(\.shape)
  }

  /// All expressions of the rule set, outermost ones: of values, blocks and messages, and of fixtures and tests.
  package var expressions: [TypedExpression] {
    var all: [TypedExpression] = []
    for function in functions { all += function.expressions }
    for budget in budgets { all += budget.counter.expressions }
    for movement in movements { all += movement.expressions }
    for placement in map?.placements ?? [] {
      all += [placement.side, placement.narrow].compactMap { $0 } + placement.marks.compactMap(\.condition)
    }
    for parameter in actions.flatMap(\.parameters) + events.flatMap(\.parameters) {
      for bounds in [parameter.shape.range, parameter.shape.size].compactMap({ $0 }) {
        all += [bounds.lower, bounds.upper]
      }
      if let value = parameter.defaultValue { all.append(value) }
    }
    for clause in actions.flatMap(\.tags) + events.flatMap(\.tags) {
      if let condition = clause.condition { all.append(condition) }
    }
    for event in events { all += (event.says?.holes ?? []) + (event.to.map { [$0] } ?? []) }
    for block in actions.map(\.body) + events.map(\.body) + rules.map(\.body) {
      block.walk { all += $0.expressions + ($0.message?.holes ?? []) }
    }
    all += rules.compactMap(\.condition)
    for waiver in waivers { all += (waiver.condition.map { [$0] } ?? []) + waiver.because.holes }
    for note in notes { all += (note.condition.map { [$0] } ?? []) + note.because.holes }
    for consequence in consequences {
      all += (consequence.binder?.expressions ?? []) + [consequence.condition] + consequence.arguments
    }
    for conceal in conceals {
      all += [conceal.condition] + (conceal.alias?.holes ?? []) + (conceal.telling?.holes ?? [])
    }
    all += invariants.map(\.condition)
    for fixture in fixtures {
      all += fixture.setters.flatMap(\.expressions) + fixture.rows.flatMap { $0.setters.flatMap(\.expressions) }
    }
    for test in tests { all += test.steps.flatMap(\.expressions) }
    return all
  }
}

extension SetterInfo {
  package var expressions: [TypedExpression] {
    switch kind {
    case .value(let value): return [value]
    case .fields(let setters): return setters.flatMap(\.expressions)
    }
  }
}

extension TestStep {
  /// All expressions of the step and of the steps in it.
  package var expressions: [TypedExpression] {
    switch kind {
    case .given(_, let rows, let state):
      return rows.flatMap { $0.setters.flatMap(\.expressions) } + state.flatMap(\.expressions)
    case .does(_, _, let arguments, let rolling): return arguments.compactMap { $0 } + rolling.compactMap(\.element)
    case .at(let value, let rolling): return [value] + rolling.compactMap(\.element)
    case .then(let value), .expectUnseen(_, let value), .expectReach(let value, _, _), .expectCells(let value, _):
      return [value]
    case .expect(let verdict): return verdict.expressions
    case .expectColumn: return []
    case .expectEvents(let events): return events.flatMap(\.arguments)
    case .table(_, let rows, let steps):
      return rows.flatMap { $0.values + ($0.verdict?.expressions ?? []) } + steps.flatMap(\.expressions)
    }
  }
}

extension VerdictExpectation {
  package var expressions: [TypedExpression] {
    guard case .legal(let costs, _, let events, _) = kind else { return [] }
    let amounts = (costs?.all ?? []).flatMap { [$0.amount] + $0.from.expressions }
    return amounts + events.flatMap(\.arguments)
  }
}
