import RulesLang
import Testing

@testable import Validator

/// Expressions that are compiled behind a program, as tests and explanations do.
struct EvaluatorExpressionTests {
  private let rules: RuleSet
  private let state: State
  private let here = SourceRange(file: 0, lower: 0, upper: 0)

  init() throws {
    rules = try RuleSet(sources: [
      "ruleset.rules": """
        ruleset small
        unit ft
        entity Thing in things up to 50 { name: Text, n: Int = 0, m: Int = 0 }
        define share(t: Thing): Int is t.n / t.m
        exception debtor: share(t) is 0 when t.m == 0 and t.n < 0
        action divide(t: Thing) by anyone { set t.n to t.share }
        """
    ])
    state = try rules.state(json: #"{"things": {"a": {"name": "Ant", "n": 7, "m": 2}, "b": {"name": "Bee", "n": 1}}}"#)
  }

  private func expression(_ kind: TypedExpression.Kind, _ type: Type) -> TypedExpression {
    TypedExpression(kind, type, here)
  }

  private var thing: Type { .entity(EntityID(0)) }
  private var local: TypedExpression { expression(.local(LocalID(0)), thing) }

  private func evaluate(_ value: TypedExpression, row: Word) throws -> [Word] {
    let code = rules.compile(value, locals: [LocalInfo(name: "t", type: thing, range: here)])
    return try Judge(rules).evaluate(code, locals: [row], in: state).words
  }

  @Test func definesAreCalledBehindTheProgram() throws {
    let share = expression(.call(FunctionID(0), [local]), .int)
    #expect(try evaluate(share, row: 0) == [3])
    #expect(throws: Fault.zeroDivisor) { try evaluate(share, row: 1) }
  }

  @Test func textsAreThoseOfTheState() throws {
    let name = expression(.field(local, 0), .text)
    func isNamed(_ text: String) -> TypedExpression {
      expression(.compare(.equal, name, expression(.text(text), .text)), .bool)
    }
    #expect(try evaluate(isNamed("Ant"), row: 0) == [1])
    #expect(try evaluate(isNamed("Ant"), row: 1) == [0])
    #expect(try evaluate(isNamed("nobody has this name"), row: 0) == [0])
  }

  @Test func collectionsLieInThePool() throws {
    let table = expression(.table(EntityID(0)), .set(thing))
    let names = expression(
      .map(expression(.field(expression(.local(LocalID(1)), thing), 1), .int),
        Binder(local: LocalID(1), domain: table, condition: nil)), .set(.int))
    let code = rules.compile(names, locals: [LocalInfo(name: "t", type: thing, range: here)])
    let value = try Judge(rules).evaluate(code, locals: [0], in: state)
    let span = Span(word: value.words[0])
    #expect(Array(value.pool[span.offset..<span.offset + span.count]) == [1, 7])
  }

  @Test func aJudgeEvaluatesAndJudgesByTurns() throws {
    let judge = Judge(rules)
    let code = rules.compile(
      expression(.call(FunctionID(0), [local]), .int), locals: [LocalInfo(name: "t", type: thing, range: here)])
    let request = state.request(json: #"{"action": "divide", "arguments": {"t": "a"}}"#, user: "u", now: 0)
    for _ in 0..<3 {
      #expect(try judge.evaluate(code, locals: [0], in: state).words == [3])
      #expect(judge.validate(request, in: state).changes.map(\.word) == [3])
    }
  }
}
