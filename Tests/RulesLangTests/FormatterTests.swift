import TestKit
import Testing

@testable import RulesLang

@Suite struct FormatterTests {
  let suite = GoldenSuite("format")

  func format(_ text: String) throws -> String {
    try RulesFormatter.format(ParserTests.sources(text).file(0))
  }

  @Test func eachTextHasOneLayout() throws {
    let problems = try suite.problems { try format($0) }
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test func aLayoutStays() throws {
    for (name, text) in try suite.cases() {
      let once = try format(text)
      #expect(try format(once) == once, "\(name)")
    }
  }

  @Test func noLineIsTooLongThatCanBeBroken() throws {
    for (name, text) in try suite.cases() {
      for line in try format(text).split(separator: "\n") where !line.contains("//") {
        #expect(line.count <= RulesFormatter.width, "\(name): \(line)")
      }
    }
  }

  /// A comment between any two tokens is kept, and the layout with it stays.
  @Test func commentsInEveryPlace() throws {
    for (name, text) in try suite.cases() {
      let bytes = Array(text.utf8)
      let tokens = Lexer.lex(ParserTests.sources(text).file(0), index: 0).tokens
      for (place, token) in tokens.enumerated() where place % 23 == 5 {
        for comment in [" // behind\n", "\n// alone\n"] {
          let commented = Array(bytes[..<token.lower]) + Array(comment.utf8) + Array(bytes[token.lower...])
          let source = String(decoding: commented, as: UTF8.self)
          // A line break may part what stands on one line: a number and its unit, say.
          guard ParserTests.parse(source).diagnostics.isEmpty else { continue }
          let once = try format(source)
          #expect(once.contains(comment.trimmingBlanks), "\(name) at token \(place)")
          #expect(try format(once) == once, "\(name) at token \(place): \(once)")
        }
      }
    }
  }

  @Test func mistakesComeFirst() {
    #expect(throws: RulesFormatter.Failure.self) { try format("action a() {") }
    do {
      _ = try format("unit ft unit gp")
      Issue.record("a text with a mistake was laid out")
    } catch RulesFormatter.Failure.mistakes(let diagnostics) {
      #expect(diagnostics.map(\.code) == [.needsOwnLine])
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func anEmptyTextStaysEmpty() throws {
    #expect(try format("") == "")
    #expect(try format("\n\n  \n") == "")
    #expect(try format("\n\n// only this  \n\n") == "// only this\n")
  }
}

extension String {
  var trimmingBlanks: String { String(drop { $0 == " " || $0 == "\n" }.reversed().drop { $0 == "\n" }.reversed()) }
}
