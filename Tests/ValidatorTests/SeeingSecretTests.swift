import RulesLang
import Testing

@testable import Validator

/// Players who try to learn what they may not know: two tables that differ only in that give them the same bytes.
struct SeeingSecretTests {
  private let with: State
  private let without: State

  init() throws {
    with = try SeeingTable.state(goblin: true)
    without = try SeeingTable.state(goblin: false)
  }

  private func request(_ action: String, _ arguments: String, in state: State, user: String = "ana") -> Verdict {
    state.judge(
      state.request(json: #"{"action": "\#(action)", "arguments": {\#(arguments)}}"#, user: user, now: 0))
  }

  private func both(_ action: String, _ arguments: String, user: String = "ana") -> (String, String) {
    (request(action, arguments, in: with, user: user).json, request(action, arguments, in: without, user: user).json)
  }

  @Test(arguments: [
    #""actor": "aria", "target": "goblin""#, #""actor": "aria", "target": "goblim""#,
    #""actor": "goblin", "target": "aria""#, #""actor": "aria", "target": "borin""#,
    #""actor": "aria", "target": "aria""#,
  ])
  func byGuessingIds(arguments: String) {
    for action in ["strike", "whisper"] {
      let (seen, bare) = both(action, arguments)
      #expect(seen == bare)
    }
  }

  @Test func whatIsConcealedIsUnknownInSoManyWords() {
    let reason = request("strike", #""actor": "aria", "target": "goblin""#, in: with).reasons.first
    #expect(reason?.rule == "request.unknown")
    #expect(reason?.message == "there is no `goblin` in creatures")
    #expect(with.judge(words("strike", ["aria", "goblin"])).reasons.first == reason)
  }

  /// A request as tests and options make them.
  private func words(_ action: String, _ rows: [String]) -> Request {
    let names = with.rules.names
    let creature = EntityID(names.tables.find("creatures") ?? 0)
    return Request(
      ActionID(names.actions.find(action) ?? 0), in: with, user: with.texts.find("ana"), now: 0,
      words: rows.map { Word(with.row(of: $0, in: creature) ?? 0) })
  }

  @Test func byOptions() throws {
    for user in ["ana", "bob"] {
      for actor in ["aria", "borin"] {
        let seen = try with.options(user: user, actor: actor).json
        let bare = try without.options(user: user, actor: actor).json
        #expect(seen == bare)
      }
    }
    #expect(throws: OptionsFailure.self) { try with.options(user: "ana", actor: "goblin") }
  }

  @Test func byPathsIntoConcealedCells() {
    let beside = both("move", #""actor": "aria", "path": [[1, 0]]"#)
    #expect(beside.0 == beside.1)
    let into = request("move", #""actor": "aria", "path": [[2, 1]]"#, in: with)
    #expect(into.reasons.map(\.rule) == ["request.hidden"])
    #expect(into.reasons.map(\.message) == ["Something unseen is in the way."])
    #expect(!into.isLater && into.costs.isEmpty && into.events.isEmpty && into.patch.isEmpty)
    #expect(into.truth.reasons.map(\.rule) == ["move.free"])
    // Who sees the goblin reads why.
    let own = request("move", #""actor": "goblin", "path": [[1, 1]]"#, in: with, user: "gm")
    #expect(own.reasons.map(\.rule) == ["move.free"])
  }

  @Test func whatTheUserKnowsToBeWrongIsAllThatIsTold() {
    let (seen, bare) = both("move", #""actor": "borin", "path": [[2, 1]]"#)
    #expect(seen == bare)
    #expect(request("move", #""actor": "borin", "path": [[2, 1]]"#, in: with).reasons.map(\.rule) == ["own"])
  }

  @Test func byAreas() {
    let burst = #""actor": "aria", "cell": [2, 1]"#
    let (seen, bare) = (request("burst", burst, in: with), request("burst", burst, in: without))
    #expect(seen.json == bare.json)
    #expect(seen.events.map(\.event) == ["struck", "boom"])
    #expect(seen.events.last?.message == "A burst at (2, 1) among ….")
    #expect(seen.truth.events.map(\.event) == ["struck", "struck", "boom"])
    #expect(seen.truth.patch.contains { $0.path == "/creatures/goblin/hp" })
  }

  @Test func byFieldsInTexts() {
    let verdict = request("strike", #""actor": "aria", "target": "borin""#, in: with)
    #expect(verdict.reasons.map(\.message) == ["Borin with … is too weak: … against 3."])
    #expect(verdict.reasons.allSatisfy { $0.actual == nil && $0.needed == 3 })
    #expect(verdict.truth.reasons.map(\.message) == ["Borin with 3 is too weak: 3 against 3."])
    // The words of the event that would follow are masked as well, and its argument is left out.
    let gm = request("strike", #""actor": "goblin", "target": "aria""#, in: with, user: "gm")
    #expect(gm.events.map(\.message) == ["Goblin strikes Aria, who has … of … left."])
    #expect(gm.events.allSatisfy { $0.arguments["left"] == nil && $0.arguments["target"] == "aria" })
  }

  @Test func byEventsOfOthers() throws {
    let request = with.request(
      json: #"{"action": "strike", "arguments": {"actor": "goblin", "target": "aria"}}"#, user: "gm", now: 0)
    let decision = with.decide(request)
    var after = with
    try after.apply(decision)
    func told(_ viewer: String?) -> [Verdict.Event] {
      decision.events.compactMap {
        with.saying($0, of: decision, to: with.reading(for: viewer), after: after.reading(for: viewer))
      }
    }
    #expect(told("ana").map(\.message) == ["Someone strikes Aria, who has 7 of 9 left."])
    #expect(told("ana").first?.arguments == ["actor": nil, "target": "aria", "left": 7])
    #expect(told("bob").map(\.message) == ["Someone strikes Aria, who has … of … left."])
    #expect(told(nil).map(\.message) == ["Goblin strikes Aria, who has 7 of 9 left."])
  }

  @Test func byWhisperedEvents() {
    let verdict = request("whisper", #""actor": "aria", "target": "borin""#, in: with)
    #expect(verdict.events.map(\.message) == ["Aria whispers to Borin."])
    let decision = verdict.decision
    for (viewer, count) in [("bob", 1), ("gm", 0), ("zoe", 0)] {
      let reading = with.reading(for: viewer)
      let told = decision.events.compactMap { with.saying($0, of: decision, to: reading, after: reading) }
      #expect(told.count == count)
    }
  }

  @Test func byWhoDisappears() throws {
    var state = try SeeingTable.state(goblin: true, hidden: false)
    let before = state.view(for: "ana").json
    #expect(before.contains("Goblin"))
    let hides = request("hide", #""actor": "goblin""#, in: state, user: "gm")
    let reading = state.reading(for: "ana")
    var after = state
    try after.apply(hides)
    let told = hides.decision.events.compactMap {
      state.saying($0, of: hides.decision, to: reading, after: after.reading(for: "ana"))
    }
    #expect(told.map(\.message) == ["Goblin is gone."])
    #expect(told.allSatisfy { $0.tags.isEmpty })
    #expect(hides.truth.events.map(\.tags) == [["loud"]])
    state = after
    #expect(state.view(for: "ana").json == without.view(for: "ana").json)
  }

  @Test func byDiceAndUsers() {
    let choices = ChoiceUsers.known(to: "ana", in: with)
    #expect(choices == ["ana", "bob"])
  }

  @Test func verdictsAreTheSameFromAJudgeThatIsKept() {
    let judge = Judge(with.rules)
    for _ in 0..<2 {
      for arguments in [#""actor": "aria", "target": "goblin""#, #""actor": "aria", "target": "borin""#] {
        let read = with.request(
          json: #"{"action": "strike", "arguments": {\#(arguments)}}"#, user: "ana", now: 0)
        #expect(with.verdict(of: judge.validate(read, in: with)).json == with.judge(read).json)
      }
    }
  }

  @Test func theHostKnowsBoth() {
    let into = request("move", #""actor": "aria", "path": [[2, 1]]"#, in: with)
    #expect(!into.isLegal && !into.truth.isLegal && into.truth.truth.json == into.truth.json)
    let named = request("whisper", #""actor": "aria", "target": "goblin""#, in: with)
    #expect(!named.isLegal && named.truth.isLegal)
    var state = with
    #expect(throws: ApplyError.refused) { try state.apply(named) }
  }
}

/// The users that options would offer.
private enum ChoiceUsers {
  static func known(to user: String, in state: State) -> [String] {
    let reading = state.reading(for: user)
    let word = reading.state.texts.find(user) ?? 0
    let maker = ChoiceMaker(state: reading.state, veil: reading.veil, user: word, now: 0, judge: Judge(state.rules))
    return maker.users.map { reading.state.texts[$0] }
  }
}
