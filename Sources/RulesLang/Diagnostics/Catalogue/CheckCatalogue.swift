/// Entries of the diagnostics about names, types, data and declarations.
///
/// Most examples are a line or two over a schema that they share, so that they show nothing but the mistake.
enum CheckCatalogue {
  static let entries =
    NameCatalogue.entries + SchemaCatalogue.entries + DataCatalogue.entries + TypeCatalogue.entries
    + ExpressionCatalogue.entries + BlockCatalogue.entries + MapCatalogue.entries + DeclarationCatalogue.entries

  /// Creatures, and nothing else.
  static let creatures = """
    ruleset example
    unit ft
    enum Condition { prone, stunned }
    entity Creature in creatures up to 10 {
      name: Text
      controller: User
      hp: Int 0..20 = 10
      speed: ft = 30 ft
      moved: ft = 0 ft
      conditions: set of Condition = {}
      foe: optional Creature
    }

    """

  /// Creatures on a map.
  static let mapped = """
    ruleset example
    unit ft
    entity Creature in creatures up to 10 { name: Text, cell: Cell, moved: ft = 0 ft }
    entity Item in items up to 10 { name: Text, cell: optional Cell }
    map {
      cell 5 ft
      distance equal
      terrain floor "."
      terrain rubble "~" is difficult
      place Creature at cell
    }

    """
}

extension DiagnosticEntry {
  /// An example over a schema that it shares with others.
  init(_ code: DiagnosticCode, _ meaning: String, over schema: String, failing: String, mended: String) {
    self.init(code, meaning, failing: schema + failing, mended: schema + mended)
  }
}
