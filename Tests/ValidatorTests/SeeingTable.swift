import RulesLang
import Testing
import Validator

/// A small table with something to hide: a goblin that its foes do not see, what it carries, and how hurt anyone is.
enum SeeingTable {
  static let text = """
    /// A table with something to hide.
    ruleset hideout
    unit ft

    enum Phase { live, paused }

    record Bond { to: Creature, strength: Int = 1 }
    record Vow { lord: Creature }

    entity Creature in creatures up to 20 {
      name: Text
      controller: User
      cell: Cell
      hidden: Bool = false
      hp: Int 0..99 = 9
      mount: optional Creature = none
      foes: set of Creature = {}
      order: list of up to 9 Creature = []
      bonds: list of up to 9 Bond = []
      vow: optional Vow = none
      actionsUsed: Int = 0
      moved: ft = 0 ft
    }

    entity Item in items up to 20 {
      owner: Creature
      charm: optional Item = none
    }

    entity Rune in runes up to 20 {
      item: Item
    }

    state {
      phase: Phase = live
      turn: optional Creature = none
      log: Int = 0
    }

    map {
      cell 5 ft
      distance equal
      terrain floor "."
      terrain wall "#" is solid, opaque
      place Creature at cell
    }

    budget actions(c: Creature): Int is 1, of which c.actionsUsed is used
    budget movement(c: Creature): ft is 30 ft, of which c.moved is used

    movement walk(mover: Creature) {
      step eight ways
      may enter cell c when not solid(c)
      may end on cell c when (no e in creaturesAt(c) where e != mover)
      cost 5 ft
    }

    conceal lurking: c in creatures from viewer as "someone"
      when c.hidden and c.controller != viewer
      telling "Something unseen is in the way."
    conceal health: hp of c in creatures from viewer when c.controller != viewer

    rule own for any action(actor: Creature) {
      require actor.controller == user else "{actor} is not yours."
    }

    rule inTime tags later for any action(actor: Creature) {
      require turn == none or turn == actor else "It is not {actor}'s turn."
    }

    action move(actor: Creature, path: Path) {
      require free: actor can follow path by walk else "The way is blocked."
      spend pace: cost(path, walk, actor) from actor.movement else "Too far: {needed} of {actual}."
      set actor.cell to path.end
    }

    action strike(actor: Creature, target: Creature) {
      require apart: actor != target else "That is {actor} itself."
      require near: distance(actor, target) <= 5 ft else "{target} is {actual} away."
      require tough: target.hp > 3 else "{target} with {target.hp} is too weak: {actual} against {needed}."
      spend act: 1 from actor.actions else "No action is left."
      do struck(actor, target, target.hp - 2)
    }

    action burst(actor: Creature, cell: Cell) {
      require crowd: count(creaturesAt(cell)) < 2 else "{count(creaturesAt(cell))} stand there."
      for each c in creatures where distance(c, actor) <= 10 ft and c != actor { do struck(actor, c, c.hp - 1) }
      do boom(cell, count(creatures))
    }

    action whisper(actor: Creature, target: Creature) by anyone {
      do whispered(actor, target)
    }

    action hide(actor: Creature) {
      set actor.hidden to true
      do vanished(actor)
    }

    event struck(actor: Creature, target: Creature, left: Int)
      says "{actor} strikes {target}, who has {left} of {target.hp} left." {
      set target.hp to left
    }

    event boom(cell: Cell, crowd: Int) says "A burst at {cell} among {count(creatures)}."

    event whispered(actor: Creature, target: Creature)
      says "{actor} whispers to {target}." to {actor.controller, target.controller}

    event vanished(c: Creature) tags loud says "{c} is gone."
    """

  static let rules: RuleSet? = {
    do throws(CompileFailure) {
      return try RuleSet(sources: ["a.rules": text])
    } catch {
      Issue.record(Comment(rawValue: error.diagnostics.map { "\($0)" }.joined(separator: "\n")))
      return nil
    }
  }()

  /// A state with aria and borin, and, where asked for, a goblin that only its player sees.
  static func state(goblin: Bool, hidden: Bool = true) throws -> State {
    let rules = try #require(rules)
    let wolf = goblin ? #""goblin""# : "null"
    let goblins = goblin ? #""goblin", "# : ""
    let both = goblin ? #"{"to": "goblin"}, "# : ""
    let vow = goblin ? #"{"lord": "goblin"}"# : "null"
    let row = """
      {"name": "Goblin", "controller": "gm", "cell": [2, 1], "hidden": \(hidden), "bonds": [{"to": "aria"}]}
      """
    let items =
      goblin
      ? #""ring": {"owner": "goblin"}, "thorn": {"owner": "aria", "charm": "ring"}"# : #""thorn": {"owner": "aria"}"#
    return try rules.state(
      json: """
        {"map": {"rows": ["......", "......", "......"]},
         "creatures": {
           "aria": {"name": "Aria", "controller": "ana", "cell": [1, 1], "mount": \(wolf), "foes": [\(goblins)"borin"],
                    "order": ["borin", \(goblins)"aria"], "bonds": [\(both){"to": "borin"}], "vow": \(vow)},
           "borin": {"name": "Borin", "controller": "bob", "cell": [2, 2], "hp": 3}
           \(goblin ? ",\"goblin\": \(row)" : "")},
         "items": {"axe": {"owner": "borin"\(goblin ? #", "charm": "ring""# : "")}
           , \(items)},
         "runes": {"bright": {"item": "axe"}\(goblin ? #","dark": {"item": "ring"}"# : "")}}
        """)
  }
}
