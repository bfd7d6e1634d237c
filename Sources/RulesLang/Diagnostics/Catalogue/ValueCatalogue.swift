/// Entries of the diagnostics about the form of values and conditions.
enum ValueCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .expectedValue,
      """
      A value is due here: a name, a number, a text, a call, something in parentheses. What stands there begins
      none.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define total(c: Creature): Int is c.hp +
        invariant alive: all c in creatures: c.hp > 0
        """,
      mended: """
        define total(c: Creature): Int is c.hp + 1
        invariant alive: all c in creatures: c.total > 0
        """),
    DiagnosticEntry(
      .expectedOperator,
      """
      Two values stand one behind the other and nothing joins them, or something is left over at the end of a
      declaration.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define total(c: Creature): Int is c.hp 1
        invariant alive: all c in creatures: c.hp > 0
        """,
      mended: """
        define total(c: Creature): Int is c.hp + 1
        invariant alive: all c in creatures: c.total > 0
        """),
    DiagnosticEntry(
      .chainedComparison,
      """
      A comparison has two sides. `1 < x < 5` would compare an answer with a number; two comparisons joined with
      `and` say what is meant.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        invariant bounded: all c in creatures: 0 <= c.hp <= 20
        """,
      mended: """
        invariant bounded: all c in creatures: 0 <= c.hp and c.hp <= 15
        """),
    DiagnosticEntry(
      .mixedAndOr,
      """
      Readers do not agree whether `and` or `or` binds more closely, so parentheses say it wherever both stand side
      by side.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        invariant fit: all c in creatures: c.hp > 0 and c.foe exists or c.speed > 0 ft
        """,
      mended: """
        invariant fit: all c in creatures: (c.hp > 0 and c.foe exists) or c.speed > 0 ft
        """),
    DiagnosticEntry(
      .needsParentheses,
      """
      A quantifier (`some`, `no`, `all`), an `if` and an `otherwise` reach to the end of their value. Beside other
      operators they stand in parentheses, so that their reach is never in doubt.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        invariant calm: all c in creatures: c.hp > 0 and no e in creatures where e.foe == c
        """,
      mended: """
        invariant calm: all c in creatures: c.hp > 0 and (no e in creatures where e.foe == c)
        """),
    DiagnosticEntry(
      .conditionForm,
      """
      Conditions have fixed forms: `some x in xs where …`, `no x in xs where …`, `all x in xs: …`, `xs has any {…}`,
      `not x in xs`, `x exists`, `x == y`. `is` defines and compares nothing.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        invariant calm: all c in creatures: c.foe is none
        """,
      mended: """
        invariant calm: all c in creatures: c.foe == none
        """),
    DiagnosticEntry(
      .otherwiseForm,
      """
      `otherwise` gives what holds for all other cases, and stands last: as `otherwise: VALUE` among the arms of a
      `match`, and as `otherwise VALUE` without a colon among keys.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        state { slots: Int for each 1..9 = {1: 4, otherwise: 0} }
        """,
      mended: """
        state { slots: Int for each 1..9 = {1: 4, otherwise 0} }
        """),
    DiagnosticEntry(
      .aggregateForm,
      """
      Each function over a collection says what it needs: `sum(x in xs: e)`, `next(x in xs after y where p)`,
      `sorted(x in xs by e)`; `count`, `first` and `last` take a condition only.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define total(c: Creature): Int is sum(e in creatures where e.foe == c)
        invariant alive: all c in creatures: c.hp > 0
        """,
      mended: """
        define total(c: Creature): Int is sum(e in creatures where e.foe == c: e.hp)
        invariant alive: all c in creatures: c.total >= 0
        """),
  ]
}
