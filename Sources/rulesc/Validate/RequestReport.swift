internal import RulesLang
internal import Validator

/// Judged requests for people: ` 7 ✗ ana: move aria — It is Goblin's turn. (ownTurn, rules/turns.rules:9:3)`.
struct RequestReport {
  let style: Style
  let places: Places
  /// How wide the numbers of requests are; nil leaves them out.
  let numberWidth: Int?

  func text(_ judged: JudgedRequest) -> String {
    let verdict = judged.verdict
    let title = title(judged)
    switch verdict.outcome {
    case .refused: return refusal(judged, title)
    case .ready:
      let costs = costs(judged).map { " — \($0)" } ?? ""
      return lines("\(number(judged))\(style.green("✓")) \(title)\(costs)", remarks(verdict))
    case .awaiting(let needs):
      let rolls = needs.map { need in
        let whose = need.element.map { " for \($0.string ?? JSONWriter.text(of: $0))" } ?? ""
        return "\(need.roll)\(whose) (\(need.dice))"
      }
      let costs = costs(judged).map { "\($0), and " } ?? ""
      let needed = "\(costs)needs \(rolls.joined(separator: ", "))"
      return lines("\(number(judged))\(style.yellow("?")) \(title) — \(needed)", remarks(verdict))
    }
  }

  private func refusal(_ judged: JudgedRequest, _ title: String) -> String {
    let wait = judged.verdict.isLater ? "; may wait" : ""
    let reasons = judged.verdict.reasons.map { reason in
      // What could not be read is told with its place in the request, as there is no rule to look at.
      let isOfRequest = reason.rule.hasPrefix("request.")
      let place = isOfRequest ? "request: \(reason.source)" : "\(reason.rule), \(places.shown(reason.source))\(wait)"
      return "— \(reason.message)" + (judged.json == nil ? "" : " " + style.dim("(\(place))"))
    }
    let heading = "\(number(judged))\(style.red("✗")) \(title) "
    return heading + reasons.joined(separator: "\n" + margin + String(repeating: " ", count: title.count + 1))
  }

  private func number(_ judged: JudgedRequest) -> String {
    guard let numberWidth else { return "" }
    let number = String(judged.number)
    return style.dim(String(repeating: " ", count: max(0, numberWidth - number.count)) + number) + " "
  }

  /// What stands before titles.
  private var margin: String { String(repeating: " ", count: (numberWidth.map { $0 + 1 } ?? 0) + 2) }

  /// `ana: attack aria, sword, goblin`: who asks for what, with the arguments that are words.
  private func title(_ judged: JudgedRequest) -> String {
    guard let json = judged.json else { return "unreadable" }
    let user = json["user"]?.string ?? (json["user"] == nil ? "host" : "?")
    let action = TextRenderer.shown(json["action"]?.string ?? "?")
    let words = (json["arguments"]?.members ?? []).compactMap(\.value.string).map(Self.short)
    return "\(TextRenderer.shown(user)): \(action)" + (words.isEmpty ? "" : " " + words.joined(separator: ", "))
  }

  private static func short(_ text: String) -> String {
    let shown = TextRenderer.shown(text)
    return shown.count > 24 ? shown.prefix(23) + "…" : shown
  }

  /// `costs 20 ft from aria.movement, 1 from aria.actions`.
  private func costs(_ judged: JudgedRequest) -> String? {
    let costs = judged.verdict.costTexts(in: judged.state)
    return costs.isEmpty ? nil : "costs \(costs.joined(separator: ", "))"
  }

  /// What there is to tell besides: waivers, notes and the lines of the log.
  private func remarks(_ verdict: Verdict) -> [String] {
    let waived = verdict.waived.map { "\($0.by) lifts \($0.rule): \($0.because)" }
    let notes = verdict.notes.map { "\($0.word), by \($0.note): \($0.because)" }
    return waived + notes + verdict.events.compactMap(\.message)
  }

  private func lines(_ heading: String, _ remarks: [String]) -> String {
    ([heading] + remarks.map { "\(margin)  \(style.dim($0))" }).joined(separator: "\n")
  }
}
