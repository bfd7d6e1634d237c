/// Entries of the diagnostics about characters, numbers and texts.
enum CharacterCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .unknownCharacter,
      """
      A character that means nothing in the language, or a sign of another one, such as `&&`, `!` or a semicolon.
      Words say it here: `and`, `or`, `not`; a statement ends where the next begins, and a comment starts with `//`.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          set actor.hp to 20;
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          set actor.hp to 20
        }
        """),
    DiagnosticEntry(
      .nameForm,
      """
      Names are made of letters and digits and start with a letter. Types other than units start with a capital and
      nothing else does, so that a reader sees at once which a word is.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define health_left(c: Creature): Int is c.hp
        invariant alive: all c in creatures: c.healthLeft >= 0
        """,
      mended: """
        define healthLeft(c: Creature): Int is c.hp
        invariant alive: all c in creatures: c.healthLeft >= 0
        """),
    DiagnosticEntry(
      .unitNeedsBlank,
      """
      A number and its unit are two words with a blank between them. Without it `5ft` could not be told from dice
      such as `2d6`.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          set actor.moved to 5ft
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          set actor.moved to 5 ft
        }
        """),
    DiagnosticEntry(
      .numberForm,
      """
      Numbers are whole and at most 9223372036854775807. There are no fractions: results would differ from machine
      to machine. Halves come from `/`, which rounds down, `divideUp`, or a smaller unit.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          set actor.hp to 7.5
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          set actor.hp to 15 / 2
        }
        """),
    DiagnosticEntry(
      .unclosedText,
      """
      A text begins and ends with `"` on one line; a drawing begins and ends with three of them, and has several
      lines.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 20 else "{actor} is well.
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 20 else "{actor} is well."
        }
        """),
    DiagnosticEntry(
      .textEscape,
      """
      In a text a brace begins or ends a hole, so one that is to be read is written `\\{` or `\\}`; likewise `\\"`
      and `\\\\`. Nothing else stands behind a `\\`.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 20 else "{actor} is well :}"
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 20 else "{actor} is well :\\}"
        }
        """),
    DiagnosticEntry(
      .messageHole,
      """
      A hole holds a name, a path or a call of these, and nothing that would have to be worked out: that is given a
      name with `let`. Behind `|` are the words for what is absent. Holes stand in messages only, not in names or
      the texts of tests.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          require actor.hp < 20 else "{actor} has {20 - actor.hp} to go."
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          let missing = 20 - actor.hp
          require actor.hp < 20 else "{actor} has {missing} to go."
        }
        """),
  ]
}
