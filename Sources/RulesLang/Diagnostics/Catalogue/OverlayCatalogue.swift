/// Entries of the diagnostics about overlays.
enum OverlayCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .missingRuleset,
      """
      Every rule set says what it is called, in its file `ruleset.rules`. Verdicts and snapshots carry the name.
      """,
      failing: """
        invariant sane: 1 < 2
        """,
      mended: """
        ruleset example
        invariant sane: 1 < 2
        """),
    DiagnosticEntry(
      .severalRulesets,
      """
      A rule set is named once. What lies over it is another rule set, in a directory of its own.
      """,
      failing: """
        ruleset example
        ruleset another
        """,
      mended: """
        ruleset example
        """),
    DiagnosticEntry(
      .overlayWithoutBase,
      """
      `extend` and `replace` change what another rule set declares. One that extends no other has nothing to
      change: there the declaration itself is changed.
      """,
      failing: """
        ruleset example
        state { round: Int = 1 }
        extend state { owner: User }
        """,
      mended: """
        ruleset example
        state { round: Int = 1, owner: User }
        """),
    DiagnosticEntry(
      .duplicateLayer,
      """
      Verdicts tell rule sets apart by their names, so an overlay is not called like what it lies over.
      """,
      failing: """
        ruleset example
        state { round: Int = 1 }
        --- house/ruleset.rules
        ruleset example extends ".."
        extend state { night: Bool = false }
        """,
      mended: """
        ruleset example
        state { round: Int = 1 }
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        extend state { night: Bool = false }
        """),
    DiagnosticEntry(
      .overlayUnknown,
      """
      An overlay changes what is there. What it names must be declared in a layer below it, with the same word; a
      labelled part must have that label.
      """,
      failing: """
        ruleset example
        define pace(round: Int): Int is 6 - round
        invariant slow: pace(1) <= 6
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        replace define pase(round: Int): Int is 4
        """,
      mended: """
        ruleset example
        define pace(round: Int): Int is 6 - round
        invariant slow: pace(1) <= 6
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        replace define pace(round: Int): Int is 4
        """),
    DiagnosticEntry(
      .overlayOwnLayer,
      """
      `extend` and `replace` are for what a lower layer has. What this layer declares is written as it is meant.
      """,
      failing: """
        ruleset example
        state { round: Int = 1 }
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        enum Mood { calm }
        extend enum Mood { angry }
        extend state { mood: Mood = calm }
        """,
      mended: """
        ruleset example
        state { round: Int = 1 }
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        enum Mood { calm, angry }
        extend state { mood: Mood = calm }
        """),
    DiagnosticEntry(
      .overlayTwice,
      """
      The order of texts means nothing, so a layer changes each thing once, adds only what is not there yet, and
      declares nothing that a layer below has.
      """,
      failing: """
        ruleset example
        state { round: Int = 1 }
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        extend state { round: Int = 0 }
        """,
      mended: """
        ruleset example
        state { round: Int = 1 }
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        extend state { firstRound: Int = 0 }
        """),
    DiagnosticEntry(
      .overlayParameters,
      """
      Others call a define, do an event and ask for an action by its parameters. What is put in its place keeps
      their names and types, and the type of its value.
      """,
      failing: """
        ruleset example
        define pace(round: Int): Int is 6 - round
        invariant slow: pace(1) <= 6
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        replace define pace(): Int is 4
        """,
      mended: """
        ruleset example
        define pace(round: Int): Int is 6 - round
        invariant slow: pace(1) <= 6
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        replace define pace(round: Int): Int is 4
        """),
    DiagnosticEntry(
      .overlayNotAMatch,
      """
      Arms can be added to a define whose value is one `match`. Any other is replaced, or bent by `adjust` and
      `exception`.
      """,
      failing: """
        ruleset example
        enum Size { small, large }
        define side(size: Size): Int is if size == large then 2 otherwise 1
        invariant wide: side(large) == 2
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        extend enum Size { colossal }
        extend side { colossal: 5 }
        """,
      mended: """
        ruleset example
        enum Size { small, large }
        define side(size: Size): Int is match size { small: 1, large: 2 }
        invariant wide: side(large) == 2
        --- house/ruleset.rules
        ruleset houseRules extends ".."
        extend enum Size { colossal }
        extend side { colossal: 5 }
        """),
  ]
}
