import Foundation
import RulesLang
import TestKit
import Testing

@testable import Validator

/// Dice that the host brings: what they are bound to, and what it may do wrong with them.
struct DiceTests {
  private static let rules = """
    ruleset dice
    entity Thing in things up to 9 { n: Int = 0, owner: User }
    event struck(t: Thing, harm: Int) says "{t} takes {harm}." to {t.owner} { add harm to t.n }
    event seen(t: Thing)
    action strike(t: Thing) by anyone {
      roll hit: 1d20
      do struck(t, hit.total) when hit.total > 10
      do seen(t)
    }
    """

  private static func start() throws -> (state: State, request: Request) {
    let state = try RuleSet(sources: ["ruleset.rules": rules]).state(json: #"{"things": {"a": {"owner": "u"}}}"#)
    return (state, state.request(json: #"{"action": "strike", "arguments": {"t": "a"}}"#, user: "u", now: 0))
  }

  @Test func facesAnswerWhatAVerdictNeeds() throws {
    var (state, request) = try Self.start()
    let asked = state.judge(request)
    let need = try #require(asked.needs.first)
    let verdict = state.judge(request.rolling([need: [17]], for: asked))
    #expect(verdict.outcome == .ready)
    #expect(verdict.events.map(\.event) == ["struck", "seen"])
    try state.apply(verdict)
    #expect(state.json.contains("\"n\":17"))
  }

  @Test func noDiceAreNothingToAskFor() throws {
    let rules = Self.rules.replacingOccurrences(of: "1d20", with: "0d20 + 12")
    let state = try RuleSet(sources: ["ruleset.rules": rules]).state(json: #"{"things": {"a": {"owner": "u"}}}"#)
    let verdict = state.judge(
      state.request(json: #"{"action": "strike", "arguments": {"t": "a"}}"#, user: "u", now: 0))
    #expect(verdict.outcome == .ready)
    #expect(verdict.events.map(\.event) == ["struck", "seen"])
  }

  @Test func facesMeanNothingOnAnotherRevision() throws {
    var (state, request) = try Self.start()
    let asked = state.judge(request)
    let need = try #require(asked.needs.first)
    let rolled = request.rolling([need: [17]], for: asked)
    try state.apply(state.judge(state.tick(at: 5)))
    #expect(state.judge(rolled).outcome == .awaiting([need]))
  }

  @Test func wrongFacesAreTheHostsFault() throws {
    let (state, request) = try Self.start()
    let asked = state.judge(request)
    let need = try #require(asked.needs.first)
    for faces in [[], [0], [21], [3, 4]] {
      let verdict = state.judge(request.rolling([need: faces], for: asked))
      #expect(verdict.reasons.map(\.rule) == ["request.rolls"])
      #expect(verdict.patch.isEmpty && verdict.events.isEmpty)
    }
    let twice = request.rolling([need: [3]], for: asked)
    #expect(state.judge(twice.rolling([need: [4]], for: asked)).reasons.map(\.rule) == ["request.rolls"])
  }

  @Test func anEventKnowsWhoIsToHearOfIt() throws {
    let (state, request) = try Self.start()
    let asked = state.judge(request)
    let need = try #require(asked.needs.first)
    let decision = state.decide(request.rolling([need: [17]], for: asked))
    #expect(decision.events.map { $0.recipients.map { Span(word: $0).count } } == [1, nil])
    #expect(decision.events.map(\.round) == [0, 0])
  }
}
