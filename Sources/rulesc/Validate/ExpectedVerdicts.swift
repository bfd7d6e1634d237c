internal import RulesLang
internal import Validator

/// Verdicts as they should be, an object for each line. What an object leaves out is not compared; it may name all that
/// `--truth` shows.
struct ExpectedVerdicts {
  private let entries: [RequestFile.Entry]
  private let name: String
  private var compared = 0
  private(set) var differences = 0

  init(_ file: RequestFile, name: String) {
    entries = file.entries
    self.name = name
  }

  mutating func compare(_ played: PlayedLine, _ report: PlayReport, _ console: Console) {
    defer { compared += 1 }
    guard compared < entries.count else {
      return tell(played, ["there is no expectation for this request"], report, console)
    }
    switch entries[compared].content {
    case .failure(let error):
      tell(played, ["\(name):\(entries[compared].line) is no JSON: \(error.message)"], report, console)
    case .success(let expected):
      var found: [String] = []
      Self.compare(expected, played.truth, at: .root, &found)
      if !found.isEmpty { tell(played, found, report, console) }
    }
  }

  /// Expectations for which there was no request.
  mutating func tellMissing(_ console: Console) {
    guard compared < entries.count else { return }
    differences += entries.count - compared
    console.print(
      "\(console.style.red("✗")) \(Words.count(entries.count - compared, "expected verdict")) without a request")
  }

  func summary(_ style: Style) -> String {
    let text =
      "\(Words.count(compared, "verdict")), \(differences == 0 ? "all as expected" : "\(differences) not as expected")"
    return differences == 0 ? style.green(text) : style.red(text)
  }

  private mutating func tell(_ played: PlayedLine, _ found: [String], _ report: PlayReport, _ console: Console) {
    differences += 1
    let text = (["line \(played.line)"] + found.prefix(8).map { "    " + $0 }).joined(separator: "\n")
    console.note("\(console.errorStyle.red("✗")) \(text)")
    for line in report.text(played).split(separator: "\n", omittingEmptySubsequences: false) {
      console.note(line.isEmpty ? "" : "    \(line)")
    }
  }

  /// Members that the expectation names, and lists as a whole, element by element.
  private static func compare(_ expected: JSONValue, _ actual: JSONValue, at path: JSONPath, _ found: inout [String]) {
    switch (expected.content, actual.content) {
    case (.object(let members), .object):
      for member in members {
        let inner = path.key(member.key)
        if let value = actual[member.key] {
          compare(member.value, value, at: inner, &found)
        } else {
          found.append("\(inner): expected \(text(member.value)), found nothing")
        }
      }
    case (.array(let elements), .array(let others)):
      if elements.count != others.count {
        found.append("\(path): expected \(text(expected)), found \(text(actual))")
      } else {
        for (place, pair) in zip(elements, others).enumerated() {
          compare(pair.0, pair.1, at: path.index(place), &found)
        }
      }
    default: if expected != actual { found.append("\(path): expected \(text(expected)), found \(text(actual))") }
    }
  }

  private static func text(_ value: JSONValue) -> String {
    let text = JSONWriter.text(of: value)
    return text.count > 300 ? text.prefix(300) + "…" : text
  }
}
