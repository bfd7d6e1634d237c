/// Entries of the diagnostics about the form of types, declarations, maps and tests.
enum FormCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .missingType,
      """
      Fields, parameters, defines and budgets say their types behind a colon, so that a reader need not work them
      out.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define health(c: Creature) is c.hp
        invariant alive: all c in creatures: c.health > 0
        """,
      mended: """
        define health(c: Creature): Int is c.hp
        invariant alive: all c in creatures: c.health > 0
        """),
    DiagnosticEntry(
      .typeForm,
      """
      Types are written in words: `optional T`, `set of T`, `list of up to 40 T`, `Int 0..9 clamped`, `T for each
      K`. How many there may be stands before the element; elements are no collections.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        entity Party in parties up to 9 { members: [Creature] }
        """,
      mended: """
        entity Party in parties up to 9 { members: set of Creature }
        """),
    DiagnosticEntry(
      .missingClause,
      """
      A part is missing without which the declaration would say nothing, or too much: an entity's limit, a budget's
      counter, the condition of an exception, why a waiver lifts something.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        entity Door in doors { open: Bool = false }
        """,
      mended: """
        entity Door in doors up to 100 { open: Bool = false }
        """),
    DiagnosticEntry(
      .misplacedClause,
      """
      The parts of a declaration stand in one order, and some belong to some declarations only: `tags` before `says`
      and before the pattern, `says` in an event, `by anyone` in what a user asks for.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        event healed(c: Creature) says "{c} is well." tags snapshot { set c.hp to 20 }
        action rest(actor: Creature) by anyone {
          do healed(actor)
        }
        """,
      mended: """
        event healed(c: Creature) tags snapshot says "{c} is well." { set c.hp to 20 }
        action rest(actor: Creature) by anyone {
          do healed(actor)
        }
        """),
    DiagnosticEntry(
      .bendForm,
      """
      An adjustment bends a value (`raised by`, `lowered by`, `doubled`, `halved`, `at least`, `at most`), and many
      can hold together. An exception gives a value of its own instead. The two are told apart by their words.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define pace(c: Creature): ft is c.speed
        adjust held: pace(c) is 0 ft when c.conditions has stunned
        invariant known: all c in creatures: c.pace >= 0 ft
        """,
      mended: """
        define pace(c: Creature): ft is c.speed
        exception held: pace(c) is 0 ft when c.conditions has stunned
        invariant known: all c in creatures: c.pace >= 0 ft
        """),
    DiagnosticEntry(
      .patternForm,
      """
      What a rule binds is `for any action`, `for any TAG event`, `for any step`, or names; one parameter list at
      the end holds for all of them. `each x` names the elements of the set or list right before it.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          set actor.hp to 20
        }
        rule alive for any hostile(actor: Creature) { require actor.hp > 0 else "{actor} is dead." }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          set actor.hp to 20
        }
        rule alive for any action(actor: Creature) { require actor.hp > 0 else "{actor} is dead." }
        """),
    DiagnosticEntry(
      .overlayForm,
      """
      `replace` puts a declaration with a name, or a labelled `require`, `spend`, `roll` or `extra`, in the place of
      one below it. What has no name of its own is added to with `extend`.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        state { owner: User }
        --- house/ruleset.rules
        ruleset house extends ".."
        replace state { round: Int }
        """,
      mended: """
        state { owner: User }
        --- house/ruleset.rules
        ruleset house extends ".."
        extend state { round: Int = 1 }
        """),
    DiagnosticEntry(
      .mapForm,
      """
      A map has a size of its cells with a unit, a metric, terrains and what stands on it. A movement has one plain
      `cost`; everything that comes on top is an `extra` with a label, so that a path's price can be told in its
      parts.
      """,
      over: CheckCatalogue.mapped,
      failing: """
        movement walk(mover: Creature) {
          step eight ways
          cost base: 5 ft
        }
        """,
      mended: """
        movement walk(mover: Creature) {
          step eight ways
          cost 5 ft
        }
        """),
    DiagnosticEntry(
      .testForm,
      """
      Fixtures and tests stand in files whose names end in `_test.rules`. A fixture has `users`, a `map`, rows and
      fields; a test says what is given, who does what, and what is expected of it.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        --- example_test.rules
        fixture table {
          users ana
          aria: Creature { name: "Aria", controller: ana }
        }
        """,
      mended: """
        --- example_test.rules
        fixture table {
          users ana
          Creature aria { name: "Aria", controller: ana }
        }
        """),
  ]
}
