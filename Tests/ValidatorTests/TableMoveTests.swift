import RulesLang
import Testing

@testable import Validator

/// States under newer rules.
struct TableMoveTests {
  private func rules(_ text: String) throws -> RuleSet {
    try RuleSet(sources: ["ruleset.rules": "ruleset moving\n" + text])
  }

  private func old() throws -> State {
    let rules = try rules(
      """
      enum Condition { lame, prone }
      record Affliction { what: Condition, by: optional Creature }
      record Turn { number: Int = 1, current: optional Creature }
      entity Creature in creatures up to 9 {
        hitPoints: Int 0..99, mana: Int = 4, conditions: set of Condition = {},
        afflictions: list of up to 4 Affliction = [], slots: Int for each Condition = {prone: 2, otherwise 2}
      }
      entity Cart in carts up to 5 { }
      state { turn: Turn }
      action hurt(c: Creature) by anyone {
        subtract 1 from c.hitPoints
      }
      """)
    return try rules.state(
      snapshot: """
        {"clock": 70, "revision": 8, "state": {"turn": {"current": "b"}, "creatures": {
          "a": {"hitPoints": 3, "conditions": ["prone", "lame"], "afflictions": [{"what": "lame", "by": "b"}]},
          "b": {"hitPoints": 99}}}}
        """)
  }

  private static let newer = """
    enum Condition { slowed was lame, prone, dizzy }
    record Affliction { kind: Condition was what, by: optional Creature, rounds: Int = 5 }
    record Turn { round: Int was number, current: optional Creature }
    entity Creature in creatures up to 9 {
      hp: Int 0..99 was hitPoints, stamina: Int 0..10 = 10, conditions: set of Condition = {},
      afflictions: list of up to 4 Affliction = [], slots: Int for each Condition = {prone: 7, otherwise 7},
      mount: optional Creature
    }
    dropped mana from Creature
    entity Trap in traps up to 5 { }
    state { turn: Turn, weather: Text = "fair" }
    action hurt(c: Creature) by anyone {
      subtract 1 from c.hp
    }
    """

  @Test func valuesGoWhereTheirNamesWent() throws {
    let old = try old()
    let before = old.snapshot
    let (state, report) = try old.moved(to: rules(Self.newer))
    #expect(
      state.json == """
        {"turn":{"round":1,"current":"b"},"weather":"fair","creatures":{\
        "a":{"hp":3,"stamina":10,"conditions":["slowed","prone"],\
        "afflictions":[{"kind":"slowed","by":"b","rounds":5}],"slots":{"slowed":2,"prone":2,"dizzy":7},"mount":null},\
        "b":{"hp":99,"stamina":10,"conditions":[],"afflictions":[],"slots":{"slowed":2,"prone":2,"dizzy":7},\
        "mount":null}},"traps":{}}
        """)
    #expect(
      report.description == """
        /turn/number: `number` is now `round`, in 1 place
        /weather: filled in with "fair", in 1 place
        /creatures/*/hitPoints: `hitPoints` is now `hp`, in 2 places
        /creatures/*/mana: dropped, in 2 places
        /creatures/*/conditions/*: `lame` is now `slowed`, in 1 place
        /creatures/*/afflictions/*/what: `what` is now `kind`, in 1 place
        /creatures/*/afflictions/*/kind: `lame` is now `slowed`, in 1 place
        /creatures/*/afflictions/*/rounds: filled in with 5, in 1 place
        /creatures/*/slots/lame: `lame` is now `slowed`, in 2 places
        /creatures/*/slots/dizzy: filled in with 7, in 2 places
        /creatures/*/stamina: filled in with 10, in 2 places
        /creatures/*/mount: filled in with null, in 2 places
        /carts: gone, and nothing was in it
        """)
    #expect(old.snapshot == before)
    #expect((state.clock, state.revision) == (70, 9))
    #expect(try state.rules.state(json: state.json).json == state.json)
  }

  @Test func pendingTimeGoesOn() throws {
    var old = try old()
    try old.apply(old.judge(old.request(json: #"{"action": "hurt", "arguments": {"c": "a"}}"#, user: "u", now: 90)))
    let moved = try old.moved(to: rules(Self.newer)).state
    #expect((old.heard, moved.heard, moved.clock, moved.revision) == (90, 90, 90, 10))
  }

  @Test func theSameRulesChangeNothing() throws {
    let state = try old()
    let (same, report) = try state.moved(to: state.rules)
    #expect((same.stamp, report.isEmpty) == (state.stamp, true))
    let (again, other) = try state.moved(to: RuleSet(bundle: state.rules.bundle))
    #expect((again.json, other.isEmpty) == (state.json, true))
  }

  @Test func whatDoesNotFitIsToldWithPaths() throws {
    let newer = Self.newer.replacing("dropped mana from Creature\n", with: "")
      .replacing("Int 0..99", with: "Int 0..50").replacing(" was lame", with: "")
    let state = try old()
    let failure = #expect(throws: StateFailure.self) { _ = try state.moved(to: rules(newer)) }
    #expect(
      failure?.description == """
        $.creatures.a.mana: Creature has no field `mana`
        $.creatures.a.conditions[0]: there is no Condition `lame`
        $.creatures.a.afflictions[0].what: there is no Condition `lame`
        $.creatures.a.slots.lame: `lame` is no key here
        $.creatures.b.hitPoints: 99 is not within 0..50
        $.creatures.b.mana: Creature has no field `mana`
        $.creatures.b.slots.lame: `lame` is no key here
        """)
    var full = state
    try full.edit([.insert("/carts/c", [:])])
    #expect(throws: StateFailure.self) { _ = try full.moved(to: rules(Self.newer)) }
  }
}
