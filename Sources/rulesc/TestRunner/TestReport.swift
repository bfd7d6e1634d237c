internal import RulesLang

/// The results of one rule set.
struct TestReport {
  let sources: SourceSet
  let places: Places
  let results: [TestResult]
  /// What the tests saw of the rules, where that was asked for.
  let coverage: CoverageReport?

  var passed: Int { results.count - failed }
  var failed: Int { results.count { $0.failure != nil } }
}

/// The results of all rule sets that were asked for.
struct TestReports {
  let reports: [TestReport]

  init(_ reports: [TestReport]) { self.reports = reports }

  var passed: Int { reports.reduce(0) { $0 + $1.passed } }
  var failed: Int { reports.reduce(0) { $0 + $1.failed } }

  /// What the tests saw of all rule sets, where that was asked for.
  var coverage: [CoverageReport]? {
    let all = reports.compactMap(\.coverage)
    return all.isEmpty ? nil : all
  }

  /// "42 passed, 1 failed".
  var summary: String { "\(passed) passed, \(failed) failed" }

  var json: JSONValue {
    let json: JSONValue = [
      "passed": .number(passed), "failed": .number(failed),
      "tests": .list(reports.flatMap { report in report.results.map { Self.json($0, in: report) } }),
    ]
    return coverage.map { json.setting("coverage", to: $0.json) } ?? json
  }

  private static func json(_ result: TestResult, in report: TestReport) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "title", value: .text(result.title)),
      .init(key: "place", value: .text(report.sources.place(result.range))),
    ]
    if let row = result.row { members.append(.init(key: "row", value: .text(row))) }
    members.append(.init(key: "outcome", value: .text(result.failure == nil ? "passed" : "failed")))
    if let failure = result.failure {
      members.append(.init(key: "at", value: .text(report.sources.place(failure.range))))
      if let expected = failure.expected { members.append(.init(key: "expected", value: .text(expected))) }
      members.append(.init(key: "found", value: .text(failure.found)))
      if !failure.drawing.isEmpty {
        members.append(.init(key: "drawing", value: .list(failure.drawing.map(JSONValue.text))))
      }
    }
    return JSONValue(.object(members))
  }
}
