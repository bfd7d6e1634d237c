import TestKit
import Testing

@testable import RulesLang

/// The examples of all diagnostics about the form of a text.
@Suite struct ParserCatalogueTests {
  private func told(_ compilation: Compilation) -> String {
    DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
  }

  @Test func everyFailingExampleHasItsDiagnosticAndNoOther() {
    for entry in ParserCatalogue.entries {
      let compilation = Compilation(SourceText.sources(entry.failing))
      #expect(compilation.diagnostics.map(\.code) == [entry.code], "\(entry.code.rawValue) gives\n\(told(compilation))")
    }
  }

  @Test func everyMendedExampleIsWithoutFault() {
    for entry in ParserCatalogue.entries {
      let compilation = Compilation(SourceText.sources(entry.mended))
      #expect(
        compilation.program != nil && told(compilation) == "", "\(entry.code.rawValue), mended:\n\(told(compilation))")
    }
  }

  @Test func whatIsToldIsAsRecorded() throws {
    var outputs: [String: String] = [:]
    for entry in ParserCatalogue.entries {
      outputs[entry.code.rawValue] = told(Compilation(SourceText.sources(entry.failing)))
    }
    #expect(try GoldenSuite("parser-catalogue").problems(comparing: outputs) == [])
  }

  @Test func everyCodeHasOneEntry() {
    let codes = DiagnosticCatalogue.entries.map(\.code)
    #expect(Set(codes).count == codes.count)
    let ofParser = DiagnosticCode.allCases.prefix { $0 != .missingRuleset }
    #expect(ofParser.count > 30)
    #expect(ofParser.filter { DiagnosticCatalogue.entry(for: $0) == nil } == [])
  }
}
