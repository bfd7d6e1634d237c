/// Checks one test: a state, what is done, and what is expected of it.
struct TestChecker {
  let context: CheckContext
  var expressions: ExpressionChecker
  /// The fixture that the test rests on.
  private(set) var fixture: Int?
  /// Columns of the table around, by name, that hold what is expected.
  var verdictColumns: [String: Int] = [:]
  var isInTable = false
  private let fixtures: [String: Int]
  private var hasHappened = false
  /// What happened last, which the dice of an expectation are for; nil for what is not known.
  var deed: RollReach.Deed?

  init(_ context: CheckContext, fixtures: [String: Int]) {
    self.context = context
    self.fixtures = fixtures
    expressions = ExpressionChecker(context, .test(users: []))
  }

  mutating func check(_ test: TestDeclaration) -> TestInfo {
    let given = Self.fixtureNames(in: test.steps)
    if let name = given.first { rest(on: name) }
    for other in given.dropFirst() where other.text != given.first?.text {
      context.report(.secondFixture(other, first: given[0]))
    }
    let steps = check(test.steps)
    return TestInfo(
      title: test.name.value, range: test.name.range, fixture: fixture, locals: expressions.localInfos, steps: steps)
  }

  var users: [String] { fixture.map { context.program.fixtures[$0].users } ?? [] }

  /// The place of a row of the fixture.
  func row(named name: String) -> Int? {
    fixture.flatMap { context.program.fixtures[$0].rows.firstIndex { $0.id == name } }
  }

  // MARK: The fixture

  private static func fixtureNames(in steps: [TestStepSyntax]) -> [Identifier] {
    steps.flatMap { step -> [Identifier] in
      switch step.kind {
      case .fixture(let name, with: _): [name]
      case .table(_, _, let inner): fixtureNames(in: inner)
      default: []
      }
    }
  }

  /// The rows and users of the fixture are names from the first step on, in the same places as in the fixture.
  private mutating func rest(on name: Identifier) {
    guard let place = fixtures[name.text] else {
      if !name.isMissing { context.report(.unknownFixture(name, known: fixtures.keys.sorted())) }
      return
    }
    fixture = place
    for local in context.program.fixtures[place].locals { expressions.bind(Local(local.name, local.type, local.range)) }
  }

  // MARK: Steps

  mutating func check(_ steps: [TestStepSyntax]) -> [TestStep] {
    steps.compactMap { step in check(step).map { TestStep($0, range: step.range) } }
  }

  private mutating func check(_ step: TestStepSyntax) -> TestStep.Kind? {
    switch step.kind {
    case .fixture(_, let setters):
      guard let fixture else { return nil }
      return given(fixture, setters)
    case .given(let setters): return given(nil, setters)
    case .does(let who, let call, let rolling):
      hasHappened = true
      return does(who, call, rolling)
    case .at(let time, let rolling):
      hasHappened = true
      return at(time, rolling)
    case .then(let condition): return value(condition, as: .bool).map(TestStep.Kind.then)
    case .expect(let expectation):
      if expectation.isOfVerdict, !hasHappened {
        context.report(.nothingDone(step.range))
        return nil
      }
      return expect(expectation)
    case .table(let columns, let rows, let steps):
      if isInTable {
        context.report(.tableInTable(step.range))
        return nil
      }
      return table(columns, rows, steps)
    }
  }

  /// A row of the fixture by its name, else a field of the state.
  private mutating func given(_ fixture: Int?, _ setters: [SetterSyntax]) -> TestStep.Kind {
    var rows: [(row: Int, setters: [SetterInfo])] = []
    var ofState: [SetterSyntax] = []
    for setter in setters {
      guard case .nested(let name, let inner) = setter, let row = row(named: name.text), let place = self.fixture else {
        ofState.append(setter)
        continue
      }
      let entity = context.program.entities[context.program.fixtures[place].rows[row].entity]
      rows.append((row, expressions.setters(inner, of: SetterOwner(name: entity.header.name, fields: entity.fields))))
    }
    let rowNames = self.fixture.map { context.program.fixtures[$0].rows.map(\.id) } ?? []
    let known = ofState.filter { setter in
      if case .nested(let name, _) = setter, !context.program.state.contains(where: { $0.header.name == name.text }) {
        context.report(.unknownRowOrField(name, rows: rowNames, fields: context.program.state.map(\.header.name)))
        return false
      }
      return true
    }
    let state = SetterOwner(name: "the state", fields: context.program.state)
    return .given(fixture: fixture, rows: rows, state: expressions.setters(known, of: state))
  }

  // MARK: Values

  /// A value that is worked out on a state, where no route can stand.
  mutating func value(_ syntax: ExpressionSyntax, as type: Type) -> TypedExpression? {
    let value = expressions.check(syntax, as: type)
    return value.type == .error ? nil : withoutRoute(value)
  }

  func withoutRoute(_ value: TypedExpression) -> TypedExpression? {
    if !value.hasRoute { return value }
    context.report(.strayRoute(value.range))
    return nil
  }

  func plain(_ value: TypedExpression) -> TypedExpression? { expressions.plain(value) }
}

extension ExpectationSyntax {
  /// Whether it is about what was done last.
  fileprivate var isOfVerdict: Bool {
    switch self {
    case .verdict, .events, .column: true
    case .doesNotSee, .reach, .cells: false
    }
  }
}
