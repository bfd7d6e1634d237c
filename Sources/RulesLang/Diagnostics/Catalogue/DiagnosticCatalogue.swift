/// What there is to say about each diagnostic: `rulesc explain CODE` and `docs/diagnostics.md` are made from it.
package enum DiagnosticCatalogue {
  /// In the order of the stages that find them.
  package static let entries =
    ParserCatalogue.entries + OverlayCatalogue.entries + CheckCatalogue.entries + BindingCatalogue.entries
    + LawCatalogue.entries + JudgementCatalogue.entries + LintCatalogue.entries

  /// The entry of a code; each has one, which a test ensures.
  package static func entry(for code: DiagnosticCode) -> DiagnosticEntry? { byCode[code] }

  private static let byCode = Dictionary(entries.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
