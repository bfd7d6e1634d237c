import TestKit
import Testing

@testable import RulesLang

/// Texts with many mistakes: each is told, once.
@Suite struct ParserRecoveryTests {
  @Test func eachMistakeIsToldOnce() throws {
    let problems = try GoldenSuite("recovery").problems { input in
      let sources = ParserTests.sources(input)
      return DiagnosticRenderer(sources: sources).render(Parser.parse(sources.file(0), index: 0).diagnostics)
    }
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  /// Nothing needs to be indented, and words of declarations are names all the same.
  @Test func textsWithoutIndentation() {
    let text = """
      fixture f {
      users ana
      map \"\"\"
      #
      \"\"\"
      state: 3
      }
      test "t" {
      given f
      host does userLeft(ana)
      ana does wait(state)
      }
      action wait(record: Int) {
      let event = record
      require event: event > 0 else "No."
      }
      """
    #expect(ParserTests.parse(text).diagnostics == [])
  }

  /// What is not broken is there all the same.
  @Test func aMistakeLeavesTheRestInTheTree() {
    let text = """
      unit ft
      entity Creature in creatures up to 5 { hp Int, cell: Cell }
      define broken(c: Creature): Int is c.hp +
      rule r for any action {
        require a: else "x"
        require b: true else "y"
      }
      """
    let (tree, diagnostics) = ParserTests.parse(text)
    #expect(diagnostics.map(\.code) == [.missingType, .expectedValue, .reservedWord])
    #expect(tree.declarations.count == 4)
    guard case .entity(let entity) = tree.declarations[1].kind, case .define(let define) = tree.declarations[2].kind,
      case .rule(let rule) = tree.declarations[3].kind
    else {
      Issue.record("the declarations are of other kinds")
      return
    }
    #expect(entity.fields.map(\.name.text) == ["cell"])
    guard case .error = define.value.kind else {
      Issue.record("the value of `broken` is none")
      return
    }
    #expect(rule.body.statements.count == 1)
  }
}
