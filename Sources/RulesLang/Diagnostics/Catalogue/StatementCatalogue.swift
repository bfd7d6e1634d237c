/// Entries of the diagnostics about the form of statements.
enum StatementCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .missingElseMessage,
      """
      Every requirement and every spend says what a player reads when it is not met, behind `else`. It is the only
      text; needed and actual come from the condition itself.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 20
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 20 else "{actor} is well."
        }
        """),
    DiagnosticEntry(
      .misplacedWhen,
      """
      `when` stands at the end of a statement, before its `else`, and says under which condition the statement
      counts. It opens no block, and a `let` has none, since its name would mean nothing where the condition fails.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 20 else "{actor} is well." when actor.foe exists
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 20 when actor.foe exists else "{actor} is well."
        }
        """),
    DiagnosticEntry(
      .ifForm,
      """
      As a statement it is `if C { … } otherwise { … }`, as a value `if C then A otherwise B`. `else` is used for
      messages and for nothing else.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          if actor.hp < 20 { add 1 to actor.hp } else { set actor.moved to 0 ft }
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          if actor.hp < 20 { add 1 to actor.hp } otherwise { set actor.moved to 0 ft }
        }
        """),
    DiagnosticEntry(
      .forEachForm,
      """
      What is done for many is `for each x in xs`, as a statement, in a roll and in a consequence. It says by `in`
      what it goes through.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action restAll() by anyone {
          for c in creatures { set c.hp to 20 }
        }
        """,
      mended: """
        action restAll() by anyone {
          for each c in creatures { set c.hp to 20 }
        }
        """),
    DiagnosticEntry(
      .equalsSign,
      """
      `=` gives a name or a default, `==` compares, and `set … to …` changes. They look alike in other languages, so
      here they never stand for each other.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          require actor.hp = 20 else "{actor} is not well."
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          require actor.hp == 20 else "{actor} is not well."
        }
        """),
    DiagnosticEntry(
      .notAPlace,
      """
      What is set, added to, spent from or counted is a place: a path to a field, a list element or a budget. A call
      gives a value, which cannot be changed; a budget is spent from as `actor.movement`.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        budget movement(c: Creature): ft is c.speed, of which c.moved is used
        action rest(actor: Creature) by anyone {
          spend 5 ft from movement(actor) else "{actor} is tired."
        }
        """,
      mended: """
        budget movement(c: Creature): ft is c.speed, of which c.moved is used
        action rest(actor: Creature) by anyone {
          spend 5 ft from actor.movement else "{actor} is tired."
        }
        """),
    DiagnosticEntry(
      .diceForm,
      """
      A roll has a name and says what to throw: `roll toHit: 1d20 + 5`. `keep lowest` and `keep highest` stand right
      behind the dice, so that it is plain which are kept and what is added.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          roll healing: 2d6 + 3 keep highest
          add healing.total to actor.hp
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          roll healing: 2d6 keep highest + 3
          add healing.total to actor.hp
        }
        """),
  ]
}
