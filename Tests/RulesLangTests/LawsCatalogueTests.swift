import TestKit
import Testing

@testable import RulesLang

/// The examples of all diagnostics about overlays, patterns, laws and lint.
@Suite struct LawsCatalogueTests {
  private static let entries =
    OverlayCatalogue.entries + BindingCatalogue.entries + LawCatalogue.entries + JudgementCatalogue.entries
    + LintCatalogue.entries

  @Test func everyFailingExampleHasItsDiagnosticAndNoOther() {
    for entry in Self.entries {
      let diagnostics = Compilation(SourceText.sources(entry.failing)).diagnostics
      #expect(diagnostics.map(\.code) == [entry.code])
    }
  }

  @Test func everyMendedExampleIsWithoutFault() {
    for entry in Self.entries {
      let diagnostics = Compilation(SourceText.sources(entry.mended)).diagnostics
      #expect(diagnostics.isEmpty, "\(entry.code.rawValue): \(diagnostics.map(\.message))")
    }
  }

  @Test func whatIsToldIsAsRecorded() throws {
    var outputs: [String: String] = [:]
    for entry in Self.entries {
      let compilation = Compilation(SourceText.sources(entry.failing))
      outputs[entry.code.rawValue] = DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
    }
    let problems = try GoldenSuite("laws-catalogue").problems(comparing: outputs)
    #expect(problems == [])
  }
}
