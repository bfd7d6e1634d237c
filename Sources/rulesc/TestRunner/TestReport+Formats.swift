internal import RulesLang

// For programs: JUnit's XML, which build servers read, and the Test Anything Protocol.

extension TestReports {
  var junit: String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="rulesc" tests="\#(passed + failed)" failures="\#(failed)">"#,
    ]
    for report in reports {
      for (file, results) in Self.byFile(report) {
        let failures = results.count { $0.failure != nil }
        lines.append(
          #"  <testsuite name="\#(Self.escaped(file))" tests="\#(results.count)" failures="\#(failures)">"#)
        for result in results { lines += Self.junit(result, file: file, in: report) }
        lines.append("  </testsuite>")
      }
    }
    return (lines + ["</testsuites>"]).joined(separator: "\n")
  }

  private static func junit(_ result: TestResult, file: String, in report: TestReport) -> [String] {
    let opening = #"    <testcase classname="\#(escaped(file))" name="\#(escaped(result.name))""#
    guard let failure = result.failure else { return [opening + "/>"] }
    let text = ["at \(report.sources.place(failure.range))"] + details(of: failure)
    return [
      opening + ">",
      #"      <failure message="\#(escaped(failure.found))">\#(escaped(text.joined(separator: "\n")))</failure>"#,
      "    </testcase>",
    ]
  }

  var tap: String {
    let results = reports.flatMap { report in report.results.map { (report, $0) } }
    var lines = ["TAP version 14", "1..\(results.count)"]
    for (number, (report, result)) in results.enumerated() {
      let name = result.name.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
      guard let failure = result.failure else {
        lines.append("ok \(number + 1) - \(name)")
        continue
      }
      lines += [
        "not ok \(number + 1) - \(name)", "  ---", "  at: \(Self.quoted(report.sources.place(failure.range)))",
      ]
      if let expected = failure.expected { lines.append("  expected: \(Self.quoted(expected))") }
      lines += ["  found: \(Self.quoted(failure.found))"]
      if !failure.drawing.isEmpty { lines += ["  drawing: |"] + failure.drawing.map { "    " + $0 } }
      lines.append("  ...")
    }
    return lines.joined(separator: "\n")
  }

  private static func details(of failure: TestFailure) -> [String] {
    (failure.expected.map { ["expected \($0)"] } ?? []) + ["found \(failure.found)"] + failure.drawing
  }

  private static func byFile(_ report: TestReport) -> [(file: String, results: [TestResult])] {
    Dictionary(grouping: report.results) { report.sources.file($0.range.file).name }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A text as JSON writes it is one that YAML reads.
  private static func quoted(_ text: String) -> String { JSONWriter.text(of: .text(text)) }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "\n": "&#10;"
      // XML has no other control characters at all.
      case _ where scalar.value < 0x20: "\u{FFFD}"
      default: String(scalar)
      }
    }.joined()
  }
}
