/// Entries of the warnings.
enum LintCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .unlabelledRequirement,
      """
      Where an action, event or rule has several requirements, each needs a label. Waivers, overlays, tests and
      clients name it by that.
      """,
      failing: """
        ruleset example
        state { owner: User, open: Bool = true }
        action close() {
          require owner == user else "You do not own this."
          require isOpen: open else "It is closed."
        }
        """,
      mended: """
        ruleset example
        state { owner: User, open: Bool = true }
        action close() {
          require isOwner: owner == user else "You do not own this."
          require isOpen: open else "It is closed."
        }
        """),
    DiagnosticEntry(
      .constantRequirement,
      """
      A requirement that is met always, or never, whatever the state and the request are, hardly says what was
      meant. To forbid an action, write `require false`.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { hp: Int = 5 }
        action strike(actor: Creature) by anyone { require actor.hp > 3 or actor.hp <= 5 else "No." }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { hp: Int = 5 }
        action strike(actor: Creature) by anyone { require actor.hp > 3 else "No." }
        """),
    DiagnosticEntry(
      .testExpectsNothing,
      """
      A test that does something and looks at nothing passes whatever the rules say.
      """,
      failing: """
        ruleset example
        state { round: Int = 1 }
        action begin() by anyone { add 1 to round }
        --- example_test.rules
        fixture table {
          users ana
        }
        test "a round begins" {
          given table
          ana does begin()
        }
        """,
      mended: """
        ruleset example
        state { round: Int = 1 }
        action begin() by anyone { add 1 to round }
        --- example_test.rules
        fixture table {
          users ana
        }
        test "a round begins" {
          given table
          ana does begin()
          then round == 2
        }
        """),
    DiagnosticEntry(
      .printsConcealed,
      """
      A refusal is read by whoever asked, and the line of an event by all it goes to. A text that prints a
      concealed field tells it to those from whom it is concealed.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { name: Text, controller: User, hp: Int = 5 }
        conceal health: hp of c in creatures from viewer when c.controller != viewer
        action strike(actor: Creature, target: Creature) {
          require own: actor.controller == user else "You do not control {actor}."
          require alive: target.hp > 0 else "{target} has {target.hp}."
        }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { name: Text, controller: User, hp: Int = 5 }
        conceal health: hp of c in creatures from viewer when c.controller != viewer
        action strike(actor: Creature, target: Creature) {
          require own: actor.controller == user else "You do not control {actor}."
          require alive: target.hp > 0 else "{target} has fallen."
        }
        """),
    DiagnosticEntry(
      .concealsPlace,
      """
      Where something stands on the map is judged by fact, so the ways, sights and targets of others show it. What
      must not be seen is concealed as a row, not by its place alone.
      """,
      failing: """
        ruleset example
        unit ft
        entity Creature in creatures up to 10 { name: Text, controller: User, cell: Cell }
        map {
          cell 5 ft
          distance equal
          terrain floor "."
          place Creature at cell is solid
        }
        conceal spot: cell of c in creatures from viewer when c.controller != viewer
        """,
      mended: """
        ruleset example
        unit ft
        entity Creature in creatures up to 10 { name: Text, controller: User, cell: Cell }
        map {
          cell 5 ft
          distance equal
          terrain floor "."
          place Creature at cell is solid
        }
        conceal hidden: c in creatures from viewer as "someone" when c.controller != viewer
          telling "Something is in the way."
        """),
    DiagnosticEntry(
      .meaninglessTag,
      """
      A tag means something to whoever asks for it: a pattern such as `for any hostile event`, or the host, which
      hears `snapshot`, `turn`, `pause`, `resume`, `complete`, `outcome` and `rollback` of events. Of rules only
      `later` is read. A tag that nobody asks for was hardly meant.
      """,
      failing: """
        ruleset example
        state { round: Int = 1 }
        action begin() by anyone { do roundBegins() }
        event roundBegins() tags snapshots { add 1 to round }
        """,
      mended: """
        ruleset example
        state { round: Int = 1 }
        action begin() by anyone { do roundBegins() }
        event roundBegins() tags snapshot { add 1 to round }
        """),
    DiagnosticEntry(
      .unused,
      """
      What nothing uses is forgotten, or something else forgot to use it.
      """,
      failing: """
        ruleset example
        state { round: Int = 1 }
        define half(n: Int): Int is n / 2
        action begin() by anyone { add 1 to round }
        """,
      mended: """
        ruleset example
        state { round: Int = 1 }
        define half(n: Int): Int is n / 2
        action begin() by anyone { add half(2) to round }
        """),
  ]
}
