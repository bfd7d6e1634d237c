/// Entries of the diagnostics about the frame of a file: declarations, statements, names, brackets.
enum FrameCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .expectedDeclaration,
      """
      A file is a row of declarations, each of which opens with its word at the start of a line: `action`, `rule`,
      `define`, `entity` and so on. Statements stand inside an action, event or rule.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        require true else "Never."
        """,
      mended: """
        define alive(c: Creature): Bool is c.hp > 0
        invariant allAlive: all c in creatures: c.alive
        """),
    DiagnosticEntry(
      .expectedStatement,
      """
      A block is a row of statements, each of which opens with its word. A value alone changes nothing: `set`
      changes a place, `let` names a value.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          actor.hp = 20
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          set actor.hp to 20
        }
        """),
    DiagnosticEntry(
      .expectedName,
      """
      A name is due here: of what is declared, of a field behind a dot, or of what a word before it asks for.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          set actor.(hp) to 20
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          set actor.hp to 20
        }
        """),
    DiagnosticEntry(
      .reservedWord,
      """
      Some words mean something wherever they stand, so they cannot be bare names. Fields, labels and arguments may
      be called so, since a colon or a dot shows what is meant. In tests some more are reserved.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define hurt(from: Creature): Bool is from.hp < 20
        invariant well: no c in creatures where c.hurt
        """,
      mended: """
        define hurt(c: Creature): Bool is c.hp < 20
        invariant well: no c in creatures where c.hurt
        """),
    DiagnosticEntry(
      .unexpectedWord,
      """
      What was begun goes on in one way only, which the help shows. Something is missing before this word, or it
      belongs elsewhere.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          add 1 actor.hp
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          add 1 to actor.hp
        }
        """),
    DiagnosticEntry(
      .needsOwnLine,
      """
      Declarations, the items of a map, movement or fixture, and the steps of a test each start a line. That keeps
      long lists readable, and lets the compiler find its way behind a mistake.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        unit lb unit cp
        entity Load in loads up to 9 { weight: lb, value: cp }
        """,
      mended: """
        unit lb
        unit cp
        entity Load in loads up to 9 { weight: lb, value: cp }
        """),
    DiagnosticEntry(
      .missingSeparator,
      """
      Fields, cases and arms are parted by commas or line breaks, arguments and elements by commas, and every
      bracket is closed.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        entity Wound in wounds up to 9 { depth: Int source: optional Creature }
        """,
      mended: """
        entity Wound in wounds up to 9 { depth: Int, source: optional Creature }
        """),
    DiagnosticEntry(
      .unclosedBrace,
      """
      Every `{` has its `}`. A new declaration, or the end of the file, has come while a block was still open.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          if actor.hp < 20 {
            add 1 to actor.hp
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          if actor.hp < 20 {
            add 1 to actor.hp
          }
        }
        """),
    DiagnosticEntry(
      .strayBrace,
      """
      A `}` closes what a `{` opened, and a block belongs to `if`, `otherwise`, `for each`, or a declaration. There
      are no blocks that merely hold statements together.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        action rest(actor: Creature) by anyone {
          { set actor.hp to 20 }
        }
        """,
      mended: """
        action rest(actor: Creature) by anyone {
          set actor.hp to 20
        }
        """),
    DiagnosticEntry(
      .nestingTooDeep,
      """
      Things may stand in each other 64 levels deep, and a value may have 128 operations in a row. Nobody could read
      more; names for the parts help the reader as well.
      """,
      over: CheckCatalogue.creatures,
      failing: """
        define deep(c: Creature): Int is ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
        invariant alive: all c in creatures: c.deep > 0
        """,
      mended: """
        define deep(c: Creature): Int is (c.hp)
        invariant alive: all c in creatures: c.deep > 0
        """),
  ]
}
