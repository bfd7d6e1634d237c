internal import RulesLang

/// What came of one test, or of one row of a test that is a table.
struct TestResult {
  /// The test's title, and which row of its table it is.
  let title: String
  let row: String?
  let range: SourceRange
  /// Where it ended; nil where it passed.
  let failure: TestFailure?

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
