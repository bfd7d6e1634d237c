import Foundation
import RulesLang
import Testing
import Validator

/// What can be done in a small skirmish, and why the rest cannot.
struct OptionsTests {
  private static let text = """
    /// A skirmish of one page.
    ruleset small
    unit ft

    enum Phase { live, paused }

    entity Creature in creatures up to 20 {
      name: Text
      controller: User
      cell: Cell
      hp: Int 0..99 = 5
      actionsUsed: Int = 0
      moved: ft = 0 ft
    }

    state {
      phase: Phase = live
    }

    map {
      cell 5 ft
      distance equal
      terrain floor "."
      terrain wall "#" is solid, opaque
      place Creature at cell
    }

    budget actions(c: Creature): Int is 1, of which c.actionsUsed is used
    budget movement(c: Creature): ft is 10 ft, of which c.moved is used

    movement walk(mover: Creature) {
      step four ways
      may enter cell c when not solid(c)
      cost 5 ft
    }

    rule controlsActor for any action(actor: Creature) {
      require actor.controller == user else "You do not control {actor}."
    }

    rule live for any action {
      require phase == live else "The game is {phase}."
    }

    action move(actor: Creature, path: Path) {
      require route: actor can follow path by walk else "{actor} cannot walk that way."
      spend pace: cost(path, walk, actor) from actor.movement else "That costs {needed}; {actor} has {actual} left."
      set actor.cell to path.end
    }

    action attack(actor: Creature, target: Creature, hard: Bool = false) {
      spend cost: 1 from actor.actions else "{actor} has no action left."
      require other: target != actor else "{actor} cannot strike itself."
      require reach: distance(actor, target) <= 5 ft else "{target} is {actual} away; {actor} reaches {needed}."
      subtract 1 from target.hp
    }

    action rest(actor: Creature) {
      require hurt: actor.hp < 5 else "{actor} is not hurt."
      set actor.hp to 5
    }

    action shout(actor: Creature, words: Text) {
      require alive: actor.hp > 0 else "{actor} cannot shout."
    }

    action wait(actor: Creature, rounds: Int) {
      require much: rounds > 3 else "Too short."
    }
    """

  private let rules: RuleSet
  private let state: State

  init() throws {
    rules = try RuleSet(sources: ["small.rules": Self.text])
    state = try rules.state(
      json: """
        {"map": {"rows": ["....", ".##.", "...."]}, "creatures": {
          "aria": {"name": "Aria", "controller": "ana", "cell": [0, 0]},
          "goblin": {"name": "Goblin", "controller": "gm", "cell": [1, 0]},
          "orc": {"name": "Orc", "controller": "gm", "cell": [3, 2]}}}
        """)
  }

  private func text(_ availability: Options.Availability) -> String {
    switch availability {
    case .enabled: return "yes"
    case .unsure: return "unsure"
    case .disabled(let obstacle): return text(obstacle)
    }
  }

  private func text(_ obstacle: Options.Obstacle) -> String {
    switch obstacle.why {
    case .noCandidates: return "none"
    case .shared(let reasons): return reasons.map { "\($0.rule): \($0.message)" }.joined(separator: " ")
    case .counts(let counts):
      return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
  }

  @Test func everyActionTellsWhetherItCanBeDone() throws {
    let options = try state.options(user: "ana", actor: "aria")
    #expect(
      options.actions.map { "\($0.action) \(text($0.availability))" } == [
        "attack yes", "move yes", "rest rest.hurt: Aria is not hurt.", "shout yes", "wait unsure",
      ])
  }

  @Test func whatHoldsForAllIsToldOnce() throws {
    let options = try state.options(user: "gm", actor: "aria")
    let message = "controlsActor: You do not control Aria."
    #expect(options.actions.prefix(2).map { text($0.availability) } == [message, message])
    #expect(text(options.actions[2].availability) == "rest.hurt: Aria is not hurt. " + message)
    #expect(text(options.actions[4].availability) == message)
  }

  @Test func eachCandidateTellsWhyNot() throws {
    let options = try state.options(user: "ana", actor: "aria", action: "attack")
    let attack = try #require(options.actions.first)
    #expect(attack.parameter == "target")
    #expect(
      attack.candidates.map { "\($0.text): \(text($0.availability))" } == [
        "Aria: attack.other: Aria cannot strike itself.", "Goblin: yes",
        "Orc: attack.reach: Orc is 15 ft away; Aria reaches 5 ft.",
      ])
    let next = try state.options(user: "ana", actor: "aria", action: "attack", given: ["target": "goblin"])
    #expect(next.actions[0].parameter == "hard")
    #expect(next.actions[0].candidates.map { $0.value } == [nil, false, true])
    let whole = try state.options(
      user: "ana", actor: "aria", action: "attack", given: ["target": "orc", "hard": true])
    #expect(whole.actions[0].parameter == nil)
    #expect(text(whole.actions[0].availability) == "attack.reach: Orc is 15 ft away; Aria reaches 5 ft.")
  }

  @Test func destinationsComeCheapestFirst() throws {
    let options = try state.options(user: "ana", actor: "aria", action: "move")
    let move = options.actions[0]
    #expect(move.isOpen)
    #expect(
      move.candidates.map { "\($0.text) \($0.cost ?? 0) \($0.availability == .enabled)" } == [
        "(1, 0) 5 true", "(0, 1) 5 true", "(2, 0) 10 true", "(0, 2) 10 true",
      ])
  }

  @Test func whereNoWayCanBePaidTheCheapestTellsWhy() throws {
    var tired = state
    try tired.edit([.set("/creatures/aria/moved", 10)])
    let move = try tired.options(user: "ana", actor: "aria", action: "move").actions[0]
    #expect(move.candidates.map(\.text) == ["(1, 0)"])
    #expect(text(move.candidates[0].availability) == "move.pace: That costs 5 ft; Aria has 0 ft left.")
    #expect(move.availability == .unsure)
  }

  @Test(arguments: [
    """
    spend pace: cost(actor.walked(path), walk, actor) from actor.movement else "{needed}"
    require far: cost(path, walk, actor) <= actor.movement
    """,
    """
    let halt = actor.halt(path)
    let way = if halt exists then path.before(halt) otherwise path
    let far = cost(way, walk, actor)
    require whole: cost(path, walk, actor) <= actor.movement when halt exists else "{needed}"
    spend pace: far from actor.movement
    """,
    "require pace: actor.movement >= cost(path, walk, actor)",
  ])
  func waysThatMayBeCutShortArePaidForToTheirEnd(payment: String) throws {
    let text = Self.text.replacingOccurrences(
      of: "spend pace: cost(path, walk, actor) from actor.movement", with: payment)
    let rules = try RuleSet(sources: [
      "small.rules": text,
      "walked.rules": """
        define halt(c: Creature, path: Path): optional Step is
          first(s in path.steps where (some e in creatures where e != c and adjacent(s.here, e)))
        define walked(c: Creature, path: Path): Path is
          if c.halt(path) exists then (path.before(c.halt(path)) otherwise path) otherwise path
        """,
    ])
    var cut = try rules.state(json: state.json)
    func ends() throws -> [String] {
      try cut.options(user: "ana", actor: "aria", action: "move").actions[0].candidates.map { candidate in
        "\(candidate.text) \(candidate.availability == .enabled)"
      }
    }
    #expect(try ends() == ["(1, 0) true", "(0, 1) true", "(2, 0) true", "(0, 2) true"])
    try cut.edit([.set("/creatures/aria/moved", 10)])
    #expect(try ends() == ["(1, 0) false"])
  }

  /// What is paid on one way of an `if` alone is no bound on the other.
  @Test func nothingIsTooFarWhereOnlySomePay() throws {
    let text = Self.text.replacingOccurrences(
      of: "spend pace: cost(path, walk, actor) from actor.movement else",
      with: "if phase != paused { spend pace: cost(path, walk, actor) from actor.movement else"
    ).replacingOccurrences(of: "has {actual} left.\"", with: "has {actual} left.\" }")
    let rules = try RuleSet(sources: [
      "small.rules": text,
      "quiet.rules": #"waiver quiet lifts live for any action because "Who would mind?""#,
    ])
    var state = try rules.state(json: self.state.json)
    try state.edit([.set("/phase", "paused")])
    let move = try state.options(user: "ana", actor: "aria", action: "move").actions[0]
    #expect(move.candidates.filter { $0.availability == .enabled }.count == 9)
  }

  @Test func nothingIsTooFarWhereNobodyPays() throws {
    let free = try RuleSet(sources: [
      "small.rules": Self.text,
      "free.rules": """
        waiver free lifts move.pace for move(actor: Creature, path: Path) when phase == paused
          because "Nobody counts steps."
        waiver quiet lifts live for any action because "Who would mind?"
        """,
    ])
    var state = try free.state(json: self.state.json)
    func ends() throws -> [String] {
      try state.options(user: "ana", actor: "aria", action: "move").actions[0].candidates
        .filter { $0.availability == .enabled }.map(\.text)
    }
    #expect(try ends() == ["(1, 0)", "(0, 1)", "(2, 0)", "(0, 2)"])
    try state.edit([.set("/phase", "paused")])
    #expect(try ends().count == 9)
  }

  @Test func reasonsThatDifferAreCounted() throws {
    var tired = state
    try tired.edit([.set("/creatures/goblin/cell", [2, 2])])
    let options = try tired.options(user: "ana", actor: "aria", action: "attack")
    #expect(text(options.actions[0].availability) == "attack.other 1, attack.reach 2")
  }

  @Test func whatTheBudgetDoesNotReachIsUnsure() throws {
    let options = try state.options(user: "ana", actor: "aria", action: "attack", budget: 1)
    #expect(options.actions[0].candidates.map { text($0.availability) }.contains("unsure"))
  }

  private func problems(_ body: () throws(OptionsFailure) -> Options) -> [String] {
    do {
      _ = try body()
      return []
    } catch {
      return error.problems
    }
  }

  @Test func whatIsNotThereIsTold() {
    #expect(
      problems { () throws(OptionsFailure) in try state.options(user: "ana", actor: "arya") }
        == ["there is nobody `arya` who could act"])
    #expect(
      problems { () throws(OptionsFailure) in try state.options(user: "ana", action: "atack") }
        == ["there is no action `atack`: did you mean `attack`?"])
    #expect(
      problems { () throws(OptionsFailure) in
        try state.options(user: "ana", actor: "aria", action: "attack", given: ["target": "orcc", "tarhet": 1])
      } == [
        "target: there is no `orcc` in creatures: did you mean `orc`?",
        "tarhet: attack has no such parameter, or one before it is not given",
      ])
  }
}

/// A spell on someone or on a place: sets without elements are tried as well.
struct EmptySetOptionsTests {
  private static let text = """
    /// A spell of one page.
    ruleset small
    unit ft

    enum Rune { fire, ice }

    entity Creature in creatures up to 20 {
      name: Text
      cell: Cell
    }

    map {
      cell 5 ft
      distance equal
      terrain floor "."
      place Creature at cell
    }

    action burst(actor: Creature, targets: set of up to 3 Creature, each target, point: optional Point) by anyone {
      require area: count(targets) == 0 else "A burst is cast on a place."
      require placed: point exists else "Where?"
    }

    action touch(actor: Creature, targets: set of 1..3 Creature, runes: set of 0..1 Rune) by anyone {
      require plain: count(runes) == 0 else "No runes."
    }

    action pair(actor: Creature, targets: list of 2..3 Creature) by anyone {
      require plain: count(targets) == 3 else "Three."
    }
    """

  private let state: State

  init() throws {
    state = try RuleSet(sources: ["small.rules": Self.text]).state(
      json: """
        {"map": {"rows": [".."]}, "creatures": {
          "aria": {"name": "Aria", "cell": [0, 0]}, "goblin": {"name": "Goblin", "cell": [1, 0]}}}
        """)
  }

  private func told(_ action: Options.Action) -> [String] {
    action.candidates.map { candidate in
      switch candidate.availability {
      case .enabled: "\(candidate.text): yes"
      case .unsure: "\(candidate.text): unsure"
      case .disabled: "\(candidate.text): no"
      }
    }
  }

  @Test func whatIsCastOnAPlaceIsCastOnNobody() throws {
    let burst = try state.options(user: "ana", actor: "aria", action: "burst").actions[0]
    #expect(burst.availability == .enabled)
    #expect(told(burst) == ["Aria: no", "Goblin: no", "nothing: yes"])
    #expect(burst.candidates[2].value == [])
    let places = try state.options(user: "ana", actor: "aria", action: "burst", given: ["targets": []]).actions[0]
    #expect(places.parameter == "point")
    #expect(told(places) == ["nothing: no"] + places.candidates.dropFirst().map { "\($0.text): yes" })
  }

  @Test func boundsTellWhetherNoneWillDo() throws {
    let touch = try state.options(user: "ana", actor: "aria", action: "touch").actions[0]
    #expect(told(touch) == ["Aria: yes", "Goblin: yes"])
    let runes = try state.options(user: "ana", actor: "aria", action: "touch", given: ["targets": ["aria"]]).actions[0]
    #expect(told(runes) == ["fire: no", "ice: no", "nothing: yes"])
    #expect(try state.options(user: "ana", actor: "aria", action: "pair").actions[0].candidates.isEmpty)
  }
}
