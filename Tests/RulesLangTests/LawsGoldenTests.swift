import TestKit
import Testing

@testable import RulesLang

/// Whole rule sets against the complete text of what the compiler tells about them.
@Suite struct LawsGoldenTests {
  private static func diagnostics(of text: String) -> String {
    let compilation = Compilation(SourceText.sources(text))
    let told = DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
    return told.isEmpty ? "nothing to tell\n" : told
  }

  @Test func overlays() throws {
    let problems = try GoldenSuite("overlay").problems(Self.diagnostics)
    #expect(problems == [])
  }

  @Test func laws() throws {
    let problems = try GoldenSuite("laws").problems(Self.diagnostics)
    #expect(problems == [])
  }

  @Test func lint() throws {
    let problems = try GoldenSuite("lint").problems(Self.diagnostics)
    #expect(problems == [])
  }

  @Test func bindings() throws {
    let problems = try GoldenSuite("bindings").problems { text in
      guard let program = Compilation(SourceText.sources(text)).program else { return Self.diagnostics(of: text) }
      return BindingsReport(program).text
    }
    #expect(problems == [])
  }

  @Test func costs() throws {
    let problems = try GoldenSuite("costs").problems { text in
      guard let program = Compilation(SourceText.sources(text)).program else { return Self.diagnostics(of: text) }
      return CostReport(program).text
    }
    #expect(problems == [])
  }
}
