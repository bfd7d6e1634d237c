/// Entries of the diagnostics about the map and movements.
enum MapCatalogue {
  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .duplicateItem,
      "The map says each thing once, and so does a movement; what comes on top of a cost is an `extra`.",
      over: CheckCatalogue.mapped,
      failing: """
        movement walk(mover: Creature) {
          step eight ways
          cost 5 ft
          cost 10 ft
        }
        """,
      mended: """
        movement walk(mover: Creature) {
          step eight ways
          cost 5 ft
          extra rubble: 5 ft into cell c when difficult(c)
        }
        """),
    DiagnosticEntry(
      .missingItem,
      "A map says how long a cell is, how distance counts and what the ground is; a movement its steps and cost.",
      over: CheckCatalogue.mapped,
      failing: """
        movement walk(mover: Creature) {
          step eight ways
        }
        """,
      mended: """
        movement walk(mover: Creature) {
          step eight ways
          cost 5 ft
        }
        """),
    DiagnosticEntry(
      .unknownMetric,
      "Distance counts a diagonal step as one cell (`equal`), or every second one as two (`alternating`).",
      failing: """
        ruleset example
        unit ft
        map {
          cell 5 ft
          distance euclid
          terrain floor "."
        }
        """,
      mended: """
        ruleset example
        unit ft
        map {
          cell 5 ft
          distance alternating
          terrain floor "."
        }
        """),
    DiagnosticEntry(
      .cellSize, "All lengths of the map are counted in the unit of its cells, so a cell measures a number of a unit.",
      failing: """
        ruleset example
        unit ft
        map {
          cell 0 ft
          distance equal
          terrain floor "."
        }
        """,
      mended: """
        ruleset example
        unit ft
        map {
          cell 5 ft
          distance equal
          terrain floor "."
        }
        """),
    DiagnosticEntry(
      .terrainCharacter, "In a drawing each cell is one character; a blank and `*` have a meaning of their own.",
      failing: """
        ruleset example
        unit ft
        map {
          cell 5 ft
          distance equal
          terrain floor ".."
        }
        """,
      mended: """
        ruleset example
        unit ft
        map {
          cell 5 ft
          distance equal
          terrain floor "."
        }
        """),
    DiagnosticEntry(
      .placeNeedsCell,
      "Where something stands is a cell of the map, so the field that says it is a `Cell` or `optional Cell`.",
      failing: """
        ruleset example
        unit ft
        entity Creature in creatures up to 10 { spot: Int }
        map {
          cell 5 ft
          distance equal
          terrain floor "."
          place Creature at spot
        }
        """,
      mended: """
        ruleset example
        unit ft
        entity Creature in creatures up to 10 { spot: Cell }
        map {
          cell 5 ft
          distance equal
          terrain floor "."
          place Creature at spot
        }
        """),
    DiagnosticEntry(
      .movementMover, "A movement is of somebody who stands on the map: its one parameter.",
      over: CheckCatalogue.mapped,
      failing: """
        movement walk() {
          step eight ways
          cost 5 ft
        }
        """,
      mended: """
        movement walk(mover: Creature) {
          step eight ways
          cost 5 ft
        }
        """),
  ]
}
