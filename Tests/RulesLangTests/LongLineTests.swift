import Testing

@testable import RulesLang

/// Rows of data are lines of any length: what is shown of them is what the caret stands under.
struct LongLineTests {
  private func snippet(wrong: Int) -> [String] {
    let rows = (0..<100).map { "\"a\($0)\": {\"damage\": \"\($0 == wrong ? "9" : "1d6")\"}" }
    let compilation = Compilation(
      SourceSet(sources: [
        "ruleset.rules": """
          ruleset long
          kind Weapon in weapons from "weapons.json" { damage: Dice }
          """,
        "weapons.json": "{" + rows.joined(separator: ", ") + "}",
      ]))
    return DiagnosticRenderer(sources: compilation.sources).render(compilation.diagnostics)
      .split(separator: "\n").map(String.init)
  }

  @Test(arguments: [0, 1, 50, 98, 99]) func theCaretStandsUnderWhatIsWrong(wrong: Int) throws {
    let lines = snippet(wrong: wrong)
    #expect(lines.first == "error[data-dice]: `9` is no dice")
    let (text, marks) = (Array(lines[3]), Array(lines[4]))
    #expect(text.count <= 170)
    let first = try #require(marks.firstIndex(of: "^"))
    #expect(String(text[first..<first + 3]) == "\"9\"")
    #expect(marks.filter { $0 == "^" }.count == 3)
  }
}
