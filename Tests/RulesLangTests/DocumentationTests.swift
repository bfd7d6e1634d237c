import Foundation
import Testing

@testable import RulesLang

/// Every snippet of `docs/language.md` is compiled: those marked `rules` and `rules test` together, those with an error or
/// a note of an overlay on top of them.
struct DocumentationTests {
  private struct Snippet {
    /// What stands behind the three back-ticks: `rules`, `rules test`, `rules overlay`, `rules error=CODE`.
    let mark: String
    let text: String
    let line: Int
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func snippets() throws -> [Snippet] {
    let text = try String(contentsOf: root.appending(path: "docs/language.md"), encoding: .utf8)
    var found: [Snippet] = []
    var open: (mark: String, line: Int, lines: [String])?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if var snippet = open {
        if line == "```" {
          found.append(Snippet(mark: snippet.mark, text: snippet.lines.joined(separator: "\n") + "\n", line: snippet.line))
          open = nil
        } else {
          snippet.lines.append(String(line))
          open = snippet
        }
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), number + 1, [])
      }
    }
    return found
  }

  /// The rule set that all plain snippets make, with the texts of `more` beside them.
  private static func base(_ snippets: [Snippet], more: [String: String] = [:]) throws -> SourceSet {
    var texts = more
    texts["data/weapons.json"] = try String(
      contentsOf: root.appending(path: "docs/data/weapons.json"), encoding: .utf8)
    texts["language.rules"] = snippets.filter { $0.mark == "rules" }.map(\.text).joined(separator: "\n")
    texts["language_test.rules"] = snippets.filter { $0.mark == "rules test" }.map(\.text).joined(separator: "\n")
    return SourceSet(name: "base", sources: texts)
  }

  @Test func theSnippetsAreOneRuleSet() throws {
    let snippets = try Self.snippets()
    #expect(snippets.filter { $0.mark == "rules" }.count > 15)
    let sources = try Self.base(snippets)
    let compilation = RulesLang.compile(sources)
    #expect(DiagnosticRenderer(sources: sources).render(compilation.diagnostics) == "")
    #expect(compilation.program != nil)
  }

  @Test func theOverlayFits() throws {
    let snippets = try Self.snippets()
    var sources = try Self.base(snippets)
    let overlays = snippets.filter { $0.mark == "rules overlay" }
    #expect(!overlays.isEmpty)
    sources.addLayer(
      name: "overlay", files: overlays.map { SourceFile(name: "overlay\($0.line).rules", text: $0.text) })
    let compilation = RulesLang.compile(sources)
    #expect(DiagnosticRenderer(sources: sources).render(compilation.diagnostics) == "")
  }

  @Test func wrongSnippetsAreRefusedAsTold() throws {
    let snippets = try Self.snippets()
    let wrong = snippets.filter { $0.mark.hasPrefix("rules error=") }
    #expect(wrong.count >= 4)
    for snippet in wrong {
      let sources = try Self.base(snippets, more: ["wrong.rules": snippet.text])
      let codes = Set(RulesLang.compile(sources).diagnostics.filter { $0.severity == .error }.map(\.code.rawValue))
      #expect(codes == [String(snippet.mark.dropFirst("rules error=".count))], "docs/language.md:\(snippet.line)")
    }
  }

  @Test func theReservedWordsAreThoseOfTheParser() throws {
    let snippets = try Self.snippets().filter { $0.mark == "text" }
    let published = snippets.map { Set($0.text.split { $0 == " " || $0 == "\n" }.map(String.init)) }
    #expect(published.contains(Set(Keyword.reserved.map(\.text))))
    #expect(published.contains(Set(Keyword.reservedInTests.map(\.text))))
  }

  /// `docs/diagnostics.md` is made from the catalogue; `RECORD_GOLDEN=1` writes it anew, and fails.
  @Test func thePageOfDiagnosticsIsThatOfTheCatalogue() throws {
    var page = """
      # Diagnostics

      What each mistake means, with an example that has it and the same mended. `rulesc explain CODE` tells the same. This page is made from the
      catalogue in `Sources/RulesLang/Diagnostics/Catalogue`; a test holds it to that.


      """
    for entry in DiagnosticCatalogue.entries.sorted(by: { $0.code.rawValue < $1.code.rawValue }) {
      page += "## `\(entry.code.rawValue)`\n\n\(entry.meaning)\n\n```text\n\(entry.failing)\n```\n\nMended:\n\n```text\n\(entry.mended)\n```\n\n"
    }
    let place = Self.root.appending(path: "docs/diagnostics.md")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" { try Data(page.utf8).write(to: place) }
    #expect(try String(contentsOf: place, encoding: .utf8) == page)
    #expect(ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != "1", "the page was recorded; run the tests again")
  }
}
