internal import RulesLang

// For people: each failure with its place and its line, what was expected and what was found; then the count.

extension TestReports {
  func human(_ style: Style, isVerbose: Bool) -> String {
    var blocks = reports.flatMap { report in
      report.results.compactMap { human($0, in: report, style, isVerbose: isVerbose) }
    }
    let paint = failed > 0 ? style.red : style.green
    let isBare = passed + failed == 0
    blocks.append((blocks.isEmpty ? "" : "\n") + (isBare ? "there are no tests" : paint(summary)))
    if let coverage { blocks.append("\n" + coverage.human(style)) }
    return blocks.joined(separator: "\n")
  }

  private func human(_ result: TestResult, in report: TestReport, _ style: Style, isVerbose: Bool) -> String? {
    guard let failure = result.failure else { return isVerbose ? "\(style.green("✓")) \(result.name)" : nil }
    let heading = "\(style.red("✗")) \(style.bold(result.name))"
    return ([heading] + lines(of: failure, in: report, style)).joined(separator: "\n")
  }

  private func lines(of failure: TestFailure, in report: TestReport, _ style: Style) -> [String] {
    let file = report.sources.file(failure.range.file)
    let (line, _) = file.position(of: failure.range.lower)
    var lines = [
      "    \(style.blue("-->")) \(report.places.shown(report.sources.place(failure.range)))",
      "    \(style.dim("|")) \(file.line(line).trimmingPrefix { $0 == " " })",
    ]
    if let expected = failure.expected { lines.append("    expected  \(expected)") }
    let found = failure.found.split(separator: "\n", omittingEmptySubsequences: false)
    for (place, part) in found.enumerated() {
      let label = place > 0 ? "        " : failure.expected == nil ? "        " : "found   "
      lines.append(failure.expected == nil ? "    \(part)" : "    \(label)  \(part)")
    }
    let drawing = failure.drawing.map { row in
      "      " + row.map { $0 == "?" || $0 == "!" ? style.reversed(String($0)) : String($0) }.joined()
    }
    return lines + drawing
  }
}
