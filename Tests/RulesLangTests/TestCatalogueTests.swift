import TestKit
import Testing

@testable import RulesLang

/// The examples of the diagnostics about fixtures and tests.
@Suite struct TestCatalogueTests {
  private static let entries = TestCatalogue.entries

  @Test func everyFailingExampleHasItsDiagnosticAndNoOther() {
    for entry in Self.entries {
      let compilation = Compilation(SourceText.sources(entry.failing))
      let told = DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
      #expect(compilation.diagnostics.map(\.code) == [entry.code], "\(entry.code.rawValue) gives\n\(told)")
    }
  }

  @Test func everyMendedExampleIsWithoutFault() {
    for entry in Self.entries {
      let compilation = Compilation(SourceText.sources(entry.mended))
      let told = DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
      #expect(compilation.program != nil && told == "", "\(entry.code.rawValue), mended, gives\n\(told)")
    }
  }

  @Test func whatIsToldIsAsRecorded() throws {
    var outputs: [String: String] = [:]
    for entry in Self.entries {
      let compilation = Compilation(SourceText.sources(entry.failing))
      outputs[entry.code.rawValue] = DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
    }
    let problems = try GoldenSuite("test-catalogue").problems(comparing: outputs)
    #expect(problems == [])
  }

  @Test(arguments: DiagnosticCode.allCases)
  func everyCodeHasAnEntry(code: DiagnosticCode) {
    #expect(DiagnosticCatalogue.entry(for: code) != nil, "`\(code.rawValue)` has no entry in the catalogue")
  }
}
