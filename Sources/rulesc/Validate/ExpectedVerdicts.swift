internal import RulesLang
internal import Validator

/// Verdicts as they should be, an object for each line. What an object leaves out is not compared; it may name all that
/// `--truth` shows, and besides:
///
/// - `line`: the line of the log that it is about, so that the two files cannot slip against each other;
/// - `rules`: the rules that refuse, in any order, as the user is told them, or the digest that a verdict names;
/// - `after`: what is true afterwards, by JSON pointers into the state;
/// - `remark`: anything, for people.
struct ExpectedVerdicts {
  private let entries: [RequestFile.Entry]
  private let name: String
  private var compared = 0
  private(set) var differences = 0

  init(_ file: RequestFile, name: String) {
    entries = file.entries
    self.name = name
  }

  /// Compares what became of a line; `state` is the one that it has left.
  mutating func compare(_ played: PlayedLine, _ state: State, _ report: PlayReport, _ console: Console) {
    defer { compared += 1 }
    guard compared < entries.count else {
      return tell(played, ["there is no expectation for this request"], report, console)
    }
    switch entries[compared].content {
    case .failure(let error):
      tell(played, ["\(name):\(entries[compared].line) is no JSON: \(error.message)"], report, console)
    case .success(let expected):
      var found: [String] = []
      Self.compare(expected, played, state, &found)
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

  private static func compare(
    _ expected: JSONValue, _ played: PlayedLine, _ state: State, _ found: inout [String]
  ) {
    guard let members = expected.members else { return compare(expected, played.truth, at: .root, &found) }
    var own = Set(["line", "rules", "after", "remark"])
    // A verdict as it was written down names the rules that it was made by.
    if expected["rules"]?.string?.hasPrefix("sha256:") == true { own.remove("rules") }
    compare(JSONValue(.object(members.filter { !own.contains($0.key) })), played.truth, at: .root, &found)
    if let line = expected["line"] {
      compare(line, JSONValue(.integer(Int64(played.line))), at: .root.key("line"), &found)
    }
    if own.contains("rules"), let rules = expected["rules"] {
      let names = Set(played.verdict.reasons.map(\.rule)).sorted().map { JSONValue(.string($0)) }
      compare(sorted(rules), JSONValue(.array(names)), at: .root.key("rules"), &found)
    }
    guard let after = expected["after"] else { return }
    guard let pointers = after.members else {
      return found.append("$.after: an object of JSON pointers is due here, not \(text(after))")
    }
    if pointers.isEmpty { return }
    // INVARIANT: what a state writes can be read.
    let facts = (try? JSONReader().read(state.json)) ?? .null
    for member in pointers {
      let path = JSONPath.root.key("after").key(member.key)
      if let fact = facts.value(at: member.key) {
        compare(member.value, fact, at: path, &found)
      } else {
        found.append("\(path): there is no such place in the state")
      }
    }
  }

  /// A list of texts, each once and in order; anything else as it is.
  private static func sorted(_ value: JSONValue) -> JSONValue {
    guard let elements = value.elements else { return value }
    let texts = elements.compactMap(\.string)
    guard texts.count == elements.count else { return value }
    return JSONValue(.array(Set(texts).sorted().map { JSONValue(.string($0)) }))
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

extension JSONValue {
  /// The value that a JSON Pointer (RFC 6901) leads to.
  fileprivate func value(at pointer: String) -> JSONValue? {
    var parts = JSONPointer.parts(of: pointer)
    guard parts.popFirst() == "" else { return nil }
    var value = self
    for key in parts {
      if let elements = value.elements {
        guard let place = Int(key), elements.indices.contains(place) else { return nil }
        value = elements[place]
      } else {
        guard let member = value[key] else { return nil }
        value = member
      }
    }
    return value
  }
}
