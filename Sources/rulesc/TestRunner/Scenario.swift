internal import RulesLang
internal import Validator

/// Runs the steps of one test case on a state of its own.
struct Scenario {
  /// What was done last, or came due, and the state that it was judged on.
  struct Deed {
    let decision: Decision
    /// As the user sees it.
    let verdict: Verdict
    let state: State

    init(_ decision: Decision, in state: State) {
      self.decision = decision
      self.state = state
      verdict = state.verdict(of: decision)
    }

    /// The ids that the user named and does not know.
    var unknownIDs: [String] { (decision.seen?.decision ?? decision).problems.compactMap(\.unknownID) }
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

  /// Where it fails; nil where all is as expected.
  mutating func run() -> TestFailure? {
    do {
      for (place, step) in testCase.steps.enumerated() {
        stoppedAt = place
        try run(step)
      }
      if let last = testCase.steps.last { try settle(at: last.range) }
      stoppedAt = testCase.steps.count
      return nil
    } catch {
      return error
    }
  }

  private mutating func run(_ step: TestStep) throws(TestFailure) {
    switch step.kind {
    case .given(let fixture, let rows, let setters): try give(fixture, rows, setters, at: step.range)
    case .does(let user, let action, let arguments, let rolling):
      try settle(at: step.range)
      try ask(action, arguments, by: user, rolling, at: step.range)
    case .at(let time, let rolling):
      try settle(at: step.range)
      try wait(until: time, rolling, at: step.range)
    case .then(let condition):
      try settle(at: step.range, for: source(condition.range))
      try check(condition, at: step.range)
    case .expect(let expectation): try check(expectation, at: expectation.range)
    case .expectColumn:
      if let verdict = testCase.row?.verdict { try check(verdict, at: verdict.range) }
    case .expectEvents(let events): try check(events, at: step.range)
    case .expectUnseen(let viewer, let row):
      try settle(at: step.range, for: source(step.range))
      try checkUnseen(row, by: viewer, at: step.range)
    case .expectReach(let mover, let movement, let rows):
      try settle(at: step.range, for: "a drawing of what is reached")
      try checkReach(of: mover, by: movement, rows, at: step.range)
    case .expectCells(let cells, let rows):
      try settle(at: step.range, for: "a drawing of these cells")
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
  ) throws(TestFailure) {
    try settle(at: range)
    var draft: StateDraft
    var clock = state?.clock ?? 0
    if let fixture {
      draft = StateDraft(program.fixtures[fixture], of: program, locals: locals)
      clock = 0
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
      var new = try rules.state(draft.json, clock: clock)
      // What has come due already does not come due again.
      let heard = fixture == nil ? state?.heard : nil
      new.write { $0.heard = heard }
      state = new
    } catch {
      let problems = error.problems.map { "\($0.path.dropFirst(2)): \($0.message)" }
      throw fail(range, "there is no such state: " + problems.joined(separator: "; "))
    }
  }

  // MARK: What happens

  /// Applies what was done last, where it is legal, so that the next step sees what came of it.
  ///
  /// - Parameter purpose: what the next step expects, where it is about what came of it.
  private mutating func settle(at range: SourceRange, for purpose: String? = nil) throws(TestFailure) {
    guard isPending, let deed, var after = state else { return }
    isPending = false
    switch deed.decision.outcome {
    case .refused: return
    case .awaiting:
      if let purpose { throw fail(range, expected: purpose, missing(deed.decision, in: deed.state)) }
    case .ready:
      do { try after.apply(deed.decision) } catch { throw fail(range, "the verdict cannot be applied: \(error)") }
      try checkInvariants(deed.state, after, at: range)
      state = after
    }
  }

  /// `ana does …`, `host does …`.
  private mutating func ask(
    _ action: ActionID, _ arguments: [TypedExpression?], by user: String?, _ rolling: [RolledInfo],
    at range: SourceRange
  ) throws(TestFailure) {
    let state = try currentState(range)
    let info = program.actions[action]
    var members: [JSONValue.Member] = []
    for (argument, parameter) in zip(arguments, info.parameters) {
      guard let argument else { continue }
      members.append(.init(key: parameter.header.name, value: try json(argument, for: info, arguments, in: state)))
    }
    var body: JSONValue = ["action": .text(info.header.name), "arguments": JSONValue(.object(members))]
    if let user { body = body.setting("user", to: .text(user)) }
    let decision = try judge(state.request(trusted: body), rolling: rolling, in: state, at: range)
    if decision.problems.contains(where: { $0.kind == .tick }) {
      throw fail(
        range, expected: "what is due to have happened",
        "something is due since \(state.nextWake ?? state.clock) s\n"
          + "write `at \(state.clock) s` before this, and it happens")
    }
    deed = Deed(decision, in: state)
    isPending = true
  }

  /// `at 90 s`: the host's timer.
  private mutating func wait(
    until time: TypedExpression, _ rolling: [RolledInfo], at range: SourceRange
  ) throws(TestFailure) {
    let state = try currentState(range)
    let now = try json(time, in: state, at: range).integer ?? 0
    if now < state.clock { throw fail(range, "the clock stands at \(state.clock) s, and never goes back") }
    let deed = Deed(try judge(state.tick(at: now), rolling: rolling, in: state, at: range), in: state)
    let verdict = deed.verdict.truth
    if let wrong = (verdict.reasons + verdict.dropped).first {
      throw fail(range, expected: "what is due to happen", "\(wrong.rule): \(wrong.message)")
    }
    self.deed = deed
    isPending = true
  }

  func currentState(_ range: SourceRange) throws(TestFailure) -> State {
    if let state { return state }
    do { return try rules.state(StateDraft(program).json) } catch {
      throw fail(range, "there is no state: begin with `given` and a fixture")
    }
  }

  func fail(_ range: SourceRange, expected: String? = nil, _ found: String) -> TestFailure {
    TestFailure(range: range, expected: expected, found: found)
  }
}
