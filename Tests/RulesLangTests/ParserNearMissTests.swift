import Foundation
import TestKit
import Testing

@testable import RulesLang

/// Texts that look like the language and are not, each with one mistake: a section `=== LINE: GIST` and the text.
@Suite struct ParserNearMissTests {
  struct NearMiss {
    let line: Int
    let gist: String
    let text: String

    static func all(_ input: String) -> [NearMiss] {
      ("\n" + input).components(separatedBy: "\n=== ").dropFirst().compactMap { section in
        let (head, text) = section.firstIndex(of: "\n").map { (section[..<$0], section[$0...].dropFirst()) } ?? ("", "")
        guard let colon = head.firstIndex(of: ":"), let line = Int(head[..<colon]) else { return nil }
        return NearMiss(
          line: line, gist: String(head[colon...].dropFirst(2)), text: text + (text.hasSuffix("\n") ? "" : "\n"))
      }
    }
  }

  let suite = GoldenSuite("near-misses")

  @Test func eachIsToldInWords() throws {
    let problems = try suite.problems { input in
      NearMiss.all(input).map { miss in
        let sources = ParserTests.sources(miss.text)
        let (_, diagnostics) = Parser.parse(sources.file(0), index: 0)
        return "=== \(miss.gist)\n" + DiagnosticRenderer(sources: sources).render(diagnostics)
      }.joined()
    }
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test func eachIsOneErrorInItsLine() throws {
    var count = 0
    for (name, input) in try suite.cases() {
      for miss in NearMiss.all(input) {
        count += 1
        let sources = ParserTests.sources(miss.text)
        let (_, diagnostics) = Parser.parse(sources.file(0), index: 0)
        #expect(
          diagnostics.count == 1, "\(name): \(miss.gist)\n\(DiagnosticRenderer(sources: sources).render(diagnostics))")
        for diagnostic in diagnostics {
          let line = sources.file(0).position(of: diagnostic.range.lower).line
          #expect(
            line == miss.line, "\(name): \(miss.gist)\n\(DiagnosticRenderer(sources: sources).render(diagnostic))")
        }
      }
    }
    #expect(count >= 172)
  }
}
