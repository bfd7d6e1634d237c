import Testing

@testable import RulesLang

/// Texts that would unfold without end, were they followed along all their ways. The limit is for a run without
/// end alone: it counts the time of the tests that run beside these, too.
@Suite(.timeLimit(.minutes(15))) struct LawsLimitTests {
  private func compile(_ lines: [String]) -> Compilation {
    Compilation(SourceSet(sources: ["ruleset.rules": (["ruleset limits"] + lines).joined(separator: "\n")]))
  }

  @Test func definesThatUseEachOtherManyTimes() {
    var lines = ["entity Creature in creatures up to 10 { hp: Int = 5 }", "define f0(c: Creature): Bool is c.hp > 3"]
    for depth in 1...12 {
      let uses = (0..<30).map { _ in "c.f\(depth - 1)" }.joined(separator: " and ")
      lines.append("define f\(depth)(c: Creature): Bool is \(uses)")
    }
    lines += [
      "define speed(c: Creature): Int is 30", "exception fast: speed(c) is 60 when c.f12",
      "exception slow: speed(c) is 10 when not c.f12", "invariant moves: all c in creatures: c.speed > 0",
    ]
    #expect(compile(lines).program != nil)
  }

  @Test func eventsThatDoEachOtherByManyWays() {
    var lines = ["state { round: Int = 1 }", "event e0(a: Bool, b: Bool, c: Bool) { add 1 to round when a or b or c }"]
    for depth in 1...40 {
      lines.append("event e\(depth)(a: Bool, b: Bool, c: Bool) {")
      lines += ["a, b, c", "b, c, a", "c, a, b"].map { "  do e\(depth - 1)(\($0))" }
      lines.append("}")
    }
    lines += [
      "action begin() by anyone {", "  roll die: 1d6", "  do e40(die.total > 3, true, false)", "}",
    ]
    // Beyond all counting, so over the budget; and that is all there is to say.
    #expect(compile(lines).diagnostics.map(\.code) == [.overBudget])
  }

  @Test func aChainOfAThousandDefines() {
    var lines = ["state { round: Int = 1 }", "define f0(n: Int): Int is n"]
    for depth in 1...1_000 { lines.append("define f\(depth)(n: Int): Int is f\(depth - 1)(n) + 1") }
    lines.append("invariant fine: f1000(round) > 0")
    #expect(compile(lines).diagnostics.isEmpty)
  }
}
