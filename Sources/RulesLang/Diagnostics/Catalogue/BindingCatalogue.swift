/// Entries of the diagnostics about patterns.
enum BindingCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .patternFitsNothing,
      """
      A rule that binds nothing asks nothing, and nobody would notice. A pattern fits what has all its parameters,
      by name and type, and the tag it asks for.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { controller: User }
        rule controlsActor for any action(actor: Creature) {
          require actor.controller == user else "You do not control that."
        }
        rule once for any hostyle action { require false else "Peace holds." }
        action strike(actor: Creature) tags hostile { }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { controller: User }
        rule controlsActor for any action(actor: Creature) {
          require actor.controller == user else "You do not control that."
        }
        rule once for any hostile action { require false else "Peace holds." }
        action strike(actor: Creature) tags hostile { }
        """),
    DiagnosticEntry(
      .patternDoesNotFit,
      """
      What a pattern names is a promise: the parameter list behind the names holds for each of them, by name and
      type.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { controller: User }
        rule controlsActor for strike, rest(actor: Creature) {
          require actor.controller == user else "You do not control that."
        }
        action strike(actor: Creature) { }
        action rest(who: Creature) { require who.controller == user else "You do not control that." }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { controller: User }
        rule controlsActor for strike, rest(actor: Creature) {
          require actor.controller == user else "You do not control that."
        }
        action strike(actor: Creature) { }
        action rest(actor: Creature) { }
        """),
  ]
}
