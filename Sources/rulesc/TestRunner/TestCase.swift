internal import RulesLang

/// One straight run of steps: a test without its tables, or one row of a table with what stands before it.
struct TestCase {
  let test: TestInfo
  /// The row of the table, as its text.
  let row: TableRow?
  let columns: [LocalID?]
  let steps: [TestStep]
  /// How many of the steps stand before the table.
  let shared: Int

  /// All cases of a test. What stands before a table is done anew for each of its rows; the steps behind it go on from
  /// before it.
  static func all(of test: TestInfo) -> [TestCase] {
    var cases: [TestCase] = []
    var straight: [TestStep] = []
    var endsWithTable = false
    for step in test.steps {
      guard case .table(let columns, let rows, let steps) = step.kind else {
        straight.append(step)
        endsWithTable = false
        continue
      }
      endsWithTable = true
      cases += rows.map {
        TestCase(test: test, row: $0, columns: columns, steps: straight + steps, shared: straight.count)
      }
    }
    if !endsWithTable || cases.isEmpty {
      cases.append(TestCase(test: test, row: nil, columns: [], steps: straight, shared: 0))
    }
    return cases
  }
}
