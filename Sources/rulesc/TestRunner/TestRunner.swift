internal import RulesLang
internal import Validator

/// Runs the tests of a rule set.
struct TestRunner {
  private let rules: RuleSet

  init(_ rules: RuleSet) { self.rules = rules }

  /// The results of the tests that are wanted, in the order of the text.
  func run(where isWanted: (TestInfo) -> Bool) -> [TestResult] {
    rules.program.tests.filter(isWanted).flatMap(run)
  }

  /// One result, or one for each row of a table. A test that fails before its table fails once.
  private func run(_ test: TestInfo) -> [TestResult] {
    var results: [TestResult] = []
    for testCase in TestCase.all(of: test) {
      var scenario = Scenario(testCase, rules)
      let failure = scenario.run()
      rules.coverage?.endTest()
      results.append(
        TestResult(
          title: test.title, row: testCase.row.map { rules.program.sources.line($0.range) },
          range: testCase.row?.range ?? test.range, failure: failure))
      if failure != nil, scenario.stoppedAt < testCase.shared {
        let title = TestResult(title: test.title, row: nil, range: test.range, failure: failure)
        return results.dropLast() + [title]
      }
    }
    return results
  }
}
