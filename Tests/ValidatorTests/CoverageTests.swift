import RulesLang
import TestKit
import Testing

@testable import Validator

/// What coverage notes while rules judge.
struct CoverageTests {
  private static func program(_ files: [String: String]) throws -> TypedProgram {
    let compilation = RulesLang.compile(SourceSet(sources: files))
    return try #require(compilation.program, "\(compilation.diagnostics.map(\.message))")
  }

  /// The number of tests that saw each outcome, by kind and name.
  private static func tests(_ coverage: Coverage, _ kind: CoverageItem.Kind, _ name: String? = nil) -> [[Int]] {
    coverage.items.enumerated().filter { $0.element.kind == kind && (name == nil || $0.element.name == name) }.map {
      index, item in (0..<item.outcomes.count).map { coverage.tests(seeing: index, $0) }
    }
  }

  /// Rules that are not covered are compiled as they always were.
  @Test func onlyCoveredRulesNoteAnything() throws {
    for (_, text) in try GoldenSuite("judge").cases() {
      let program = try Self.program(Self.files(text).rules)
      #expect(!RuleSet(program).image.program.code.contains { $0.op == .seen })
      #expect(RuleSet(program, coverage: Coverage(program)).image.program.code.contains { $0.op == .seen })
    }
  }

  /// Covered rules come to the same verdicts, and what is noted as refused are just the reasons.
  @Test func whatIsRefusedAreTheReasonsOfTheVerdicts() throws {
    var refusals = 0
    for (name, text) in try GoldenSuite("judge").cases() {
      let (rules, requests, json) = Self.files(text)
      let program = try Self.program(rules)
      let plain = try RuleSet(program).state(json: json)
      for line in requests.split(separator: "\n") where line.hasPrefix("{") {
        let coverage = Coverage(program)
        let covered = try RuleSet(program, coverage: coverage).state(json: json)
        let body = try JSONReader().read(Array(line.utf8))
        let verdict = covered.judge(covered.request(trusted: body))
        #expect(verdict.json == plain.judge(plain.request(trusted: body)).json, "\(name): \(line)")
        coverage.endTest()
        let ids = Set(program.requirements.map(\.id))
        let reasons = Set((verdict.reasons + verdict.truth.reasons).filter { !$0.isFault }.map(\.rule))
        let refused = Set(
          coverage.items.indices.filter {
            coverage.items[$0].kind == .requirement && coverage.tests(seeing: $0, 1) == 1
          }.compactMap { coverage.items[$0].name })
        #expect(refused == reasons.intersection(ids), "\(name): \(line)")
        refusals += refused.count
      }
    }
    // They must be well met, or the comparison says little.
    #expect(refusals > 20)
  }

  private static func files(_ text: String) -> (rules: [String: String], requests: String, state: String) {
    var files = Dictionary(uniqueKeysWithValues: SourceText.files(text).map { ($0.name, $0.text) })
    let requests = files.removeValue(forKey: "requests.txt") ?? ""
    let json = files.removeValue(forKey: "state.json") ?? "{}"
    return (files, requests, json)
  }

  // MARK: By hand

  private static let purse = """
    ruleset purse

    entity Hero in heroes up to 9 { owner: User, coins: Int 0..99 = 10, lucky: Bool = false }

    state { owner: User }

    rule own for any action(actor: Hero) {
      require actor.owner == user else "No."
    }

    define price(h: Hero): Int is if h.lucky then 1 otherwise 4

    action buy(actor: Hero) {
      spend coins: actor.price from actor.coins else "Too dear."
      do pays(actor)
    }

    event pays(h: Hero) {
      spend toll: 7 from h.coins when not h.lucky else "Too dear."
    }
    """

  private static func judge(_ bodies: [String], lucky: Bool, coins: Int) throws -> Coverage {
    let program = try program(["purse.rules": purse])
    let coverage = Coverage(program)
    let rules = RuleSet(program, coverage: coverage)
    let state = try rules.state(
      json: #"{"owner": "gm", "heroes": {"a": {"owner": "ana", "coins": \#(coins), "lucky": \#(lucky)}}}"#)
    for body in bodies { _ = state.judge(state.request(trusted: try JSONReader().read(body))) }
    coverage.endTest()
    return coverage
  }

  private static let buy = #"{"user": "ana", "action": "buy", "arguments": {"actor": "a"}}"#

  /// A spend holds where the sum of all from its place is covered, and the first of them is refused where it is not.
  @Test func spendsAreSeenBySum() throws {
    let poor = try Self.judge([Self.buy], lucky: false, coins: 10)
    #expect(Self.tests(poor, .requirement, "buy.coins") == [[0, 1]])
    #expect(Self.tests(poor, .requirement, "pays.toll") == [[0, 0]])
    let rich = try Self.judge([Self.buy], lucky: false, coins: 11)
    #expect(Self.tests(rich, .requirement, "buy.coins") == [[1, 0]])
    #expect(Self.tests(rich, .requirement, "pays.toll") == [[1, 0]])
    // What its condition leaves out is neither.
    let lucky = try Self.judge([Self.buy], lucky: true, coins: 1)
    #expect(Self.tests(lucky, .requirement, "buy.coins") == [[1, 0]])
    #expect(Self.tests(lucky, .requirement, "pays.toll") == [[0, 0]])
    #expect(Self.tests(lucky, .when) == [[0, 1]])
    #expect(Self.tests(lucky, .choice) == [[1, 0]])
    #expect(Self.tests(lucky, .event) == [[1]])
  }

  /// Tests are counted, not how often each of them saw something.
  @Test func testsAreCounted() throws {
    let other = Self.buy.replacing("ana", with: "bo")
    let coverage = try Self.judge([Self.buy, Self.buy, other], lucky: true, coins: 9)
    #expect(Self.tests(coverage, .requirement, "own") == [[1, 1]])
    coverage.endTest()
    #expect(Self.tests(coverage, .requirement, "own") == [[1, 1]])
  }
}
