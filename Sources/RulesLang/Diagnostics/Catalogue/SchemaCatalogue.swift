/// Entries of the diagnostics about types of fields, bounds, defaults, records and keyed values.
enum SchemaCatalogue {
  static let entries = types + bounds + records + keys

  private static let types: [DiagnosticEntry] = [
    DiagnosticEntry(
      .notStored,
      """
      A field keeps what lasts. A path comes with a request and is gone with it; a kind is constant, so it cannot
      refer to users or rows of the state.
      """,
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { route: Path }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { goal: optional Cell }
        """),
    DiagnosticEntry(
      .elementType,
      "Sets hold single values that can be told apart: no records, dice or truth values. Lists hold records too.",
      failing: """
        ruleset example
        record Affliction { rounds: Int }
        entity Creature in creatures up to 10 { afflictions: set of up to 5 Affliction = {} }
        """,
      mended: """
        ruleset example
        record Affliction { rounds: Int }
        entity Creature in creatures up to 10 { afflictions: list of up to 5 Affliction = [] }
        """),
    DiagnosticEntry(
      .notFinite,
      "`T for each K` keeps a value for every K, so that K is an enum, a kind or a small range of numbers.",
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { slots: Int for each Text = {1: 2, otherwise 0} }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { slots: Int for each 1..9 = {1: 2, otherwise 0} }
        """),
    DiagnosticEntry(
      .emptyEnum, "An enum without cases has no values, so nothing could be of it.",
      failing: """
        ruleset example
        enum Size { }
        entity Creature in creatures up to 10 { size: Size }
        """,
      mended: """
        ruleset example
        enum Size { small, large }
        entity Creature in creatures up to 10 { size: Size }
        """),
    DiagnosticEntry(
      .tableLimit,
      "Everything is bounded: a table says how many rows it may have, 1 to 1,000,000, a rule set has at most 253 "
        + "entities, and a map has 64 marks.",
      failing: """
        ruleset example
        entity Creature in creatures up to 0 { name: Text }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 500 { name: Text }
        """),
    DiagnosticEntry(
      .recordCycle,
      "A record is a value and holds its fields in itself, so it cannot hold itself, not through another "
        + "record either.",
      failing: """
        ruleset example
        record Effect { strength: Int, next: optional Effect }
        entity Creature in creatures up to 10 { effects: list of up to 5 Effect = [] }
        """,
      mended: """
        ruleset example
        record Effect { strength: Int }
        entity Creature in creatures up to 10 { effects: list of up to 5 Effect = [] }
        """),
  ]

  private static let bounds: [DiagnosticEntry] = [
    DiagnosticEntry(
      .misplacedBounds,
      "Bounds belong to what holds a value: fields and parameters. `clamped` is for fields, where sums "
        + "stop at the bounds.",
      over: CheckCatalogue.creatures,
      failing: """
        action hurt(target: Creature, amount: Int 1..10 clamped) by anyone { subtract amount from target.hp }
        """,
      mended: """
        action hurt(target: Creature, amount: Int 1..10) by anyone { subtract amount from target.hp }
        """),
    DiagnosticEntry(
      .emptyBounds, "The lower bound stands first, and no set has fewer than 0 elements.",
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { hp: Int 20..0 }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { hp: Int 0..20 }
        """),
    DiagnosticEntry(
      .notConstant,
      "Defaults, limits and bounds of fields are worked out when the rules compile, so they read nothing of the state.",
      failing: """
        ruleset example
        state { round: Int = 1 }
        entity Creature in creatures up to 10 { born: Int = round }
        """,
      mended: """
        ruleset example
        state { round: Int = 1 }
        entity Creature in creatures up to 10 { born: Int = 1 }
        """),
    DiagnosticEntry(
      .outOfBounds, "A constant keeps the bounds of the field or parameter it is for.",
      failing: """
        ruleset example
        entity Creature in creatures up to 10 { hp: Int 0..20 = 30 }
        """,
      mended: """
        ruleset example
        entity Creature in creatures up to 10 { hp: Int 0..20 = 20 }
        """),
  ]

  private static let records: [DiagnosticEntry] = [
    DiagnosticEntry(
      .notRecord,
      "Rules make values of records only. Rows of entities come from the host, rows of kinds from their data.",
      over: CheckCatalogue.creatures,
      failing: """
        action summon(actor: Creature) by anyone { set actor.foe to Creature(name: "Wolf") }
        """,
      mended: """
        action challenge(actor: Creature, whom: Creature) by anyone { set actor.foe to whom }
        """),
    DiagnosticEntry(
      .missingFields, "A record value names all fields that have no default.",
      failing: """
        ruleset example
        enum Condition { prone, stunned }
        record Affliction { condition: Condition, rounds: Int = 1 }
        entity Creature in creatures up to 10 { worst: optional Affliction }
        action trip(target: Creature) by anyone { set target.worst to Affliction(rounds: 2) }
        """,
      mended: """
        ruleset example
        enum Condition { prone, stunned }
        record Affliction { condition: Condition, rounds: Int = 1 }
        entity Creature in creatures up to 10 { worst: optional Affliction }
        action trip(target: Creature) by anyone { set target.worst to Affliction(condition: prone) }
        """),
    DiagnosticEntry(
      .missingLabel, "The fields of a record are given by name, so that a reader knows what is what.",
      failing: """
        ruleset example
        record Turn { round: Int, phase: Int }
        state { turn: Turn = Turn(1, 2) }
        """,
      mended: """
        ruleset example
        record Turn { round: Int, phase: Int }
        state { turn: Turn = Turn(round: 1, phase: 2) }
        """),
  ]

  private static let keys: [DiagnosticEntry] = [
    DiagnosticEntry(
      .notKeyed, "`x[key]` is for what is declared `T for each K`. An element of a list or set is found by `first(…)`.",
      over: CheckCatalogue.creatures,
      failing: "invariant strong: all c in creatures: c.hp[1] > 0",
      mended: "invariant strong: all c in creatures: c.hp > 0"),
    DiagnosticEntry(
      .keyOutOfRange,
      """
      An index always finds a value, so a number used as a key, or given where bounds are promised, must be seen in
      the text to lie within them: a constant, or what comes from a field or parameter with bounds.
      """,
      failing: """
        ruleset example
        entity Mage in mages up to 10 { slots: Int 0..4 for each 1..9 = {1: 2, otherwise 0} }
        action cast(actor: Mage, level: Int) by anyone {
          spend slot: 1 from actor.slots[level] else "No slot is left."
        }
        """,
      mended: """
        ruleset example
        entity Mage in mages up to 10 { slots: Int 0..4 for each 1..9 = {1: 2, otherwise 0} }
        action cast(actor: Mage, level: Int 1..9) by anyone {
          spend slot: 1 from actor.slots[level] else "No slot is left."
        }
        """),
    DiagnosticEntry(
      .missingKeys, "A keyed value has a value for each key; `otherwise` says it for all that are not named.",
      failing: """
        ruleset example
        entity Mage in mages up to 10 { slots: Int for each 1..3 = {1: 4, 2: 2} }
        """,
      mended: """
        ruleset example
        entity Mage in mages up to 10 { slots: Int for each 1..3 = {1: 4, 2: 2, otherwise 0} }
        """),
    DiagnosticEntry(
      .duplicateKey, "A key has one value, and a set has each element once.",
      failing: """
        ruleset example
        entity Mage in mages up to 10 { slots: Int for each 1..3 = {1: 4, 1: 2, otherwise 0} }
        """,
      mended: """
        ruleset example
        entity Mage in mages up to 10 { slots: Int for each 1..3 = {1: 4, 2: 2, otherwise 0} }
        """),
  ]
}
