internal import RulesLang

/// What came of one test, or of one row of a test that is a table.
struct TestResult {
  enum Outcome {
    case passed
    case failed(TestFailure)
    /// It asks for something that this version does not run yet, such as dice.
    case notRun(needs: String)
  }

  /// The test's title, and which row of its table it is.
  let title: String
  let row: String?
  let range: SourceRange
  let outcome: Outcome

  var name: String { row.map { "\(title) \($0)" } ?? title }
}

/// An expectation that was not met: where it stands, what it says, and what was found instead.
struct TestFailure: Error {
  let range: SourceRange
  /// Nil where there is nothing to compare, such as a state that cannot be made.
  var expected: String?
  var found: String
  /// Drawings, each row marked where it differs.
  var drawing: [String] = []
}

/// Why a test is left where it stands.
enum TestStop: Error {
  case failed(TestFailure)
  case needs(String)
}
