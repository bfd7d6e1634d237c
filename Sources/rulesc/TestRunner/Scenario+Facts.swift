internal import RulesLang
internal import Validator

// Conditions on the state, and drawings of it.

extension Scenario {
  /// `then C`: each part of a conjunction is told by itself.
  func check(_ condition: TypedExpression, at range: SourceRange) throws(TestFailure) {
    let state = try currentState(range)
    if case .and(let parts) = condition.kind {
      for part in parts { try check(part, at: part.range) }
      return
    }
    let value = try evaluate(condition, in: state, at: range)
    guard value.words.first != 1 else { return }
    var found = "it does not hold"
    if case .compare(_, let left, _) = condition.kind, let text = try text(left, in: state, at: range) {
      found = "\(source(left.range)) is \(text)"
    }
    throw fail(range, expected: source(condition.range), found)
  }

  /// A value as people read it; nil for one that holds texts of the test's own, of which the state does not know.
  private func text(
    _ expression: TypedExpression, in state: State, at range: SourceRange
  ) throws(TestFailure) -> String? {
    let value = try evaluate(expression, in: state, at: range)
    let known = Word(state.texts.count)
    guard !program.holdsTexts(expression.type) || (value.words + value.pool).allSatisfy({ $0 < known }) else {
      return nil
    }
    return TextRenderer(WordSource(state, arena: value.pool)).text(value.words[...], expression.type)
  }

  /// `expect ana does not see goblin`.
  func checkUnseen(_ row: TypedExpression, by viewer: String, at range: SourceRange) throws(TestFailure) {
    let state = try currentState(range)
    guard case .entity(let entity) = row.type, let word = try evaluate(row, in: state, at: range).words.first,
      judge.reading(of: state, for: viewer).alias(of: word, in: entity) == nil
    else { return }
    let name = source(row.range)
    throw fail(range, expected: "\(viewer) does not see \(name)", "\(viewer) sees \(name)")
  }

  // MARK: Drawings

  func checkReach(
    of mover: TypedExpression, by movement: MovementID, _ rows: [String], at range: SourceRange
  ) throws(TestFailure) {
    let state = try currentState(range)
    guard let row = try evaluate(mover, in: state, at: range).words.first, let row = Int(exactly: row) else { return }
    let ends: [MovementSearch.End]
    do { ends = try judge.reach(of: row, by: movement, budget: nil, in: state) } catch {
      throw fail(range, "the way cannot be worked out: \(error.message)")
    }
    let found = ends.map { Point(x: Int($0.cell.x), y: Int($0.cell.y)) }
    try compare(rows, with: Set(found), at: range, verb: "reached")
  }

  func checkCells(_ cells: TypedExpression, _ rows: [String], at range: SourceRange) throws(TestFailure) {
    let state = try currentState(range)
    let value = try evaluate(cells, in: state, at: range)
    let found = WordSource(state, arena: value.pool).elements(of: value.words.first ?? 0, cells.type)
      .compactMap(\.first).map { Point(x: Int($0.cellX), y: Int($0.cellY)) }
    try compare(rows, with: Set(found), at: range, verb: "covered")
  }

  struct Point: Hashable {
    let x: Int
    let y: Int
  }

  /// Compares the stars of a drawing with cells; where they differ, both are drawn.
  private func compare(
    _ rows: [String], with found: Set<Point>, at range: SourceRange, verb: String
  ) throws(TestFailure) {
    var missing = 0
    var surplus = 0
    let drawn = rows.enumerated().map { y, row in
      String(
        row.enumerated().map { x, character -> Character in
          let isFound = found.contains(Point(x: x, y: y))
          if character == "*", !isFound {
            missing += 1
            return "?"
          }
          if character != "*", isFound {
            surplus += 1
            return "!"
          }
          return character
        })
    }
    if missing + surplus == 0 { return }
    let width = max(rows.map(\.count).max() ?? 0, 8)
    let heading = pad("expected", width) + "    found"
    let lines = zip(rows, drawn).map { pad($0, width) + "    " + $1 }
    let differences = [(missing, "`?` should be \(verb) and is not"), (surplus, "`!` is \(verb) and should not be")]
      .filter { $0.0 > 0 }.map { "\(Words.count($0.0, "cell")) \($0.1)" }
    throw TestFailure(range: range, found: differences.joined(separator: "; "), drawing: [heading] + lines)
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension TypedProgram {
  /// Whether a text or a user stands somewhere in values of a type.
  fileprivate func holdsTexts(_ type: Type) -> Bool {
    switch type {
    case .text, .user: true
    case .optional(let inner), .set(let inner), .list(let inner), .keyed(let inner, by: _): holdsTexts(inner)
    case .record(let id): records[id].fields.contains { holdsTexts($0.shape.type) }
    default: false
    }
  }
}
