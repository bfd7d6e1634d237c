/// Entries of the diagnostics about defines, what bends them, budgets and consequences.
enum DeclarationCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .misplacedDefault, "Defaults are for what a request may leave out; a define is given all that it is of.",
      over: CheckCatalogue.creatures,
      failing: """
        define tough(c: Creature, least: Int = 5): Bool is c.hp >= least
        invariant strong: all c in creatures: tough(c, 5)
        """,
      mended: """
        define tough(c: Creature, least: Int): Bool is c.hp >= least
        invariant strong: all c in creatures: tough(c, 5)
        """),
    DiagnosticEntry(
      .badBudget, "A budget is a number of one row: how much there is to spend, and a counter of what is used.",
      over: CheckCatalogue.creatures,
      failing: "budget movement(c: Creature): Bool is c.hp > 0, of which c.moved is used",
      mended: "budget movement(c: Creature): ft is c.speed, of which c.moved is used"),
    DiagnosticEntry(
      .badCounter, "The counter is a field of the budget's own row, and counts what the budget counts.",
      over: CheckCatalogue.creatures,
      failing: "budget movement(c: Creature): ft is c.speed, of which c.hp is used",
      mended: "budget movement(c: Creature): ft is c.speed, of which c.moved is used"),
    DiagnosticEntry(
      .bendsNoNumber, "Raised, lowered, doubled and halved are numbers. Any value can have an `exception`.",
      over: CheckCatalogue.creatures,
      failing: """
        define awake(c: Creature): Bool is c.hp > 0
        adjust tired: awake(c) is halved when c.conditions has stunned
        invariant alert: all c in creatures: c.awake
        """,
      mended: """
        define awake(c: Creature): Bool is c.hp > 0
        exception tired: awake(c) is false when c.conditions has stunned
        invariant alert: all c in creatures: c.awake
        """),
    DiagnosticEntry(
      .openedParameters,
      """
      `host action opened` is done after every load of a state, without anyone asking for it, so nobody could give
      it an argument.
      """,
      failing: """
        ruleset example
        state { openings: Int = 0 }
        host action opened(times: Int) { add times to openings }
        """,
      mended: """
        ruleset example
        state { openings: Int = 0 }
        host action opened() { add 1 to openings }
        """),
    DiagnosticEntry(
      .holeInConceal,
      """
      What stands behind `as` and `telling` is read by those from whom a row is concealed. It says the same of every
      row and in every state, or one could tell by it what is concealed.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        conceal hidden: c in creatures from viewer as "someone fast as {c.speed}" when c.controller != viewer
          telling "Something is in the way."
        """,
      mended: """
        conceal hidden: c in creatures from viewer as "someone" when c.controller != viewer
          telling "Something is in the way."
        """),
    DiagnosticEntry(
      .unknownInsteadOf, "`instead of` names another adjustment, or another exception, of the same define.",
      over: CheckCatalogue.creatures,
      failing: """
        define pace(c: Creature): ft is c.speed
        adjust crawling: pace(c) is halved when c.conditions has prone
        adjust dazed: pace(c) is lowered by 10 ft when c.conditions has stunned instead of crawlin
        invariant slow: all c in creatures: c.pace <= 60 ft
        """,
      mended: """
        define pace(c: Creature): ft is c.speed
        adjust crawling: pace(c) is halved when c.conditions has prone
        adjust dazed: pace(c) is lowered by 10 ft when c.conditions has stunned instead of crawling
        invariant slow: all c in creatures: c.pace <= 60 ft
        """),
    DiagnosticEntry(
      .consequenceTable, "A consequence follows for rows of a table, each by itself; the condition says for which.",
      over: CheckCatalogue.creatures,
      failing: """
        consequence falls for each x in Condition as soon as count(creatures) == 0 do fell(x)
        event fell(x: Condition) says "All fell: {x}."
        """,
      mended: """
        consequence falls for each c in creatures as soon as c.hp == 0 do fell(c)
        event fell(c: Creature) says "{c} fell."
        """),
  ]
}
