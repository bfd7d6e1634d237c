/// What there is to say about each diagnostic: what `rulesc explain CODE` prints and the documentation is made of.
package enum DiagnosticCatalogue {
  /// In the order of the stages that tell them.
  package static let entries: [DiagnosticEntry] =
    ParserCatalogue.entries + OverlayCatalogue.entries + CheckCatalogue.entries + BindingCatalogue.entries
    + LawCatalogue.entries + JudgementCatalogue.entries + LintCatalogue.entries + TestCatalogue.entries

  package static func entry(for code: DiagnosticCode) -> DiagnosticEntry? { byCode[code] }

  private static let byCode = Dictionary(entries.map { ($0.code, $0) }) { first, _ in first }
}
