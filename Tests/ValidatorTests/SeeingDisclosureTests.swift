import RulesLang
import Testing

@testable import Validator

/// Values that are worked out from what is concealed, by whatever way they come to be shown.
struct SeeingDisclosureTests {
  private static func state(hp: Int, runner: String = "") throws -> State {
    let rules = try RuleSet(sources: [
      "a.rules": """
      /// Ways of telling.
      ruleset tales
      entity Hero in heroes up to 9 {
        name: Text, player: User, hp: Int 0..99 = 5, purse: Int 0..9999 = 5000, shy: Bool = false,
        patron: optional User = none, grudges: list of up to 9 Grudge = [], oaths: list of up to 9 Oath = [],
        fealty: optional Oath = none
      }
      record Grudge { weight: Int, against: optional Hero = none, oath: optional Oath = none }
      record Oath { weight: Int, to: Hero }
      record Turn { round: Int = 1, current: optional Hero = none }
      state { fare: Int = 0, turn: Turn = Turn() }
      conceal health: hp of h in heroes from viewer when h.player != viewer
      conceal patronage: patron of h in heroes from viewer when h.player != viewer
      conceal bashful: h in heroes from viewer as "a stranger" when h.shy and h.player != viewer telling "No."

      define half(h: Hero): Int is h.hp / 2
      define crowd(h: Hero): Int is count(heroes)

      action tease(actor: Hero, target: Hero, amount: Int = target.hp) {
        require yours: actor.player == user else "No."
        let weak = target.half
        require never: fare > weak else "{target} has {weak}, {actor.half} and {actor}."
      }
      action pay(actor: Hero, target: Hero) {
        require yours: actor.player == user else "No."
        spend all: 1000 + target.hp from actor.purse else "{needed} is too much for {actual}."
        do paid(actor, target, target.hp, target.half, actor)
      }
      event paid(actor: Hero, target: Hero, left: Int, half: Int, other: optional Hero)
        says "{actor} pays {target.name}: {left}, {half}, {actor.hp}, {actor.crowd}, {other|nobody}." {
        do told(left)
      }
      action poke(actor: Hero, target: Hero) {
        require yours: actor.player == user else "No."
        do poked(target, target.half)
      }
      define sourness(h: Hero): Int is sum(g in h.grudges: g.weight)
      define foes(h: Hero): Int is count(g in h.grudges where g.against exists)
      action sulk(actor: Hero, target: Hero) {
        require yours: actor.player == user else "No."
        do sulks(actor, target, actor.sourness, actor.foes)
      }
      event sulks(actor: Hero, target: Hero, weight: Int, foes: Int) says "{actor} sulks: {weight}, {foes}."
      define heavy(h: Hero): Int is count(g in h.grudges where g.oath exists and g.oath.weight > 3)
      action swear(actor: Hero, target: Hero) {
        require yours: actor.player == user else "No."
        do swears(actor, sum(o in actor.oaths: o.weight), count({o.to for o in actor.oaths}), actor.heavy)
        if actor.fealty exists { do kneels(actor, actor.fealty.weight) }
        do broods(actor, {g in actor.grudges where g.weight > 0}, count(g in actor.grudges where g.weight > 3))
      }
      event swears(actor: Hero, weight: Int, lords: Int, heavy: Int) says "{actor} swears: {weight}, {lords}, {heavy}."
      event kneels(actor: Hero, weight: Int) says "{actor} kneels: {weight}."
      event broods(actor: Hero, about: list of up to 9 Grudge, deep: Int) says "{actor} broods: {deep}."
      action hail(actor: Hero, who: User) {
        require yours: actor.player == user else "No."
        require other: actor.player != who else "No."
      }
      event poked(target: Hero, force: Int) {
        roll firm: 1d20 + target.hp
        roll soft: 1d6 + force
        roll plain: 2d4
        subtract firm.total + soft.total + plain.total from fare
      }
      event told(n: Int) says "It was {n} in round {turn.round}."
      """
    ])
    return try rules.state(
      json: """
        {"heroes": {
          "ana": {"name": "Ana", "player": "ana"}, "bob": {"name": "Bob", "player": "bob", "hp": \(hp)}\(runner)}}
        """)
  }

  private static func verdict(_ action: String, in state: State) -> Verdict {
    state.judge(
      state.request(
        json: #"{"action": "\#(action)", "arguments": {"actor": "ana", "target": "bob"}}"#, user: "ana", now: 0))
  }

  @Test func reasonsOfLetsDefinesAndDefaults() throws {
    let state = try Self.state(hp: 8)
    let verdict = Self.verdict("tease", in: state)
    #expect(verdict.reasons.map(\.message) == ["Bob has …, 2 and Ana."])
    #expect(verdict.reasons.allSatisfy { $0.needed == nil && $0.actual == 0 })
    #expect(verdict.reasons.first?.arguments == ["actor": "ana", "target": "bob"])
    #expect(verdict.truth.reasons.map(\.message) == ["Bob has 4, 2 and Ana."])
    #expect(verdict.json == Self.verdict("tease", in: try Self.state(hp: 20)).json)
  }

  @Test func costsAndArgumentsOfEvents() throws {
    let verdict = Self.verdict("pay", in: try Self.state(hp: 8))
    #expect(verdict.costs.isEmpty && verdict.truth.costs.map(\.amount) == [1008])
    #expect(verdict.events.map(\.message) == ["Ana pays Bob: …, …, 5, …, Ana.", "It was … in round 1."])
    #expect(verdict.events.first?.arguments == ["actor": "ana", "target": "bob", "other": "ana"])
    #expect(verdict.truth.events.map(\.message) == ["Ana pays Bob: 8, 4, 5, 2, Ana.", "It was 8 in round 1."])
  }

  @Test func diceThatAreDue() throws {
    let verdict = Self.verdict("poke", in: try Self.state(hp: 8))
    #expect(verdict.needs.map(\.dice) == ["…", "…", "2d4"])
    #expect(verdict.truth.needs.map(\.dice) == ["1d20 + 8", "1d6 + 4", "2d4"])
    #expect(verdict.outcome == .awaiting(verdict.needs))
  }

  @Test func countsTellNobodyThatThereIsMore() throws {
    let more = try Self.state(hp: 8, runner: #", "zoe": {"name": "Zoe", "player": "zoe", "shy": true}"#)
    #expect(Self.verdict("pay", in: more).json == Self.verdict("pay", in: try Self.state(hp: 8)).json)
  }

  /// A list of records is as long for everyone; to whom one of them refers is another matter.
  @Test func recordsAreToldButNotWhomTheyReferTo() throws {
    var state = try Self.state(hp: 8, runner: #", "zoe": {"name": "Zoe", "player": "zoe", "shy": true}"#)
    try state.edit([.set("/heroes/ana/grudges", [["weight": 3, "against": "zoe"], ["weight": 4, "against": nil]])])
    let verdict = Self.verdict("sulk", in: state)
    #expect(verdict.events.map(\.message) == ["Ana sulks: 7, …."])
    #expect(verdict.truth.events.map(\.message) == ["Ana sulks: 7, 1."])
  }

  /// A record with a plain reference is gone with its row, so whoever walks such a list counts rows; and a list that
  /// was picked from another tells of rows as that does.
  @Test func recordsThatNeedRowsAreNotTold() throws {
    var state = try Self.state(hp: 8, runner: #", "zoe": {"name": "Zoe", "player": "zoe", "shy": true}"#)
    try state.edit([
      .set("/heroes/ana/fealty", ["weight": 6, "to": "zoe"]),
      .set("/heroes/ana/oaths", [["weight": 3, "to": "zoe"], ["weight": 4, "to": "bob"]]),
      .set("/heroes/ana/grudges", [["weight": 5, "against": "zoe", "oath": ["weight": 9, "to": "zoe"]]]),
    ])
    let verdict = Self.verdict("swear", in: state)
    #expect(verdict.events.map(\.message) == ["Ana swears: …, …, ….", "Ana kneels: ….", "Ana broods: 1."])
    #expect(verdict.events.map(\.arguments) == [["actor": "ana"], ["actor": "ana"], ["actor": "ana", "deep": 1]])
    #expect(verdict.truth.events.map(\.message) == ["Ana swears: 7, 2, 1.", "Ana kneels: 6.", "Ana broods: 1."])
  }

  @Test func optionsNameNoUserOfAConcealedField() throws {
    let runner = #", "cai": {"name": "Cai", "player": "cai", "patron": "zoe"}"#
    let state = try Self.state(hp: 8, runner: runner)
    let given = try JSONReader().read(#"{"actor": "ana"}"#)
    func named(_ user: String) throws -> [String] {
      try state.options(user: user, action: "hail", given: given).actions.flatMap { $0.candidates.map(\.text) }
    }
    #expect(try named("ana") == ["ana", "bob", "cai"])
    #expect(try named("cai") == ["ana", "bob", "cai", "zoe"])
  }

  @Test func optionsAreToldApartByWhatIsShown() throws {
    func options(_ hp: Int) throws -> String {
      let state = try Self.state(hp: hp, runner: #", "cai": {"name": "Cai", "player": "cai", "hp": 8}"#)
      return try state.options(user: "ana", actor: "ana", action: "tease").json
    }
    #expect(try options(8) == options(30))
  }
}
