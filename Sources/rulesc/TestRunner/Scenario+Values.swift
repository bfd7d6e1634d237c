internal import RulesLang
internal import Validator

// Working out values on a state.

extension Scenario {
  /// The words of a value; spans lie in the pool.
  func evaluate(_ expression: TypedExpression, in state: State, at range: SourceRange) throws(TestFailure)
    -> EvaluatedValue
  {
    let locals = testCase.test.locals
    var words: [Word] = []
    var pool: [Word] = []
    for (index, local) in locals.enumerated() {
      if let word = word(ofName: index, in: state) {
        words.append(word)
      } else if let column = column(LocalID(index)) {
        let value = try run(column, locals: Array(locals.prefix(index)), words, pool, in: state, at: column.range)
        words += value.words
        // What was there before is the beginning of the new pool, so spans into it stay as they are.
        pool = value.pool
      } else {
        words += repeatElement(0, count: rules.layout.words(local.type))
      }
    }
    return try run(expression, locals: locals, words, pool, in: state, at: range)
  }

  /// The value as JSON, as verdicts write it.
  func json(_ expression: TypedExpression, in state: State, at range: SourceRange) throws(TestFailure) -> JSONValue {
    if let plain = expression.plainJSON(in: program, locals: locals) { return plain }
    let value = try evaluate(expression, in: state, at: range)
    return ValueWriter(WordSource(state, arena: value.pool)).json(value.words[...], expression.type)
  }

  /// An argument, in which a route may stand.
  func json(
    _ argument: TypedExpression, for action: ActionInfo, _ arguments: [TypedExpression?], in state: State
  ) throws(TestFailure) -> JSONValue {
    if case .present(let inner) = argument.kind { return try json(inner, for: action, arguments, in: state) }
    guard case .route(let legs) = argument.kind else { return try json(argument, in: state, at: argument.range) }
    let start = try start(of: action, arguments, in: state, at: argument.range)
    var cells: [JSONValue] = []
    var (x, y) = start
    for leg in legs {
      // A path has no more than 256 cells; a longer one is refused when it is read, so there is no need to draw it out.
      for _ in 0..<min(max(leg.count, 0), 300) {
        (x, y) = (x &+ Int64(leg.x), y &+ Int64(leg.y))
        cells.append([JSONValue(.integer(x)), JSONValue(.integer(y))])
      }
    }
    return .list(cells)
  }

  /// Where the mover of an action stands.
  private func start(
    of action: ActionInfo, _ arguments: [TypedExpression?], in state: State, at range: SourceRange
  ) throws(TestFailure) -> (Int64, Int64) {
    guard let place = action.mover(in: program), arguments.indices.contains(place), let mover = arguments[place],
      case .entity(let entity) = mover.type,
      let placement = program.map?.placements.first(where: { $0.entity == entity }),
      let id = try json(mover, in: state, at: range).string, let row = state.row(of: id, in: entity)
    else { throw fail(range, "the route starts nowhere: who moves is not known") }
    let table = Layout.table(of: entity)
    let word = state.words(table, row: row, rules.layout.tables[table].fields[placement.cellField]).first ?? .none
    if word == .none { throw fail(range, "the route starts nowhere: `\(id)` does not stand on the map") }
    return (Int64(word.cellX), Int64(word.cellY))
  }

  // MARK: Words

  /// The word of a row or user of the fixture.
  private func word(ofName index: Int, in state: State) -> Word? {
    guard let fixture else { return nil }
    if index < fixture.rows.count {
      let row = fixture.rows[index]
      // INVARIANT: a test cannot remove rows, so each row of its fixture is in the state.
      return Word(state.row(of: row.id, in: row.entity) ?? 0)
    }
    guard index < fixture.rows.count + fixture.users.count else { return nil }
    return word(ofUser: fixture.users[index - fixture.rows.count], in: state)
  }

  /// The word of a user. One of whom the state does not know is equal to none that it knows, and to no other.
  func word(ofUser user: String, in state: State) -> Word {
    if let known = state.texts.find(user) { return known }
    let place = fixture?.users.firstIndex(of: user) ?? 0
    return Word(state.texts.count + (1 << 20) + place)
  }

  private func run(
    _ expression: TypedExpression, locals: [LocalInfo], _ words: [Word], _ pool: [Word], in state: State,
    at range: SourceRange
  ) throws(TestFailure) -> EvaluatedValue {
    do {
      return try judge.evaluate(rules.compile(expression, locals: locals), locals: words, pool: pool, in: state)
    } catch {
      throw fail(range, "this cannot be worked out: \(error.message)")
    }
  }
}
