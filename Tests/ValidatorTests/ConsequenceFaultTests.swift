import RulesLang
import TestKit
import Testing

@testable import Validator

/// What becomes of faults in what follows: of conditions, of events, of all that they do together.
struct ConsequenceFaultTests {
  private static let text = """
    ruleset faulty
    entity Thing in things up to 20 { a: Int = 1, b: Int = 1, n: Int 0..9 = 0, due: optional s, later: optional s }
    action divide(t: Thing, a: Int, b: Int) by anyone { set t.a to a set t.b to b }
    consequence ratio for each t in things as soon as t.a / t.b > 3 do jumps(t, 9 / (t.a - 7))
    event jumps(t: Thing, by9: Int) { add 1 to t.n }
    consequence late for each t in things as soon as t.due exists and now >= t.due do burns(t)
    consequence strange for each t in things as soon as t.later exists and now >= t.later and 9 / t.b > 0 do jumps(t, 1)
    event burns(t: Thing) { roll d: 1d6 add d.total * t.a to t.n }
    """

  private static func start(_ things: String) throws -> State {
    try RuleSet(sources: ["ruleset.rules": text]).state(json: "{\"things\": {\(things)}}")
  }

  private static func dividing(_ state: State, a: Int, b: Int) -> Verdict {
    let arguments = "{\"t\": \"x\", \"a\": \(a), \"b\": \(b)}"
    let request = state.request(
      json: "{\"action\": \"divide\", \"arguments\": \(arguments)}", user: "u", now: state.clock)
    return state.judge(request)
  }

  @Test func aConditionThatFaultsRefuses() throws {
    let state = try Self.start(#""x": {}"#)
    let verdict = Self.dividing(state, a: 1, b: 0)
    #expect(verdict.reasons.map(\.rule) == ["ratio"])
    #expect(verdict.reasons.map(\.isFault) == [true])
    #expect(verdict.reasons.first?.arguments == ["t": JSONValue(.string("x"))])
  }

  @Test func anEventThatFaultsRefuses() throws {
    let state = try Self.start(#""x": {}"#)
    let verdict = Self.dividing(state, a: 7, b: 1)
    #expect(verdict.reasons.map(\.rule) == ["ratio"])
    #expect(verdict.events.isEmpty && verdict.patch.isEmpty)
  }

  @Test func aFaultThatWasThereBeforeHoldsNobodyUp() throws {
    var state = try Self.start(#""x": {"b": 0}"#)
    #expect(Self.dividing(state, a: 5, b: 0).isLegal)
    try state.apply(Self.dividing(state, a: 8, b: 1))
    #expect(state.json.contains(#""n":1"#))
  }

  @Test func aTickLeavesOutWhatFaultsAndKeepsTheDiceOfTheRest() throws {
    var state = try Self.start(#""x": {"due": 5, "a": 5}, "y": {"due": 5}, "z": {"due": 5}"#)
    let tick = state.tick(at: 6)
    let asked = state.judge(tick)
    #expect(asked.needs.map(\.roll) == ["burns.d", "burns.d#2", "burns.d#3"])
    let faces = Dictionary(uniqueKeysWithValues: zip(asked.needs, [[6], [2], [3]]))
    let verdict = state.judge(tick.rolling(faces, for: asked))
    #expect(verdict.outcome == .ready)
    #expect(verdict.truth.dropped.map(\.rule) == ["burns"])
    #expect(verdict.truth.events.map(\.arguments) == [["t": JSONValue(.string("y"))], ["t": JSONValue(.string("z"))]])
    try state.apply(verdict)
    let after = try JSONReader().read(state.json)["things"]
    #expect(["x", "y", "z"].map { after?[$0]?["n"]?.integer } == [0, 2, 3])
    #expect(state.nextWake == nil)
  }

  @Test func aConditionThatFaultsInTimeIsToldOnce() throws {
    var state = try Self.start(#""x": {"b": 0, "later": 9}, "y": {"later": 9}, "z": {"b": 0}"#)
    #expect(state.nextWake == 9)
    let verdict = state.judge(state.tick(at: 9))
    #expect(verdict.truth.dropped.map(\.rule) == ["strange"])
    #expect(verdict.truth.events.map(\.event) == ["jumps"])
    try state.apply(verdict)
    #expect(state.nextWake == nil)
  }
}
