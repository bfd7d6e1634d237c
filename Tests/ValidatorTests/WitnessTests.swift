import Testing
import Validator

/// What a `because` tells of an element that the condition found.
struct WitnessTests {
  private static let text = """
    ruleset fears
    entity Creature in creatures up to 20 { name: Text, brave: Bool = false, fears: set of Creature = {} }
    action creep(actor: Creature) by anyone { do creeps(actor) }
    event creeps(c: Creature) says "{c} creeps."
    note afraid: disadvantage for creeps(c: Creature) when some f in c.fears where not f.brave
      because "{c} is afraid of {f}."
    rule cautious for creep(actor: Creature) { require actor.brave else "{actor} dares not." }
    waiver dared lifts cautious for creep(actor: Creature) when some f in creatures where f.brave
      because "{f} dares {actor}."
    """

  @Test func itIsTheFirstThatFits() throws {
    let state = try RuleSet(sources: ["ruleset.rules": Self.text]).state(
      json: """
        {"creatures": {"a": {"name": "Ann", "fears": ["b", "c", "d"]}, "b": {"name": "Bob", "brave": true},
          "c": {"name": "Cid"}, "d": {"name": "Dot"}}}
        """)
    let verdict = state.judge(
      state.request(json: #"{"action": "creep", "arguments": {"actor": "a"}}"#, user: "u", now: 0))
    #expect(verdict.isLegal)
    #expect(verdict.notes.map(\.because) == ["Ann is afraid of Cid."])
    #expect(verdict.waived.map(\.because) == ["Bob dares Ann."])
  }
}
