import TestKit
import Testing

@testable import RulesLang

/// The examples of all diagnostics about names, types, data and declarations.
@Suite struct CheckCatalogueTests {
  @Test func everyFailingExampleHasItsDiagnosticAndNoOther() {
    for entry in CheckCatalogue.entries {
      let compilation = Compilation(SourceText.sources(entry.failing))
      let told = DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
      #expect(compilation.diagnostics.map(\.code) == [entry.code], "\(entry.code.rawValue) gives\n\(told)")
    }
  }

  @Test func everyMendedExampleIsWithoutFault() {
    for entry in CheckCatalogue.entries {
      let compilation = Compilation(SourceText.sources(entry.mended))
      let told = DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
      #expect(compilation.program != nil && told == "", "\(entry.code.rawValue), mended, gives\n\(told)")
    }
  }

  @Test func whatIsToldIsAsRecorded() throws {
    var outputs: [String: String] = [:]
    for entry in CheckCatalogue.entries {
      let compilation = Compilation(SourceText.sources(entry.failing))
      outputs[entry.code.rawValue] = DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
    }
    let problems = try GoldenSuite("check-catalogue").problems(comparing: outputs)
    #expect(problems == [])
  }
}
