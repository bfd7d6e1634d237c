/// The stable name of each kind of mistake: what `rulesc explain CODE`, the documentation and the golden tests go by.
///
/// Each code has an entry in ``DiagnosticCatalogue`` with a failing and a mended example, and a golden test of its whole text.
public enum DiagnosticCode: String, CaseIterable, Sendable, Hashable {
  // Lexer and parser
  case syntax
}
