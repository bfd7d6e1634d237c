internal import RulesLang
internal import Validator

/// What judging takes, for a person and for programs.
struct BenchReport {
  private let measured: Measurement
  private let rules: RuleSet
  private let places: Places
  private let style: Style
  /// So many parts are shown to a person.
  private static let shownParts = 12

  init(_ measured: Measurement, _ rules: RuleSet, _ places: Places, style: Style) {
    self.measured = measured
    self.rules = rules
    self.places = places
    self.style = style
  }

  // MARK: For people

  var text: String {
    let judgements = Words.count(measured.judged, "judgement")
    let unreadable = Words.count(measured.unreadable, "line")
    let heading = "\(judgements), each timed \(measured.rounds) times."
      + (measured.unreadable == 0 ? "" : " No rule is asked about \(unreadable).")
    return "\(heading)\n\n\(actions)\n\(parts)"
  }

  private var actions: String {
    let rows = measured.actions.map { action in
      [
        action.name ?? Self.timePasses, "\(action.judged)", "\(action.legal)", Self.shown(action.median),
        Self.shown(action.instructions / action.judged),
      ]
    }
    return table(["action", "judged", "legal", "median time", "instructions each"], rows, left: [0])
  }

  private var parts: String {
    let rows = measured.parts.prefix(Self.shownParts).map { part in
      [
        "\(part.word.rawValue) \(part.name)", places.shown(rules.program.sources.place(part.range)),
        Self.percent(part.instructions, of: measured.instructions), "\(part.judgements)",
        Self.shown(part.instructions / max(1, part.judgements)),
      ]
    }
    let left = measured.parts.count - rows.count
    return table(["what takes most", "where", "share", "judged", "instructions each"], rows, left: [0, 1])
      + (left > 0 ? "\(Words.count(left, "other")) \(left == 1 ? "takes" : "take") less.\n" : "")
  }

  private static let timePasses = "(time passes)"

  /// Columns two blanks apart, numbers to the right.
  private func table(_ heading: [String], _ rows: [[String]], left: Set<Int>) -> String {
    let widths = heading.indices.map { column in ([heading] + rows).map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        return left.contains(column) ? cell + gap : gap + cell
      }
      var line = padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
    return ([style.bold(line(heading))] + rows.map(line)).map { $0 + "\n" }.joined()
  }

  /// `850 ns`, `4.2 µs`, `12.0 ms`.
  private static func shown(_ nanoseconds: UInt64) -> String {
    if nanoseconds < 1_000 { return "\(nanoseconds) ns" }
    let isShort = nanoseconds < 1_000_000
    let tenths = (nanoseconds + (isShort ? 50 : 50_000)) / (isShort ? 100 : 100_000)
    return "\(tenths / 10).\(tenths % 10) \(isShort ? "µs" : "ms")"
  }

  /// `12,345`.
  private static func shown(_ number: Int) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
  }

  private static func percent(_ part: Int, of whole: Int) -> String {
    let tenths = (part * 1_000 + whole / 2) / max(1, whole)
    return "\(tenths / 10).\(tenths % 10) %"
  }

  // MARK: For programs

  var json: JSONValue {
    let actions = measured.actions.map { action -> JSONValue in
      [
        "action": action.name.map(JSONValue.text) ?? JSONValue(.null), "judged": .number(action.judged),
        "legal": .number(action.legal), "medianNanoseconds": JSONValue(.integer(Int64(clamping: action.median))),
        "instructions": .number(action.instructions),
      ]
    }
    let parts = measured.parts.map { part -> JSONValue in
      [
        "part": .text(part.word.rawValue), "name": .text(part.name),
        "source": .text(rules.program.sources.place(part.range)), "judged": .number(part.judgements),
        "instructions": .number(part.instructions),
      ]
    }
    return [
      "rules": .text(rules.digest), "judged": .number(measured.judged), "unreadable": .number(measured.unreadable),
      "rounds": .number(measured.rounds), "instructions": .number(measured.instructions),
      "actions": .list(actions), "parts": .list(parts),
    ]
  }
}
