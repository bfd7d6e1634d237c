import TestKit
import Testing

@testable import RulesLang

/// No text may stop the parser, and none may lose a byte.
@Suite struct ParserFuzzTests {
  /// Parses, and holds the tree to its promises.
  @discardableResult
  func check(_ bytes: [UInt8], name: String = "fuzz_test.rules", _ comment: String = "") -> [Diagnostic] {
    let (tree, diagnostics) = Parser.parse(SourceFile(name: name, bytes: bytes), index: 0)
    #expect(ParserTests.text(of: tree) == bytes, "tokens and trivia are the text: \(comment)")
    #expect(diagnostics.allSatisfy { $0.range.lower >= 0 && $0.range.upper <= bytes.count })
    return diagnostics
  }

  func texts() throws -> [(name: String, text: String)] {
    try GoldenSuite("format").cases().filter { $0.name.hasPrefix("tour-") }
  }

  @Test func droppedDoubledAndSwappedTokens() throws {
    for (name, text) in try texts() {
      let bytes = Array(text.utf8)
      let tokens = Lexer.lex(SourceFile(name: name, bytes: bytes), index: 0).tokens.dropLast()
      for (place, token) in tokens.enumerated() where place % 4 == text.count % 4 {
        let before = bytes[..<token.lower]
        let own = bytes[token.lower..<token.upper]
        let after = bytes[token.upper...]
        check(Array(before + after), "\(name) without token \(place)")
        check(Array(before + own + [0x20] + own + after), "\(name) with token \(place) twice")
        guard place + 1 < tokens.count else { continue }
        let next = tokens[tokens.startIndex + place + 1]
        let between = bytes[token.upper..<next.lower]
        let swapped = before + bytes[next.lower..<next.upper] + between + own + bytes[next.upper...]
        check(Array(swapped), "\(name) with tokens \(place) and the next swapped")
      }
    }
  }

  /// What is cut off at any byte has lost its end, and nothing else.
  @Test func cutAnywhere() throws {
    for (name, text) in try texts() {
      let bytes = Array(text.utf8)
      for end in stride(from: 0, to: bytes.count, by: 37) { check(Array(bytes[..<end]), "\(name) up to \(end)") }
    }
  }

  @Test func randomBytes() {
    var generator = SplitMix(seed: 11)
    for _ in 0..<300 {
      let length = Int.random(in: 0..<200, using: &generator)
      check((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
  }

  /// Words and signs of the language in no order at all.
  @Test func randomTokens() {
    var generator = SplitMix(seed: 12)
    let signs = [
      "{", "}", "(", ")", "[", "]", ",", ":", ".", "..", "…", "#", "=", "==", "<", "-", "+", "\"a{b|c}\"", "\"\"\"",
      "3", "2d6", "a", "B", "\n", "\n", "// c\n", "/// d\n",
    ]
    let words = Keyword.allCases.map(\.text) + signs + signs + signs
    for _ in 0..<400 {
      let length = Int.random(in: 0..<60, using: &generator)
      let text = (0..<length).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
      check(Array(text.utf8), text)
    }
  }

  @Test(arguments: [
    "(", "[", "{", "f(", "not ", "- ", "if a then ", "if x in {", "a.", "1 + ", "count(x in ", "match a { b: ",
  ])
  func deepNesting(_ opening: String) {
    let text = "define f(): Int is " + String(repeating: opening, count: 5_000) + "1"
    #expect(!check(Array(text.utf8)).isEmpty)
  }

  @Test func sixtyFourLevelsAreEnough() {
    func nested(_ levels: Int) -> [UInt8] {
      Array("invariant a: \(String(repeating: "(", count: levels))b\(String(repeating: ")", count: levels))".utf8)
    }
    #expect(check(nested(Parser.maxDepth - 1)).isEmpty)
    #expect(check(nested(Parser.maxDepth)).map(\.code) == [.nestingTooDeep])
  }

  @Test func aHundredTwentyEightOperationsAreEnough() {
    func chain(_ links: Int) -> [UInt8] { Array("invariant a: b\(String(repeating: ".c", count: links))".utf8) }
    #expect(check(chain(Parser.maxHeight - 1)).isEmpty)
    #expect(check(chain(Parser.maxHeight + 1)).map(\.code) == [.nestingTooDeep])
  }

  /// Lines without an end, of everything that is scanned byte by byte. Quadratic work would take hours.
  @Test(arguments: [
    "\"{(\" ", "/* ", "\"\"\" ", "a ", "{", "}", "\\", "§", "\0", "\"", "$ ", "1", "// ", "\n/// a", "state {", "_",
  ])
  func longLines(_ piece: String) {
    check(Array(String(repeating: piece, count: 100_000).utf8), piece)
  }

  @Test func blockOfLongText() {
    check(Array(("action a() {\n" + String(repeating: "  require x else \"{\n", count: 20_000)).utf8))
  }
}
