/// Entries of the diagnostics about the data tables of kinds.
enum DataCatalogue {
  private static let weapons = """
    ruleset example
    enum Property { heavy, light }
    kind Weapon in weapons from "data/weapons.json" { damage: Dice, properties: set of Property = {} }
    --- data/weapons.json

    """

  static let entries: [DiagnosticEntry] = [
    DiagnosticEntry(
      .dataFileMissing,
      "A kind is read from a file of its rule set; the path goes from the directory that holds `ruleset.rules`.",
      failing: """
        ruleset example
        kind Weapon in weapons from "data/weapon.json" { heavy: Bool }
        --- data/weapons.json
        {"club": {"heavy": false}}
        """,
      mended: """
        ruleset example
        kind Weapon in weapons from "data/weapons.json" { heavy: Bool }
        --- data/weapons.json
        {"club": {"heavy": false}}
        """),
    DiagnosticEntry(
      .dataSyntax, "A data table is strict JSON: no comments, no commas at the end, no key twice.", over: weapons,
      failing: """
        {"club": {"damage": "1d4"},}
        """,
      mended: """
        {"club": {"damage": "1d4"}}
        """),
    DiagnosticEntry(
      .dataType,
      "A value in a data table is of its field's type. Dice and cases are texts, units plain numbers, sets lists.",
      over: weapons,
      failing: """
        {"club": {"damage": 4}}
        """,
      mended: """
        {"club": {"damage": "1d4"}}
        """),
    DiagnosticEntry(
      .dataRowName,
      "Rows are named in the rules, `weapons.greatAxe`, so their names are written like names of the rules.",
      over: weapons,
      failing: """
        {"great-axe": {"damage": "1d12"}}
        """,
      mended: """
        {"greatAxe": {"damage": "1d12"}}
        """),
    DiagnosticEntry(
      .dataUnknownField,
      "A row has the fields of its kind and no others: a misspelt one would silently have its default.",
      over: weapons,
      failing: """
        {"club": {"damage": "1d4", "propertys": ["light"]}}
        """,
      mended: """
        {"club": {"damage": "1d4", "properties": ["light"]}}
        """),
    DiagnosticEntry(
      .dataMissingField, "A row gives a value for each field that has no default.", over: weapons,
      failing: """
        {"club": {"properties": ["light"]}}
        """,
      mended: """
        {"club": {"damage": "1d4", "properties": ["light"]}}
        """),
    DiagnosticEntry(
      .dataDice,
      "Dice are written as in rules: how many, `d`, how many sides; then perhaps `keep`, then a number to add.",
      over: weapons,
      failing: """
        {"club": {"damage": "d4"}}
        """,
      mended: """
        {"club": {"damage": "1d4"}}
        """),
    DiagnosticEntry(
      .dataUnknownCase, "A text that stands for a case, a row or a key is the name of one.", over: weapons,
      failing: """
        {"club": {"damage": "1d4", "properties": ["lihgt"]}}
        """,
      mended: """
        {"club": {"damage": "1d4", "properties": ["light"]}}
        """),
    DiagnosticEntry(
      .dataRepeated, "A set has each element once.", over: weapons,
      failing: """
        {"club": {"damage": "1d4", "properties": ["light", "light"]}}
        """,
      mended: """
        {"club": {"damage": "1d4", "properties": ["light"]}}
        """),
  ]
}
