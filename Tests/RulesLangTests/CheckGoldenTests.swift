import TestKit
import Testing

@testable import RulesLang

/// Whole texts with mistakes, and all that is told of them. Each case says at its head how many diagnostics it has.
@Suite struct CheckGoldenTests {
  @Test func whatIsToldIsAsRecorded() throws {
    let problems = try GoldenSuite("check").problems { text in
      let compilation = Compilation(SourceText.sources(text))
      return DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
    }
    #expect(problems == [])
  }

  /// `// N diagnostics`, so that a cascade is not recorded by accident.
  @Test func eachMistakeIsToldOnce() throws {
    for (name, text) in try GoldenSuite("check").cases() {
      let head = text.prefix { $0 != "\n" }
      let due = Int(head.drop { !$0.isNumber }.prefix { $0.isNumber })
      #expect(Compilation(SourceText.sources(text)).diagnostics.count == due, "\(name)")
    }
  }
}
