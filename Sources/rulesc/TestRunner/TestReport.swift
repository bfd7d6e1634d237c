internal import RulesLang

/// The results of one rule set.
struct TestReport {
  let sources: SourceSet
  let places: Places
  let results: [TestResult]

  var passed: Int { results.count { if case .passed = $0.outcome { true } else { false } } }
  var failed: Int { results.count(where: \.isFailure) }
  var notRun: Int { results.count - passed - failed }
}

/// The results of all rule sets that were asked for.
struct TestReports {
  let reports: [TestReport]

  init(_ reports: [TestReport]) { self.reports = reports }

  var passed: Int { reports.reduce(0) { $0 + $1.passed } }
  var failed: Int { reports.reduce(0) { $0 + $1.failed } }
  var notRun: Int { reports.reduce(0) { $0 + $1.notRun } }

  /// What tests that were not run needed, and how many needed it, the most frequent first.
  var needs: [(need: String, count: Int)] {
    var counts: [String: Int] = [:]
    for result in reports.flatMap(\.results) {
      if case .notRun(let need) = result.outcome { counts[need, default: 0] += 1 }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// "42 passed, 0 failed, 3 not run (2 need dice, 1 needs time)".
  var summary: String {
    var text = "\(passed) passed, \(failed) failed"
    if notRun > 0 {
      let why = needs.map { "\($0.count) \($0.count == 1 ? "needs" : "need") \($0.need)" }.joined(separator: ", ")
      text += ", \(notRun) not run (\(why))"
    }
    return text
  }

  var json: JSONValue {
    [
      "passed": .number(passed), "failed": .number(failed), "notRun": .number(notRun),
      "tests": .list(reports.flatMap { report in report.results.map { Self.json($0, in: report) } }),
    ]
  }

  private static func json(_ result: TestResult, in report: TestReport) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "title", value: .text(result.title)),
      .init(key: "place", value: .text(report.sources.place(result.range))),
    ]
    if let row = result.row { members.append(.init(key: "row", value: .text(row))) }
    switch result.outcome {
    case .passed: members.append(.init(key: "outcome", value: "passed"))
    case .notRun(let need):
      members.append(.init(key: "outcome", value: "notRun"))
      members.append(.init(key: "needs", value: .text(need)))
    case .failed(let failure):
      members.append(.init(key: "outcome", value: "failed"))
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
