import RulesLang
import TestKit
import Testing

@testable import Validator

/// The room's own clock, and what follows from it alone.
struct TimeTests {
  @Test func theClockNeverGoesBack() throws {
    var state = try RuleSet(sources: [
      "ruleset.rules": """
        ruleset clock
        state { since: s = 0 s }
        action note() by anyone { set since to now }
        """
    ]).state(json: "{}")
    #expect(state.heard == nil)
    let early = state.request(json: #"{"action": "note"}"#, user: "u", now: 3)
    try state.apply(state.judge(state.tick(at: 10)))
    #expect((state.clock, state.heard) == (10, 10))
    try state.apply(state.judge(state.tick(at: 5)))
    #expect((state.clock, state.heard, state.revision) == (10, 10, 2))
    try state.apply(state.judge(early))
    #expect(state.clock == 10)
    #expect(state.json.contains("\"since\":10"))
  }
}
