import RulesLang
import Testing
import TestKit
import Validator

/// Rows that come and go, fields that are set, decisions that are applied, and copies that notice nothing of it.
struct StateEditTests {
  private let rules = StateRules.ruleSet
  private let state: State

  init() throws { state = try rules.state(json: StateRules.json) }

  private func json(_ text: String) throws -> JSONValue { try JSONReader().read(text) }

  private func problems(_ edits: [Edit]) -> [String] {
    var copy = state
    do {
      try copy.edit(edits)
      return []
    } catch {
      #expect(copy.json == state.json)
      #expect(copy.revision == state.revision)
      return error.problems.map { "\($0.edit) \($0.path) \($0.message)" }
    }
  }

  // MARK: Edits

  @Test func aRowThatGoesLeavesOptionalsSetsAndLists() throws {
    var edited = state
    try edited.edit([.remove("/creatures/goblin")])
    #expect(
      edited.json
        == state.json
        .replacing(#""order":["goblin","aria"]"#, with: #""order":["aria"]"#)
        .replacing(#""source":"goblin""#, with: #""source":null"#)
        .replacing(#""enemies":["goblin"]"#, with: #""enemies":[]"#)
        .replacing(#""mount":"goblin""#, with: #""mount":null"#)
        .replacing(/,"goblin":\{.*?\}\}/, with: "}")
        .replacing(/,"goblin":.*?"trail":null\}/, with: ""))
    #expect(edited.revision == state.revision + 1)
    #expect(edited.numbering != state.numbering)
  }

  @Test func aPlainReferenceKeepsItsRow() throws {
    let message = "this refers to a row that is removed: set it to another, or remove this row too"
    #expect(problems([.remove("/creatures/aria")]) == ["0 /items/ring/owner \(message)"])
    var edited = state
    try edited.edit([.set("/items/ring/owner", "goblin"), .remove("/creatures/aria")])
    #expect(edited.json.contains(#""ring":{"owner":"goblin""#))
    try edited.edit([.remove("/items/ring"), .remove("/creatures/goblin")])
    #expect(edited.json.hasSuffix(#""creatures":{},"items":{}}"#))
  }

  @Test func rowsThatComeTogetherCanReferToOneAnother() throws {
    var edited = state
    let row = #"{"name": "", "controller": "x", "cell": [0, 0], "mount": "%", "enemies": ["aria", "b"]}"#
    try edited.edit([
      .insert("/creatures/b", try json(row.replacing("%", with: "zed"))),
      .insert("/creatures/zed", try json(row.replacing("%", with: "b"))),
      .set("/turn/current", "zed"),
    ])
    let creatures = edited.table(1)
    #expect(creatures.ids.map { edited.texts[$0] } == ["aria", "b", "goblin", "zed"])
    #expect(edited.json.contains(#""current":"zed""#))
    #expect(edited.json.contains(#""order":["goblin","aria"]"#))
    #expect(try rules.state(json: edited.json).json == edited.json)
  }

  @Test func valuesAreSetWhereAPathLeads() throws {
    var edited = state
    try edited.edit([
      .set("/creatures/aria/slots/3", 9), .set("/turn/round", 4), .set("/owner", "ana"), .set("/lights/small", false),
      .set("/creatures/aria/friends", ["m", "b"]), .set("/creatures/goblin/trail", [[5, 5]]),
    ])
    #expect(
      edited.json
        == state.json.replacing(#""3":0},"conditions":["prone"#, with: #""3":9},"conditions":["prone"#)
        .replacing(#""round":1"#, with: #""round":4"#).replacing(#""owner":"gm""#, with: #""owner":"ana""#)
        .replacing(#""small":true"#, with: #""small":false"#).replacing(#"["bob","zoe"]"#, with: #"["b","m"]"#)
        .replacing(#""trail":null"#, with: #""trail":[[5,5]]"#))
  }

  @Test func whatDoesNotFitRefusesTheWhole() {
    #expect(
      problems([
        .insert("/creatures/aria", [:]), .remove("/creatures/nobody"), .set("/creatures/aria", [:]), .set("hp", 1),
        .set("/creatures/aria/hitpoint", 1), .set("/turn/rounds", 1), .remove("/creatures"),
      ]) == [
        "0 /creatures/aria there is such a row already", "1 /creatures/nobody there is no such row",
        "2 /creatures/aria rows are inserted and removed, values are set",
        "3 hp a path starts with `/`, as `/creatures/aria/hp`",
        "4 /creatures/aria/hitpoint there is no field `hitpoint`",
        "5 /turn/rounds there is no `rounds` here", "6 /creatures the id of a row is due here",
      ])
    #expect(
      problems([
        .set("/creatures/aria/hp", 100), .set("/creatures/goblin/mount", "arya"),
        .insert("/items/b", ["owner": "aria", "marks": [[1]], "x": 1]), .set("/creatures/orc/hp", 1),
      ]) == [
        "0 /creatures/aria/hp 100 is not within 0..99",
        "1 /creatures/goblin/mount there is no `arya` in creatures: did you mean `aria`?",
        "2 /items/b/marks/0 `[x, y]` is due here, not a list", "2 /items/b/x Item has no field `x`",
        "3 /creatures/orc/hp there is no such row",
      ])
    let rows = (0..<5).map { Edit.insert("/items/i\($0)", ["owner": "aria"]) }
    #expect(problems(rows) == ["4 /items there would be 6 rows, where up to 5 may"])
    #expect(problems(Array(rows.dropLast())) == [])
  }

  // MARK: Applying

  /// A decision that sets words of the state.
  private func decision(_ changes: [(Int, Int, String, Word)], pool: [Word] = []) throws -> Decision {
    var decision = Decision()
    decision.stamp = state.stamp
    decision.now = 10
    decision.pool = pool
    for (table, row, name, word) in changes {
      let field = try #require(rules.layout.tables[table].fields.first { $0.name == name })
      decision.changes.append(
        Decision.Change(table: Int32(table), row: Int32(row), column: Int32(field.column), word: word))
    }
    return decision
  }

  @Test func changesAreWrittenAndCopiesKeepWhatTheyHad() throws {
    let enemies = Span(region: Span.Region.arena, count: 2, offset: 1)
    let decision = try decision([(1, 0, "hp", 5), (1, 0, "enemies", enemies.word)], pool: [9, 0, 1])
    var applied = state
    try applied.apply(decision)
    #expect(
      applied.json
        == state.json.replacing(#""hp":30"#, with: #""hp":5"#)
        .replacing(#""enemies":["goblin"]"#, with: #""enemies":["aria","goblin"]"#))
    #expect(applied.clock == 10)
    #expect(applied.revision == 1)
    #expect(state.clock == 0)
    #expect(state.json == (try rules.state(json: StateRules.json).json))
    // Only the table that was written to is another one.
    #expect(applied.table(1) !== state.table(1))
    #expect(applied.table(2) === state.table(2))
    #expect(applied.numbering == state.numbering)
  }

  @Test func aDecisionIsAppliedOnceAndToItsStateOnly() throws {
    let decision = try decision([(1, 0, "hp", 5)])
    var applied = state
    try applied.apply(decision)
    #expect(throws: ApplyError.stale) { try applied.apply(decision) }
    var other = try rules.state(json: StateRules.json)
    #expect(throws: ApplyError.stale) { try other.apply(decision) }
    var refused = decision
    refused.outcome = .refused
    var copy = state
    #expect(throws: ApplyError.refused) { try copy.apply(refused) }
    refused.outcome = .awaiting
    #expect(throws: ApplyError.awaitingRolls) { try copy.apply(refused) }
    #expect(copy.stamp == state.stamp)
  }

  @Test func textsOfARequestStayInTheState() throws {
    let request = state.request(json: #"{"action": "say", "arguments": {"text": "hello"}}"#, user: "ana", now: 0)
    var decision = try decision([(1, 1, "name", request.words[0])])
    decision.texts = request.texts
    var applied = state
    try applied.apply(decision)
    #expect(applied.json.contains(#""goblin":{"name":"hello""#))
    // The same request means the same in the new state, where the text has a number of the state's own.
    #expect(!request.isResolved(in: applied))
    #expect(request.resolved(in: applied).words[0] == applied.texts.find("hello"))
  }

  @Test func poolsAreCompactedWhenMostOfThemIsGarbage() throws {
    var applied = state
    for round in 0..<400 {
      let span = Span(region: Span.Region.arena, count: 8, offset: 0)
      var decision = Decision()
      decision.stamp = applied.stamp
      decision.pool = (0..<8).map { _ in Word(round % 2) }
      let turn = try #require(rules.layout.tables[0].fields.first { $0.name == "turn" })
      let column = turn.column + rules.layout.recordOffset(RecordID(1), 2)
      decision.changes = [Decision.Change(table: 0, row: 0, column: Int32(column), word: span.word)]
      try applied.apply(decision)
    }
    #expect(applied.table(0).pool.count < 2100)
    let order = Array(repeating: #""goblin""#, count: 8).joined(separator: ",")
    #expect(applied.json == state.json.replacing(#"["goblin","aria"]"#, with: "[\(order)]"))
  }

  @Test func randomEditsLeaveAStateThatReadsAsItself() throws {
    var random = SplitMix(seed: 4)
    for _ in 0..<200 {
      let start = try rules.state(json: RandomState.json(using: &random))
      let text = start.json
      var edited = start
      let ids = (0..<11).map { "c\($0)" }
      let edits = (0..<Int.random(in: 1...4, using: &random)).map { _ -> Edit in
        let path = "/creatures/\(ids.randomElement(using: &random) ?? "")"
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return .remove(path)
        case 1: return .set("\(path)/hp", 3)
        default: return .insert(path, ["name": "n", "controller": "u", "cell": [1, 2], "mount": "c0"])
        }
      }
      if (try? edited.edit(edits)) == nil { #expect(edited.json == text) }
      #expect(try rules.state(json: edited.json).json == edited.json)
      #expect(start.json == text)
    }
  }
}
