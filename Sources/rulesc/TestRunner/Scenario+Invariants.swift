internal import RulesLang
internal import Validator

// What must stay true: looked at after each step that changes something.

extension Scenario {
  /// Stops where an invariant held before a change and does not hold after it.
  func checkInvariants(_ before: State, _ after: State, at range: SourceRange) throws(TestFailure) {
    for invariant in program.invariants where holds(invariant, in: before) && !holds(invariant, in: after) {
      throw fail(
        range, expected: "invariant \(invariant.header.name): \(source(invariant.condition.range))",
        "what was done before this breaks it")
    }
  }

  /// One that cannot be worked out does not hold.
  private func holds(_ invariant: InvariantInfo, in state: State) -> Bool {
    let code = rules.compile(invariant.condition, locals: invariant.locals)
    return (try? judge.evaluate(code, in: state))?.words == [1]
  }
}
