/// Entries of the diagnostics about statements and what they change.
enum BlockCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .notWritable,
      """
      What can be changed is a field of the state or of a row of an entity. Names, constants of kinds and what a
      define or a budget works out are not.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define health(c: Creature): Int is c.hp
        action rest(actor: Creature) by anyone { set actor.health to 20 }
        """,
      mended: """
        define health(c: Creature): Int is c.hp
        action rest(actor: Creature) by anyone { set actor.hp to 20 when actor.health > 0 }
        """),
    DiagnosticEntry(
      .wrongChange,
      "`add` is for numbers, sets and lists, `subtract` for numbers, `remove` for sets and lists; `set … "
        + "to …` is for all.",
      over: CheckCatalogue.creatures,
      failing: """
        action trip(target: Creature) by anyone { subtract prone from target.conditions }
        """,
      mended: """
        action rise(target: Creature) by anyone { remove prone from target.conditions }
        """),
    DiagnosticEntry(
      .unknownLift, "A waiver lifts a rule, a note, a waiver, or a requirement by its id, such as `attack.cost`.",
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone { set actor.hp to 20 }
        rule alive for rest(actor: Creature) { require actor.hp > 0 else "{actor} is dead." }
        waiver undead lifts alife for rest(actor: Creature) when actor.conditions has stunned
          because "{actor} is no more."
        """,
      mended: """
        action rest(actor: Creature) by anyone { set actor.hp to 20 }
        rule alive for rest(actor: Creature) { require actor.hp > 0 else "{actor} is dead." }
        waiver undead lifts alive for rest(actor: Creature) when actor.conditions has stunned
          because "{actor} is no more."
        """),
    DiagnosticEntry(
      .unknownLabel,
      "A requirement is lifted by its label. One that nothing has would lift nothing, and nobody would notice.",
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone { require alive: actor.hp > 0 else "{actor} is dead." }
        waiver undead lifts any action.alife for rest(actor: Creature) when actor.conditions has stunned
          because "So be it."
        """,
      mended: """
        action rest(actor: Creature) by anyone { require alive: actor.hp > 0 else "{actor} is dead." }
        waiver undead lifts any action.alive for rest(actor: Creature) when actor.conditions has stunned
          because "So be it."
        """),
    DiagnosticEntry(
      .liftsWhole, "What an action itself asks is lifted by label, one by one, so that nothing is lifted by accident.",
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone { require alive: actor.hp > 0 else "{actor} is dead." }
        waiver undead lifts rest for rest(actor: Creature) when actor.conditions has stunned because "So be it."
        """,
      mended: """
        action rest(actor: Creature) by anyone { require alive: actor.hp > 0 else "{actor} is dead." }
        waiver undead lifts rest.alive for rest(actor: Creature) when actor.conditions has stunned because "So be it."
        """),
    DiagnosticEntry(
      .liftsName, "`let x = … else \"…\"` gives a name its value. Lifted, there would be a name without one.",
      over: CheckCatalogue.creatures,
      failing: """
        action strike(actor: Creature) by anyone {
          let foe = actor.foe else "{actor} has no foe."
          require alive: foe.hp > 0 else "{foe} is dead."
        }
        waiver wild lifts strike.foe for strike(actor: Creature) when actor.conditions has stunned because "So be it."
        """,
      mended: """
        action strike(actor: Creature) by anyone {
          let foe = actor.foe else "{actor} has no foe."
          require alive: foe.hp > 0 else "{foe} is dead."
        }
        waiver wild lifts strike.alive for strike(actor: Creature) when actor.conditions has stunned because "So be it."
        """),
  ]
}
