import Testing

@testable import RulesLang

@Suite struct LexerTests {
  func lex(_ text: String) -> (kinds: [Token.Kind], codes: [DiagnosticCode]) {
    let output = Lexer.lex(SourceFile(name: "a.rules", text: text), index: 0)
    return (output.tokens.dropLast().map(\.kind), output.diagnostics.map(\.code))
  }

  @Test func numbersRangesAndDice() {
    #expect(lex("1..3 2d6 2d20 12 d6").kinds == [.integer, .range, .integer, .dice, .dice, .integer, .name])
    #expect(lex("2d6x").codes == [.unitNeedsBlank])
    #expect(lex("5ft").kinds == [.integer, .name])
    #expect(lex("1.5").codes == [.numberForm])
  }

  @Test func signsOfOtherLanguages() {
    let output = Lexer.lex(SourceFile(name: "a.rules", text: "a && b || !c"), index: 0)
    #expect(output.tokens.compactMap(\.keyword) == [.and, .or, .not])
    #expect(output.diagnostics.map { $0.fixIts.first?.replacement } == ["and", "or", "not "])
  }

  @Test func aTextEndsOnItsLine() {
    #expect(lex("\"a\nb\"").codes == [.unclosedText, .unclosedText])
    #expect(lex(#""a \" b" c"#).kinds == [.text, .name])
    #expect(lex(#""{f("x")}" c"#).kinds == [.text, .name])
    #expect(lex(#""{f(" c "x""#).kinds == [.text, .name, .text])
  }

  /// One mark forgotten must not turn the drawings behind it inside out.
  @Test func anUnclosedDrawingEndsBeforeTheNextDeclaration() {
    let output = lex("fixture a {\n map \"\"\"\n  ##\n}\nfixture b {\n map \"\"\"\n  ##\n  \"\"\"\n}")
    #expect(output.kinds.filter { $0 == .block }.count == 2)
    #expect(output.codes == [.unclosedText])
  }

  @Test func foreignLineBreaksAndMarks() {
    let output = Lexer.lex(SourceFile(name: "a.rules", text: "\u{FEFF}unit ft\r\nunit gp // x\r\n"), index: 0)
    #expect(output.diagnostics.isEmpty)
    #expect(output.tokens.map(\.startsLine) == [true, false, true, false, true])
    #expect(output.trivia.filter { $0.kind == .comment }.map { $0.upper - $0.lower } == [4])
  }

  /// The published list of reserved words, which `docs/language.md` repeats.
  @Test func reservedWords() {
    #expect(
      Keyword.reserved.map(\.text).joined(separator: " ") == """
        and or not in has exists is can at keep noted if then otherwise match some no all any where after by descending \
        none true false user now require spend let set add subtract remove for each do roll when else from to into \
        optional list of as was tags says because telling lifts but instead
        """)
    #expect(
      Keyword.reservedInTests.map(\.text).joined(separator: " ") == """
        given does expect legal illegal costing needing rolling noting with saying users
        """)
    #expect(
      Keyword.declarations.map(\.text).joined(separator: " ") == """
        ruleset unit ordered enum kind entity record state map define budget adjust exception host action event \
        consequence rule waiver note conceal movement invariant extend replace dropped fixture test
        """)
  }
}
