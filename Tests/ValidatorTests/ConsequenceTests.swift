import RulesLang
import TestKit
import Testing

@testable import Validator

/// What follows from facts: what is asked, what it costs, and what edits bring about.
struct ConsequenceTests {
  private static let text = """
    ruleset following
    entity Thing in things up to 50 { hp: Int 0..99 = 9, n: Int = 0, down: Bool = false, boss: optional Thing, due: optional s }
    state { open: Bool = false, rung: Int = 0, note: Int = 0 }
    action jot(n: Int) by anyone { set note to n }
    action hurt(t: Thing, harm: Int) by anyone { subtract harm from t.hp }
    action count(t: Thing) by anyone { add 1 to t.n }
    action lead(t: Thing, boss: Thing) by anyone { set t.boss to boss }
    host action opened() { for each t in things where t.due exists { set t.due to now + 10 s when t.n > 0 } }
    consequence fallen for each t in things as soon as t.hp == 0 do falls(t)
    event falls(t: Thing) { set t.down to true }
    consequence led for each t in things where t.n > 3 as soon as t.boss exists and t.boss.down do mourns(t)
    event mourns(t: Thing) { roll tears: 1d6 when open add tears.total to t.n when tears is rolled }
    consequence many as soon as count(t in things where t.n > 5) >= 2 do rings()
    event rings() { add 1 to rung }
    consequence late for each t in things as soon as t.due exists and now >= t.due do wakes(t)
    event wakes(t: Thing) { add 100 to t.n }
    """

  private static func start(_ things: String) throws -> State {
    try RuleSet(sources: ["ruleset.rules": text]).state(json: "{\"things\": {\(things)}}")
  }

  private static func request(_ text: String, _ state: State, now: Int64 = 0) -> Request {
    state.request(json: text, user: "u", now: now)
  }

  // MARK: What is asked

  @Test func whatConcernsNoConsequenceAsksNone() throws {
    let state = try Self.start(#""a": {}, "b": {}, "c": {}"#)
    let judge = Judge(state.rules)
    _ = judge.facts(of: Self.request(#"{"action": "jot", "arguments": {"n": 4}}"#, state), in: state)
    #expect(judge.conditionsAsked == 0)
    // What is so already is no change.
    _ = judge.facts(of: Self.request(#"{"action": "hurt", "arguments": {"t": "a", "harm": 0}}"#, state), in: state)
    #expect(judge.conditionsAsked == 0)
  }

  @Test func aRowsOwnConditionIsAskedOfThatRow() throws {
    let state = try Self.start(#""a": {}, "b": {}, "c": {}"#)
    let judge = Judge(state.rules)
    _ = judge.facts(of: Self.request(#"{"action": "hurt", "arguments": {"t": "b", "harm": 1}}"#, state), in: state)
    // Before and after.
    #expect(judge.conditionsAsked == 2)
    // Whose boss it is, is asked of the row; how many there are, once; each before and after.
    _ = judge.facts(of: Self.request(#"{"action": "count", "arguments": {"t": "b"}}"#, state), in: state)
    #expect(judge.conditionsAsked == 4)
  }

  @Test func whatIsReadThroughAnotherRowIsAskedOfAll() throws {
    let state = try Self.start(#""a": {"hp": 1}, "b": {"boss": "a", "n": 4}, "c": {"boss": "a"}, "d": {}"#)
    let judge = Judge(state.rules)
    let request = Self.request(#"{"action": "hurt", "arguments": {"t": "a", "harm": 1}}"#, state)
    let decision = judge.facts(of: request, in: state)
    #expect(decision.events.map(\.round) == [1, 2])
    // `fallen` of one row, and `led` of four, before and after.
    #expect(judge.conditionsAsked == 2 + 8)
    #expect(judge.facts(of: request, in: state, follows: false).events.isEmpty)
    #expect(judge.conditionsAsked == 0)
  }

  @Test func aStateIsAsItWasAfterRounds() throws {
    let state = try Self.start(#""a": {"hp": 1}, "b": {"boss": "a", "n": 4}"#)
    let judge = Judge(state.rules)
    let request = Self.request(#"{"action": "hurt", "arguments": {"t": "a", "harm": 1}}"#, state)
    let first = judge.facts(of: request, in: state)
    let second = judge.facts(of: request, in: state)
    #expect(first.changes.map(\.word) == second.changes.map(\.word))
    #expect(first.changes.count == 2)
  }

  // MARK: Dice

  @Test func diceOfConsequencesAreAskedForRoundByRound() throws {
    var state = try Self.start(#""a": {"hp": 1}, "b": {"boss": "a", "n": 4}, "c": {"boss": "a", "n": 5}"#)
    try state.edit([.set("/open", JSONValue(.bool(true)))])
    let request = Self.request(#"{"action": "hurt", "arguments": {"t": "a", "harm": 1}}"#, state)
    let asked = state.judge(request)
    #expect(asked.needs.map(\.roll) == ["mourns.tears", "mourns.tears#2"])
    #expect(asked.patch.isEmpty)
    let half = state.judge(request.rolling([asked.needs[1]: [2]], for: asked))
    #expect(half.needs.map(\.roll) == ["mourns.tears"])
    let whole = state.judge(request.rolling([asked.needs[0]: [3], asked.needs[1]: [2]], for: asked))
    try state.apply(whole)
    #expect(state.json.contains(#""rung":1"#))
    let surplus = Self.request(#"{"action": "jot", "arguments": {"n": 4}}"#, state)
      .rolling([asked.needs[0]: [3]], for: asked)
    #expect(state.judge(surplus).outcome == .ready, "dice for another revision are no mistake")
  }

  // MARK: Edits

  @Test func consequencesFollowFromEdits() throws {
    var state = try Self.start(#""b": {"hp": 0, "down": true}, "c": {"hp": 3}, "d": {"boss": "c", "n": 4}"#)
    try state.edit([
      .insert("/things/a", try JSONReader().read(#"{"hp": 0}"#)), .set("/things/c/hp", JSONValue(.integer(0))),
      .set("/things/b/n", JSONValue(.integer(1))),
    ])
    let expected = try Self.start(
      #""a": {"hp": 0, "down": true}, "b": {"hp": 0, "down": true, "n": 1}, "c": {"hp": 0, "down": true}, "d": {"boss": "c", "n": 4}"#)
    #expect(state.json == expected.json)
    #expect((state.revision, state.heard) == (1, 0))
    // Rows are the same ones though they have other numbers: nothing comes true again.
    let (edited, request) = try state.edited([.remove("/things/a")])
    #expect(edited.decide(request).events.isEmpty)
  }

  @Test func anEditWhoseConsequencesNeedDiceIsRefusedWhole() throws {
    var state = try Self.start(#""a": {"hp": 1}, "b": {"boss": "a", "n": 4}"#)
    try state.edit([.set("/open", JSONValue(.bool(true)))])
    let before = state.json
    #expect(throws: EditFailure.self) { try state.edit([.set("/things/a/hp", JSONValue(.integer(0)))]) }
    #expect(state.json == before)
    let (edited, request) = try state.edited([.set("/things/a/hp", JSONValue(.integer(0)))])
    let asked = edited.judge(request)
    let ready = edited.judge(request.rolling([try #require(asked.needs.first): [6]], for: asked))
    #expect(ready.outcome == .ready)
  }

  // MARK: Replaying

  @Test func aStateThatALogIsDoneAgainBehindIsTheVeryOneThatWasKept() throws {
    let rules = try RuleSet(sources: [
      "ruleset.rules": """
        ruleset bell
        state { due: s = 5 s, rung: Int = 0, said: Int = 0 }
        action speak() by anyone {
          add 1 to said
        }
        consequence bell as soon as now >= due do rings()
        event rings() {
          add 1 to rung
        }
        """
    ])
    var state = try rules.state(json: "{}")
    #expect(!state.snapshot.contains("heard"))
    _ = state.tick(now: 7) { _ in 1 }
    #expect(state.json.contains(#""rung":1"#))
    #expect(state.snapshot.contains(#""clock":7,"revision":1,"heard":true,"state""#))
    // Nothing has been heard of the time of a state that was read: what was due is due once more.
    var read = try rules.state(snapshot: state.snapshot)
    var replayed = try rules.state(snapshot: state.snapshot, replaying: true)
    #expect((read.nextWake, replayed.nextWake, state.nextWake) == (7, nil, nil))
    for now in [7, 9] as [Int64] {
      let request = { (state: State) in state.request(json: #"{"action": "speak"}"#, user: "ann", now: now) }
      _ = state.perform(request(state)) { _ in 1 }
      _ = replayed.perform(request(replayed)) { _ in 1 }
      _ = read.perform(request(read)) { _ in 1 }
    }
    #expect(replayed.snapshot == state.snapshot)
    #expect(read.json.contains(#""rung":2"#))
  }

  // MARK: Opening

  @Test func openingComesBeforeWhatIsOverdue() throws {
    var state = try Self.start(#""a": {"due": 5, "n": 1}, "b": {"due": 5}"#)
    try state.apply(state.judge(state.tick(at: 1)))
    let snapshot = state.snapshot.replacing("\"clock\":1", with: "\"clock\":50")
    var loaded = try state.rules.state(snapshot: snapshot)
    #expect(loaded.nextWake == 50)
    let user = Self.request(#"{"action": "jot", "arguments": {"n": 4}}"#, loaded, now: 50)
    #expect(loaded.judge(user).reasons.map(\.rule) == ["request.tick"])
    try loaded.apply(loaded.judge(loaded.request(json: #"{"action": "opened"}"#, user: nil, now: 50)))
    // The one was put off; the other was not, and follows.
    #expect(loaded.nextWake == 60)
    #expect(loaded.json.contains(#""b":{"hp":9,"n":100"#), "\(loaded.json)")
    #expect(loaded.judge(user).isLegal)
  }
}
