internal import RulesLang
internal import Validator

// What tests saw, for people and for programs.

extension [CoverageReport] {
  private var sum: CoverageSum { CoverageSum(flatMap(\.files).flatMap(\.entries)) }

  /// Each file with what is not covered of it, then how much is in all.
  func human(_ style: Style) -> String {
    let files = flatMap { report in report.files.map { $0.human(report.sources, style) } }
    guard !files.isEmpty else { return "there is nothing that tests could cover" }
    let gapped = files.map { $0.contains("\n") ? $0 + "\n" : $0 }
    return (gapped + [style.bold("in all") + ": " + sum.human(style)]).joined(separator: "\n")
  }

  var json: JSONValue {
    let files = flatMap { report in report.files.map { $0.json(report.sources) } }
    return JSONValue(.object(sum.members + [.init(key: "files", value: .list(files))]))
  }
}

extension CoverageSum {
  /// `3 of 4 requirements, 10 of 12 branches, 85 %`.
  fileprivate func human(_ style: Style) -> String {
    let all = [(requirements, "requirement", "requirements"), (branches, "branch", "branches")]
    let parts = all.filter { $0.0.total > 0 }.map { part, one, many in
      "\(part.covered) of \(part.total) \(part.total == 1 ? one : many)"
    }
    let paint = percent == 100 ? style.green : style.yellow
    return (parts + [paint("\(percent) %")]).joined(separator: ", ")
  }

  fileprivate var members: [JSONValue.Member] {
    func json(_ part: (covered: Int, total: Int)) -> JSONValue {
      ["covered": .number(part.covered), "total": .number(part.total)]
    }
    return [
      .init(key: "requirements", value: json(requirements)), .init(key: "branches", value: json(branches)),
      .init(key: "percent", value: .number(percent)),
    ]
  }
}

extension CoverageReport.File {
  /// The sum, and each line with a gap in it: once, with all that is to be said of it.
  fileprivate func human(_ sources: SourceSet, _ style: Style) -> String {
    let excerpts = gaps.map { (gap: $0, excerpt: SourceExcerpt($0.marked(in: sources), in: sources)) }
    let width = excerpts.map { String($0.excerpt.line).count }.max() ?? 0
    func gutter(_ text: String) -> String {
      style.dim(String(repeating: " ", count: width - text.count) + text + " |")
    }
    var lines = ["\(style.bold(name)): \(sum.human(style))"]
    var last = 0
    for (gap, excerpt) in excerpts {
      if excerpt.line != last { lines.append("\(gutter(String(excerpt.line))) \(excerpt.text)") }
      last = excerpt.line
      lines.append("\(gutter("")) \(excerpt.marks("^", paint: style.yellow)) \(gap.words)")
    }
    return lines.joined(separator: "\n")
  }

  fileprivate func json(_ sources: SourceSet) -> JSONValue {
    let items = entries.map { entry -> JSONValue in
      let (line, column) = sources.file(entry.item.range.file).position(of: entry.item.range.lower)
      var members: [JSONValue.Member] = [.init(key: "kind", value: .text(entry.item.kind.rawValue))]
      if let name = entry.item.name { members.append(.init(key: "name", value: .text(name))) }
      members += [.init(key: "line", value: .number(line)), .init(key: "column", value: .number(column))]
      for (outcome, tests) in zip(entry.item.outcomes.names, entry.tests) {
        members.append(.init(key: outcome, value: .number(tests)))
      }
      return JSONValue(.object(members))
    }
    let head: [JSONValue.Member] = [.init(key: "file", value: .text(name))]
    return JSONValue(.object(head + sum.members + [.init(key: "items", value: .list(items))]))
  }
}

extension CoverageItem.Outcomes {
  fileprivate var names: [String] {
    switch self {
    case .heldOrRefused: ["held", "refused"]
    case .trueOrFalse: ["true", "false"]
    case .taken: ["taken"]
    }
  }
}

extension CoverageGap {
  /// What the marks stand under: of a requirement without a label its first word.
  fileprivate func marked(in sources: SourceSet) -> SourceRange {
    let range = entry.item.range
    guard entry.item.kind == .requirement else { return range }
    let word = sources.file(range.file).text(range.bytes).prefix { $0.isLetter || $0.isNumber }
    return SourceRange(file: range.file, lower: range.lower, upper: range.lower + word.utf8.count)
  }
}
