/// Entries of the diagnostics about the form of a text.
enum ParserCatalogue {
  static let entries =
    CharacterCatalogue.entries + FrameCatalogue.entries + StatementCatalogue.entries + ValueCatalogue.entries
    + FormCatalogue.entries
}
