/// Entries of the diagnostics about names: what is not known, and what is there twice.
enum NameCatalogue {
  static let entries = twice + values + others

  private static let twice: [DiagnosticEntry] = [
    DiagnosticEntry(
      .duplicateName,
      "All files share their names, so a name is declared once; and within a block it means one thing.",
      over: CheckCatalogue.creatures,
      failing: """
        define weak(c: Creature): Bool is c.hp < 5
        define weak(c: Creature): Bool is c.hp < 8
        invariant strong: no c in creatures where c.weak
        """,
      mended: """
        define weak(c: Creature): Bool is c.hp < 5
        define hurt(c: Creature): Bool is c.hp < 8
        invariant strong: no c in creatures where c.weak or c.hurt
        """),
    DiagnosticEntry(
      .duplicateLabel,
      "Waivers, overlays, tests and clients find a requirement by its label, so each label of a block stands once.",
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          require alive: actor.hp > 0 else "{actor} is dead."
          require alive: not actor.conditions has stunned else "{actor} is stunned."
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          require alive: actor.hp > 0 else "{actor} is dead."
          require awake: not actor.conditions has stunned else "{actor} is stunned."
        }
        """),
    DiagnosticEntry(
      .builtinName,
      "What is built in keeps its name: a define of the same name would be asked for by the same words.",
      over: CheckCatalogue.creatures,
      failing: """
        define count(c: Creature): Int is c.hp
        invariant alive: all c in creatures: c.count > 0
        """,
      mended: """
        define health(c: Creature): Int is c.hp
        invariant alive: all c in creatures: c.health > 0
        """),
    DiagnosticEntry(
      .fieldAndDefine,
      """
      `c.hp` and `hp(c)` are the same thing, so that a field can become a define and no use of it changes. Therefore a
      type cannot have a field and a define of one name.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define hp(c: Creature): Int is 5
        invariant alive: all c in creatures: c.hp > 0
        """,
      mended: """
        define health(c: Creature): Int is c.hp + 5
        invariant alive: all c in creatures: c.health > 0
        """),
  ]

  private static let values: [DiagnosticEntry] = [
    DiagnosticEntry(
      .unknownName,
      """
      A name is one that stands in the same block (a parameter, a `let`, what a quantifier binds) or one of the rule
      set: a field of the state, a table, a define.
      """,
      over: CheckCatalogue.creatures,
      failing: "invariant alive: all c in creatures: d.hp > 0",
      mended: "invariant alive: all c in creatures: c.hp > 0"),
    DiagnosticEntry(
      .unknownCase,
      "An enum has the cases that it declares. A bare case is understood where its enum is expected.",
      over: CheckCatalogue.creatures,
      failing: "invariant standing: no c in creatures where c.conditions has prome",
      mended: "invariant standing: no c in creatures where c.conditions has prone"),
    DiagnosticEntry(
      .unknownRow,
      "The rows of a kind are those of its data table, and `weapons.club` names one of them.",
      failing: """
        ruleset example
        kind Weapon in weapons from "data/weapons.json" { heavy: Bool }
        invariant light: not weapons.clab.heavy
        --- data/weapons.json
        {"club": {"heavy": false}}
        """,
      mended: """
        ruleset example
        kind Weapon in weapons from "data/weapons.json" { heavy: Bool }
        invariant light: not weapons.club.heavy
        --- data/weapons.json
        {"club": {"heavy": false}}
        """),
    DiagnosticEntry(
      .unknownMember,
      "Behind a dot stands a field of what is before it, a part that is built in, or a define that takes it.",
      over: CheckCatalogue.creatures,
      failing: "invariant alive: all c in creatures: c.hitpoints > 0",
      mended: "invariant alive: all c in creatures: c.hp > 0"),
    DiagnosticEntry(
      .unknownFunction,
      "What is called is a define, a budget or a function that is built in. Events are done by `do`, and "
        + "have no value.",
      over: CheckCatalogue.creatures,
      failing: """
        define healthy(c: Creature): Bool is c.hp > 5
        invariant fit: all c in creatures: heathy(c)
        """,
      mended: """
        define healthy(c: Creature): Bool is c.hp > 5
        invariant fit: all c in creatures: healthy(c)
        """),
    DiagnosticEntry(
      .bareFunction,
      "A define with parameters has a value only of something: `c.healthy` or `healthy(c)`.",
      over: CheckCatalogue.creatures,
      failing: """
        define healthy(c: Creature): Bool is c.hp > 5
        invariant fit: all c in creatures: healthy
        """,
      mended: """
        define healthy(c: Creature): Bool is c.hp > 5
        invariant fit: all c in creatures: c.healthy
        """),
  ]

  private static let others: [DiagnosticEntry] = [
    DiagnosticEntry(
      .unknownType,
      "A type is built in (`Int`, `Text`, `Cell`, …) or declared: an enum, a record, an entity, a kind.",
      over: CheckCatalogue.creatures,
      failing: """
        define weak(c: Creatur): Bool is c.hp < 5
        invariant strong: no c in creatures where c.hp == 0
        """,
      mended: """
        define weak(c: Creature): Bool is c.hp < 5
        invariant strong: no c in creatures where c.weak
        """),
    DiagnosticEntry(
      .typeAsValue,
      "Of types only the name of an enum is a value: the collection of its cases. The rows of an entity are its table.",
      over: CheckCatalogue.creatures,
      failing: "invariant peopled: count(Creature) > 0",
      mended: "invariant peopled: count(creatures) > 0"),
    DiagnosticEntry(
      .unknownUnit,
      "A unit is a number type of its own, and is declared: `unit ft`. Only `s`, seconds, is built in.",
      over: CheckCatalogue.creatures,
      failing: "invariant slow: all c in creatures: c.speed <= 60 feet",
      mended: "invariant slow: all c in creatures: c.speed <= 60 ft"),
    DiagnosticEntry(
      .unknownNote,
      "`noted WORD` asks whether a note of that word binds; the words are those that the notes of the rule set say.",
      over: CheckCatalogue.creatures,
      failing: """
        action strike(actor: Creature) by anyone {
          roll toHit: if noted hindered then 1d12 otherwise 1d20
          subtract toHit.total from actor.hp
        }
        note lying: hampered for strike(actor: Creature) when actor.conditions has prone because "{actor} lies."
        """,
      mended: """
        action strike(actor: Creature) by anyone {
          roll toHit: if noted hampered then 1d12 otherwise 1d20
          subtract toHit.total from actor.hp
        }
        note lying: hampered for strike(actor: Creature) when actor.conditions has prone because "{actor} lies."
        """),
    DiagnosticEntry(
      .unknownEvent,
      "`do` does an event. An action is what a user asks for, and is not done by another: what both share is an event.",
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone { do heals(actor) }
        event healed(c: Creature) { set c.hp to 20 }
        """,
      mended: """
        action rest(actor: Creature) by anyone { do healed(actor) }
        event healed(c: Creature) { set c.hp to 20 }
        """),
    DiagnosticEntry(
      .unknownAction,
      "A pattern names actions and events that are declared.",
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone { set actor.hp to 20 }
        rule alive for reste(actor: Creature) { require actor.hp > 0 else "{actor} is dead." }
        """,
      mended: """
        action rest(actor: Creature) by anyone { set actor.hp to 20 }
        rule alive for rest(actor: Creature) { require actor.hp > 0 else "{actor} is dead." }
        """),
    DiagnosticEntry(
      .unknownTag,
      "What is left out by its tag must be tagged somewhere, or nothing would be left out and nobody would notice.",
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone tags calm { set actor.hp to 20 }
        action dash(actor: Creature) by anyone { set actor.moved to 0 ft }
        rule alive for any action(actor: Creature) but not any clam action {
          require actor.hp > 0 else "{actor} is dead."
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone tags calm { set actor.hp to 20 }
        action dash(actor: Creature) by anyone { set actor.moved to 0 ft }
        rule alive for any action(actor: Creature) but not any calm action {
          require actor.hp > 0 else "{actor} is dead."
        }
        """),
    DiagnosticEntry(
      .unknownMovement,
      "`can follow path by WAY` and `cost(path, WAY, actor)` name a movement that is declared.",
      over: CheckCatalogue.mapped,
      failing: """
        movement walk(mover: Creature) {
          step eight ways
          cost 5 ft
        }
        action move(actor: Creature, path: Path) by anyone {
          require route: actor can follow path by wolk else "{actor} cannot walk there."
          set actor.cell to path.end
        }
        """,
      mended: """
        movement walk(mover: Creature) {
          step eight ways
          cost 5 ft
        }
        action move(actor: Creature, path: Path) by anyone {
          require route: actor can follow path by walk else "{actor} cannot walk there."
          set actor.cell to path.end
        }
        """),
    DiagnosticEntry(
      .unknownTable,
      "`conceal` hides rows of a table of the state, or a field of them.",
      over: CheckCatalogue.creatures,
      failing: "conceal health: hp of c in creature from viewer when c.controller != viewer",
      mended: "conceal health: hp of c in creatures from viewer when c.controller != viewer"),
  ]
}
