internal import RulesLang
internal import Validator

/// A request of a file and what became of it.
struct JudgedRequest {
  /// The line of the file that it starts on.
  let line: Int
  let verdict: Verdict
  private let json: JSONValue?
  private let state: State

  init(_ entry: RequestFile.Entry, in state: State, by judge: Judge) {
    line = entry.line
    self.state = state
    let request: Request
    switch entry.content {
    case .success(let value):
      json = value
      request = state.request(trusted: value)
    case .failure:
      json = nil
      // Read once more as what a user would have sent: that gives the reason for its verdict.
      request = state.request(json: entry.bytes, user: nil, now: state.clock)
    }
    verdict = state.verdict(of: judge.validate(request, in: state))
  }

  /// For people: `✗ ana: move — It is Goblin's turn. (ownTurn, turns.rules:9:3)`.
  func text(_ style: Style) -> String {
    switch verdict.outcome {
    case .refused: return refusal(style)
    case .ready: return ([style.green("✓") + " \(title)\(costs)"] + remarks(style)).joined(separator: "\n")
    case .awaiting(let needs):
      let rolls = needs.map { need in
        let whose = need.element.map { " for \($0.string ?? JSONWriter.text(of: $0))" } ?? ""
        return "\(need.roll)\(whose) (\(need.dice))"
      }
      let heading =
        style.yellow("?") + " \(title)\(costs)\(costs.isEmpty ? "" : " and") needs \(rolls.joined(separator: ", "))"
      return ([heading] + remarks(style)).joined(separator: "\n")
    }
  }

  /// `ana: move`.
  private var title: String {
    guard let json else { return "line \(line)" }
    let user = json["user"]?.string ?? (json["user"] == nil ? "host" : "?")
    return "\(TextRenderer.shown(user)): \(TextRenderer.shown(json["action"]?.string ?? "?"))"
  }

  private func refusal(_ style: Style) -> String {
    let reasons = verdict.reasons.map { reason in
      // What could not be read is told with its place in the file, as there is no rule to look at.
      let isOfRequest = reason.rule.hasPrefix("request.")
      let place = isOfRequest ? "line \(line), \(reason.source)" : "\(reason.rule), \(reason.source)"
      return "— \(reason.message)" + (json == nil ? "" : " " + style.dim("(\(place))"))
    }
    let indentation = String(repeating: " ", count: title.count + 3)
    return "\(style.red("✗")) \(title) " + reasons.joined(separator: "\n" + indentation)
  }

  /// ` costs 20 ft from aria.movement, 1 from aria.actions`.
  private var costs: String {
    let costs = verdict.costTexts(in: state)
    return costs.isEmpty ? "" : " costs \(costs.joined(separator: ", "))"
  }

  /// What there is to tell besides: waivers, notes and the lines of the log.
  private func remarks(_ style: Style) -> [String] {
    let waived = verdict.waived.map { "\($0.by) lifts \($0.rule): \($0.because)" }
    let notes = verdict.notes.map { "\($0.word), by \($0.note): \($0.because)" }
    return (waived + notes + verdict.events.compactMap(\.message)).map { "    " + style.dim($0) }
  }
}
