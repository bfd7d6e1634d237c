internal import RulesLang
internal import Validator

/// Runs the steps of one test case on a state of its own.
struct Scenario {
  /// What was done last, and the state that it was judged on.
  struct Deed {
    let decision: Decision
    let verdict: Verdict
    let state: State
    let user: String?
  }

  let rules: RuleSet
  let testCase: TestCase
  let judge: Judge
  var state: State?
  private(set) var deed: Deed?
  /// Whether the last deed still waits to be applied.
  private var isPending = false
  /// The JSON of rows, users and columns.
  private(set) var locals: [LocalID: JSONValue] = [:]
  /// The place of the step where it ended; the count of steps where it came through.
  private(set) var stoppedAt = 0

  init(_ testCase: TestCase, _ rules: RuleSet) {
    self.testCase = testCase
    self.rules = rules
    judge = Judge(rules)
    bindLocals()
  }

  var program: TypedProgram { rules.program }
  var fixture: FixtureInfo? { testCase.test.fixture.map { program.fixtures[$0] } }

  mutating func run() -> TestResult.Outcome {
    do {
      for (place, step) in testCase.steps.enumerated() {
        stoppedAt = place
        try run(step)
      }
      stoppedAt = testCase.steps.count
      return .passed
    } catch {
      switch error {
      case .failed(let failure): return .failed(failure)
      case .needs(let what): return .notRun(needs: what)
      }
    }
  }

  private mutating func run(_ step: TestStep) throws(TestStop) {
    switch step.kind {
    case .given(let fixture, let rows, let setters): try give(fixture, rows, setters, at: step.range)
    case .does(let user, let action, let arguments, let rolling):
      try settle(at: step.range)
      guard rolling.isEmpty else { throw .needs("dice") }
      guard user != nil else { throw .needs("host actions") }
      try judge(action, arguments, by: user, at: step.range)
    case .at: throw .needs("time")
    case .then(let condition):
      try settle(at: step.range, isNeeded: true)
      try check(condition, at: step.range)
    case .expect(let expectation): try check(expectation, at: expectation.range)
    case .expectColumn:
      if let verdict = testCase.row?.verdict { try check(verdict, at: verdict.range) }
    case .expectEvents(let events): try check(events, at: step.range)
    case .expectUnseen: throw .needs("concealment")
    case .expectReach(let mover, let movement, let rows):
      try settle(at: step.range)
      try checkReach(of: mover, by: movement, rows, at: step.range)
    case .expectCells(let cells, let rows):
      try settle(at: step.range)
      try checkCells(cells, rows, at: step.range)
    // Tables are taken apart into cases before they run.
    case .table: break
    }
  }

  // MARK: Names

  private mutating func bindLocals() {
    for (index, row) in (fixture?.rows ?? []).enumerated() { locals[LocalID(index)] = .text(row.id) }
    let firstUser = fixture?.rows.count ?? 0
    for (index, user) in (fixture?.users ?? []).enumerated() { locals[LocalID(firstUser + index)] = .text(user) }
    let bound = testCase.columns.compactMap { $0 }
    for (column, value) in zip(bound, testCase.row?.values ?? []) {
      locals[column] = value.plainJSON(in: program, locals: locals)
    }
  }

  /// The value of a column, where a name is one.
  func column(_ local: LocalID) -> TypedExpression? {
    let bound = testCase.columns.compactMap { $0 }
    guard let place = bound.firstIndex(of: local), let values = testCase.row?.values else { return nil }
    return values.indices.contains(place) ? values[place] : nil
  }

  // MARK: State

  private mutating func give(
    _ fixture: Int?, _ rows: [(row: Int, setters: [SetterInfo])], _ setters: [SetterInfo], at range: SourceRange
  ) throws(TestStop) {
    try settle(at: range)
    var draft: StateDraft
    if let fixture {
      draft = StateDraft(program.fixtures[fixture], of: program, locals: locals)
    } else if let state {
      do { draft = try StateDraft(state) } catch { throw fail(range, "the state cannot be written: \(error.message)") }
    } else {
      draft = StateDraft(program)
    }
    for (row, setters) in rows {
      guard let info = self.fixture?.rows[row] else { continue }
      draft.set(setters, of: info, locals)
    }
    draft.set(setters, locals)
    do {
      state = try rules.state(draft.json, clock: state?.clock ?? 0)
    } catch {
      let problems = error.problems.map { "\($0.path.dropFirst(2)): \($0.message)" }
      throw fail(range, "there is no such state: " + problems.joined(separator: "; "))
    }
  }

  /// Applies what was done last, where it is legal, so that the next step sees what came of it.
  ///
  /// - Parameter isNeeded: whether the step is about what came of it.
  private mutating func settle(at range: SourceRange, isNeeded: Bool = false) throws(TestStop) {
    guard isPending, let deed, let before = state else { return }
    switch deed.decision.outcome {
    case .refused: isPending = false
    case .awaiting:
      if isNeeded { throw .needs("dice") }
      isPending = false
    case .ready:
      var after = before
      do { try after.apply(deed.decision) } catch { throw fail(range, "the verdict cannot be applied: \(error)") }
      try refuseConsequences(before, after)
      state = after
      isPending = false
    }
  }

  private mutating func judge(
    _ action: ActionID, _ arguments: [TypedExpression?], by user: String?, at range: SourceRange
  ) throws(TestStop) {
    let state = try currentState(range)
    if let user { try refuseConcealment(from: user, in: state) }
    let info = program.actions[action]
    var members: [JSONValue.Member] = []
    for (argument, parameter) in zip(arguments, info.parameters) {
      guard let argument else { continue }
      members.append(.init(key: parameter.header.name, value: try json(argument, for: info, arguments, in: state)))
    }
    var body: JSONValue = ["action": .text(info.header.name), "arguments": JSONValue(.object(members))]
    if let user { body = body.setting("user", to: .text(user)) }
    let decision = judge.validate(state.request(trusted: body), in: state)
    deed = Deed(decision: decision, verdict: state.verdict(of: decision), state: state, user: user)
    isPending = true
  }

  func currentState(_ range: SourceRange) throws(TestStop) -> State {
    if let state { return state }
    do { return try rules.state(StateDraft(program).json) } catch {
      throw fail(range, "there is no state: begin with `given` and a fixture")
    }
  }

  func fail(_ range: SourceRange, expected: String? = nil, _ found: String) -> TestStop {
    .failed(TestFailure(range: range, expected: expected, found: found))
  }
}
