import Foundation
import TestKit
import Testing

@testable import RulesLang

@Suite struct ParserTests {
  /// One file; a test file where it has a fixture or a test.
  static func sources(_ text: String) -> SourceSet {
    let isTest = "\n\(text)".contains("\nfixture ") || "\n\(text)".contains("\ntest ")
    return SourceSet(sources: [isTest ? "near_test.rules" : "near.rules": text])
  }

  static func parse(_ text: String) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
    Parser.parse(sources(text).file(0), index: 0)
  }

  @Test func theTourHasNoMistake() throws {
    let cases = try GoldenSuite("format").cases()
    #expect(cases.filter { $0.name.hasPrefix("tour-") }.count == 8)
    for (name, text) in cases {
      let sources = Self.sources(text)
      let (tree, diagnostics) = Parser.parse(sources.file(0), index: 0)
      #expect(diagnostics.isEmpty, "\(name): \(DiagnosticRenderer(sources: sources).render(diagnostics))")
      #expect(!tree.declarations.isEmpty)
      #expect(Self.text(of: tree) == Array(text.utf8), "tokens and trivia of \(name) are its text")
    }
  }

  /// The text as tokens and trivia give it.
  static func text(of tree: SyntaxTree) -> [UInt8] {
    var bytes: [UInt8] = []
    for token in tree.tokens {
      for piece in tree.trivia[token.trivia] { bytes += tree.file.bytes[piece.lower..<piece.upper] }
      bytes += tree.file.bytes[token.lower..<token.upper]
    }
    return bytes
  }
}
