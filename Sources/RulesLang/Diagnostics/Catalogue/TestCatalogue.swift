/// Entries of the diagnostics about fixtures and tests.
enum TestCatalogue {
  static let entries = fixtures + drawings + tests + expectations

  /// A small game, and one fixture for it.
  static let game = """
    ruleset example
    unit ft
    record Turn { round: Int = 1, current: optional Creature }
    entity Creature in creatures up to 10 { name: Text, controller: User, cell: Cell, hp: Int 0..20 = 10 }
    state { turn: Turn }
    map {
      cell 5 ft
      distance equal
      terrain floor "."
      terrain wall "#" is solid, opaque
      place Creature at cell
    }
    movement walk(mover: Creature) {
      step eight ways
      may enter cell c when not solid(c)
      cost 5 ft
    }
    rule controlsActor for any action(actor: Creature) {
      require actor.controller == user else "You do not control {actor}."
    }
    action move(actor: Creature, path: Path) {
      require route: actor can follow path by walk else "{actor} cannot walk that way."
      require awake: actor.hp > 0 else "{actor} cannot move."
      set actor.cell to path.end
      do arrives(actor)
    }
    event arrives(who: Creature) { set turn.current to who }
    host action begins(round: Int) { set turn.round to round }
    action strike(actor: Creature, target: Creature) {
      roll damage: 1d6
      subtract damage.total from target.hp
    }

    """

  static let fixture = """
    fixture hall {
      users ana, gm
      map \"""
        .A.G
      \"""
      "A": Creature aria { name: "Aria", controller: ana }
      "G": Creature goblin { name: "Goblin", controller: gm }
    }

    """

  /// An example that differs in its fixture.
  private static func fixture(
    _ code: DiagnosticCode, _ meaning: String, failing: String, mended: String
  ) -> DiagnosticEntry {
    let opening = "--- game_test.rules\n"
    return DiagnosticEntry(code, meaning, over: game, failing: opening + failing, mended: opening + mended)
  }

  /// An example that differs in a test on the fixture.
  static func test(
    _ code: DiagnosticCode, _ meaning: String, failing: String, mended: String
  ) -> DiagnosticEntry {
    func whole(_ steps: String) -> String {
      let lines = steps.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  " + $0 }
      return "--- game_test.rules\n" + fixture + "test \"the hall\" {\n" + lines.joined(separator: "\n") + "\n}"
    }
    return DiagnosticEntry(code, meaning, over: game, failing: whole(failing), mended: whole(mended))
  }

  // MARK: Fixtures

  private static let fixtures = [
    fixture(
      .fixtureTwice,
      """
      A fixture has a name of its own, and in it each row and each user has one: a test says them without saying which
      they are.
      """,
      failing: """
        fixture hall {
          users ana
          Creature ana { name: "Ana", controller: ana, cell: (0, 0) }
        }
        """,
      mended: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell: (0, 0) }
        }
        """),
    fixture(
      .unknownEntity,
      """
      A row of a fixture is a row of an entity of the rule set.
      """,
      failing: """
        fixture hall {
          users ana
          Creatur aria { name: "Aria", controller: ana, cell: (0, 0) }
        }
        """,
      mended: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell: (0, 0) }
        }
        """),
    fixture(
      .unknownSetter,
      """
      A fixture, and `given` in a test, give values to fields that are declared: of the row's entity, of a record, or of
      the state.
      """,
      failing: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell: (0, 0), hitPoints: 7 }
        }
        """,
      mended: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell: (0, 0), hp: 7 }
        }
        """),
    fixture(
      .setTwice,
      """
      A field has one value.
      """,
      failing: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell: (0, 0), hp: 7, hp: 8 }
        }
        """,
      mended: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell: (0, 0), hp: 7 }
        }
        """),
    fixture(
      .nestedSetter,
      """
      Braces behind a name give values to the fields of a record. What is no record has no fields; its value stands behind
      a colon.
      """,
      failing: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell { x: 0, y: 0 } }
        }
        """,
      mended: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell: (0, 0) }
        }
        """),
    fixture(
      .notPlain,
      """
      A fixture says what there is before anything is worked out, so it gives plain values: literals, rows, users, and
      records, lists and sets of these.
      """,
      failing: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell: (0, 0), hp: max(3, 4) }
        }
        """,
      mended: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell: (0, 0), hp: 4 }
        }
        """),
    fixture(
      .missingValues,
      """
      A field without a default needs a value in every row: a state without it could not be made.
      """,
      failing: """
        fixture hall {
          users ana
          Creature aria { controller: ana }
        }
        """,
      mended: """
        fixture hall {
          users ana
          Creature aria { name: "Aria", controller: ana, cell: (0, 0) }
        }
        """),
  ]

  // MARK: Drawings

  private static let drawings = [
    fixture(
      .drawing,
      """
      A drawing shows the map row by row, all rows of one width, in the characters of the map's terrains and of the
      fixture's markers. A drawing of what is expected is as large as the fixture's.
      """,
      failing: """
        fixture hall {
          users ana
          map \"""
            .A.?
          \"""
          "A": Creature aria { name: "Aria", controller: ana }
        }
        """,
      mended: """
        fixture hall {
          users ana
          map \"""
            .A.#
          \"""
          "A": Creature aria { name: "Aria", controller: ana }
        }
        """),
    fixture(
      .marker,
      """
      A marker is one character that stands for a row in the drawing: drawn once, at the row's north-west cell, and for no
      terrain. The row's cell is where it is drawn.
      """,
      failing: """
        fixture hall {
          users ana
          map \"""
            ....
          \"""
          "A": Creature aria { name: "Aria", controller: ana }
        }
        """,
      mended: """
        fixture hall {
          users ana
          map \"""
            .A..
          \"""
          "A": Creature aria { name: "Aria", controller: ana }
        }
        """),
  ]

  // MARK: Tests

  private static let tests = [
    DiagnosticEntry(
      .testTwice,
      """
      Reports name a test by its title, and `rulesc test --filter` finds it by that.
      """,
      over: game,
      failing: "--- game_test.rules\n" + fixture + """
        test "the hall" {
          given hall
          then aria.hp == 10
        }
        test "the hall" {
          given hall
          then goblin.hp == 10
        }
        """,
      mended: "--- game_test.rules\n" + fixture + """
        test "Aria is well" {
          given hall
          then aria.hp == 10
        }
        test "the goblin is well" {
          given hall
          then goblin.hp == 10
        }
        """),
    test(
      .unknownFixture,
      """
      `given` names a fixture of the rule set, or of one that it extends.
      """,
      failing: """
        given hal
        then 1 == 1
        """,
      mended: """
        given hall
        then 1 == 1
        """),
    DiagnosticEntry(
      .secondFixture,
      """
      The rows and users of its fixture are names in a test from beginning to end, so a test has one fixture. It may be
      given again, which begins anew.
      """,
      over: game,
      failing: "--- game_test.rules\n" + fixture + """
        fixture empty {
          users ana
        }
        test "the hall" {
          given hall
          then aria.hp == 10
          given empty
          then turn.round == 1
        }
        """,
      mended: "--- game_test.rules\n" + fixture + """
        fixture empty {
          users ana
        }
        test "the hall" {
          given hall
          then aria.hp == 10
        }
        test "nobody" {
          given empty
          then turn.round == 1
        }
        """),
    test(
      .unknownUser,
      """
      Users are named by the fixture: `users ana, gm`. `host` stands for the server.
      """,
      failing: """
        given hall
        anna does move(aria, east 1)
        expect legal
        """,
      mended: """
        given hall
        ana does move(aria, east 1)
        expect legal
        """),
    test(
      .hostAction,
      """
      A host action is a fact that the server reports, such as a player who has left; no user can do one. All other actions
      are done by users.
      """,
      failing: """
        given hall
        ana does begins(2)
        expect legal
        """,
      mended: """
        given hall
        host does begins(2)
        expect legal
        """),
    test(
      .missingArguments,
      """
      What is done has a value for each parameter without a default. Events are expected with all their arguments.
      """,
      failing: """
        given hall
        ana does move(aria)
        expect legal
        """,
      mended: """
        given hall
        ana does move(aria, east 1)
        expect legal
        """),
    test(
      .surplusArgument,
      """
      Arguments stand in the order of the parameters, or behind their names: `move(actor: aria, path: east 1)`.
      """,
      failing: """
        given hall
        ana does move(aria, east 1, 30 ft)
        expect legal
        """,
      mended: """
        given hall
        ana does move(aria, east 1)
        expect legal
        """),
    test(
      .strayRoute,
      """
      A route such as `east 3 then south 1` starts where the one who moves stands, so it has a meaning only among the
      arguments of what is done.
      """,
      failing: """
        given hall
        then cost(east 1, walk, aria) == 5 ft
        """,
      mended: """
        given hall
        ana does move(aria, east 1)
        expect legal
        then aria.cell == (2, 0)
        """),
    test(
      .nothingDone,
      """
      `expect legal`, `expect illegal` and expected events are about what was done last.
      """,
      failing: """
        given hall
        expect legal
        ana does move(aria, east 1)
        """,
      mended: """
        given hall
        ana does move(aria, east 1)
        expect legal
        """),
    test(
      .testTable,
      """
      A table names its columns and has a value for each in every row. What is expected may be the last column; `expect`
      then names it. One table does not stand in another.
      """,
      failing: """
        given hall
        for each spot, result in [
          ((0, 0), legal),
          ((3, 0)),
        ] {
          given aria { cell: spot }
          ana does move(aria, east 1)
          expect result
        }
        """,
      mended: """
        given hall
        for each spot, result in [
          ((0, 0), legal),
          ((3, 0), illegal by move.route),
        ] {
          given aria { cell: spot }
          ana does move(aria, east 1)
          expect result
        }
        """),
  ]
}
