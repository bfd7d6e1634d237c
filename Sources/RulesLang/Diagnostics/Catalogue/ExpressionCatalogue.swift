/// Entries of the diagnostics about single forms of expressions.
enum ExpressionCatalogue {
  static let entries = calls + choices + readings

  private static let calls: [DiagnosticEntry] = [
    DiagnosticEntry(
      .argumentCount, "A call gives an argument for each parameter; `x.f(y)` is `f(x, y)`.",
      over: CheckCatalogue.creatures,
      failing: """
        define near(a: Creature, b: Creature): Bool is a.foe == b
        invariant apart: all c in creatures: not near(c)
        """,
      mended: """
        define near(a: Creature, b: Creature): Bool is a.foe == b
        invariant apart: all c in creatures: not near(c, c)
        """),
    DiagnosticEntry(
      .strayLabel, "Arguments go by their place; only record values, and some built-in functions, have labels.",
      over: CheckCatalogue.creatures,
      failing: """
        define weak(c: Creature): Bool is c.hp < 5
        invariant strong: no c in creatures where weak(c: c)
        """,
      mended: """
        define weak(c: Creature): Bool is c.hp < 5
        invariant strong: no c in creatures where weak(c)
        """),
    DiagnosticEntry(
      .misplacedAt,
      "`X at CELL` is X as if it stood there, for a function of the map alone: it is no value to keep or compare.",
      over: CheckCatalogue.mapped,
      failing: """
        define lonely(c: Creature): Bool is count(c at (0, 0)) == 0
        invariant together: no c in creatures where c.lonely
        """,
      mended: """
        define lonely(c: Creature): Bool is distance(c at (0, 0), c) > 5 ft
        invariant together: no c in creatures where c.lonely
        """),
    DiagnosticEntry(
      .noMap,
      "Distance, sight, areas and movements are of a map: how long a cell is, what is solid, what stands on it.",
      over: CheckCatalogue.creatures,
      failing: "invariant close: all a in creatures: adjacent(a, a)",
      mended: "invariant close: all a in creatures: a == a"),
    DiagnosticEntry(
      .notPlaced, "Functions of the map ask where something stands. The map says it by `place Creature at cell`.",
      over: CheckCatalogue.mapped,
      failing: "invariant close: all i in items: (all c in creatures: adjacent(i, c))",
      mended: "invariant close: all i in items where i.cell exists: (all c in creatures: adjacent(i.cell, c))"),
  ]

  private static let choices: [DiagnosticEntry] = [
    DiagnosticEntry(
      .matchMissing,
      "`match` says something for each case of its enum, so that a case that is added later is not forgotten.",
      over: CheckCatalogue.creatures,
      failing: """
        define price(x: Condition): ft is match x { prone: 15 ft }
        invariant cheap: all x in Condition: price(x) <= 30 ft
        """,
      mended: """
        define price(x: Condition): ft is match x { prone: 15 ft, stunned: 30 ft }
        invariant cheap: all x in Condition: price(x) <= 30 ft
        """),
    DiagnosticEntry(
      .matchUnreachable, "Each case has one arm: a second one would never be reached.",
      over: CheckCatalogue.creatures,
      failing: """
        define price(x: Condition): ft is match x { prone: 15 ft, stunned: 30 ft, prone: 5 ft }
        invariant cheap: all x in Condition: price(x) <= 30 ft
        """,
      mended: """
        define price(x: Condition): ft is match x { prone: 15 ft, stunned: 30 ft }
        invariant cheap: all x in Condition: price(x) <= 30 ft
        """),
    DiagnosticEntry(
      .matchNeedsEnum, "`match` tells the cases of an enum apart. For other values there is `if … then … otherwise …`.",
      over: CheckCatalogue.creatures,
      failing: """
        define state(c: Creature): Int is match c.hp { otherwise: 1 }
        invariant fit: all c in creatures: c.state > 0
        """,
      mended: """
        define state(c: Creature): Int is if c.hp > 5 then 2 otherwise 1
        invariant fit: all c in creatures: c.state > 0
        """),
    DiagnosticEntry(
      .rollNotCertain, "A roll with a `when` may not be made. Whether it was is asked with `is rolled`.",
      over: CheckCatalogue.creatures,
      failing: """
        action strike(actor: Creature, target: Creature) by anyone {
          roll damage: 1d6 when target.hp > 0
          subtract damage.total from target.hp
        }
        """,
      mended: """
        action strike(actor: Creature, target: Creature) by anyone {
          roll damage: 1d6 when target.hp > 0
          if damage is rolled { subtract damage.total from target.hp }
        }
        """),
    DiagnosticEntry(
      .rollWithoutElement,
      "`roll save for each t in targets` throws for each, so that a result is one of somebody: `save[t]`.",
      over: CheckCatalogue.creatures,
      failing: """
        action blast(targets: set of 1..3 Creature) by anyone {
          roll damage for each t in targets: 1d6
          for each t in targets { subtract damage.total from t.hp }
        }
        """,
      mended: """
        action blast(targets: set of 1..3 Creature) by anyone {
          roll damage for each t in targets: 1d6
          for each t in targets { subtract damage[t].total from t.hp }
        }
        """),
  ]

  private static let readings: [DiagnosticEntry] = [
    DiagnosticEntry(
      .notReadHere,
      """
      Who asks, when, and for what is known in blocks, waivers and notes. A define is the same for whoever reads it:
      it gets them as arguments.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define mine(c: Creature): Bool is c.controller == user
        action rest(actor: Creature) by anyone { set actor.hp to 20 when actor.mine }
        """,
      mended: """
        define belongs(c: Creature, u: User): Bool is c.controller == u
        action rest(actor: Creature) by anyone { set actor.hp to 20 when belongs(actor, user) }
        """),
    DiagnosticEntry(
      .nowInConsequence,
      """
      In a consequence the clock stands only as `now >= E`, and only where time can but make the condition true: by
      itself, with `and`, `or` and `some`, in what `all` and `then` ask for. So the state knows when it will be time.
      """,
      failing: """
        ruleset example
        state { deadline: s = 90 s, isLate: Bool = false }
        consequence late as soon as deadline - now < 10 s do warned()
        event warned() { set isLate to true }
        """,
      mended: """
        ruleset example
        state { deadline: s = 90 s, isLate: Bool = false }
        consequence late as soon as now >= deadline - 10 s do warned()
        event warned() { set isLate to true }
        """),
    DiagnosticEntry(
      .notShown,
      "A message shows values that a player can read: numbers, texts, cases, things with a name, and lists of them.",
      failing: """
        ruleset example
        record Turn { round: Int = 1 }
        state { turn: Turn }
        action end() by anyone { require turn.round > 3 else "Not yet: {turn}." }
        """,
      mended: """
        ruleset example
        record Turn { round: Int = 1 }
        state { turn: Turn }
        action end() by anyone { require turn.round > 3 else "Not yet: round {turn.round}." }
        """),
    DiagnosticEntry(
      .noSides,
      """
      `{needed}` and `{actual}` are the right and the left side of the comparison that failed, or what a spend asks
      for and finds. Where it is not certain that a comparison failed they say nothing, nor where `!=` failed: its two
      sides are then the same value.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 5 or actor.conditions has stunned else "{actor} has {actual} left."
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 5 or actor.conditions has stunned else "{actor} has {actor.hp} left."
        }
        """),
  ]
}
