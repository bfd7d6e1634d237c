internal import RulesLang
internal import Validator

/// A log for people, which can be read aloud: the requests short and dim, what the events say in full, and a turn set
/// off from the one before.
///
///      7 ✓ ana: attack aria, sword, goblin — costs 1 from aria.actions; rolled toHit 15, damage 6
///            Aria hits Goblin for 8.
///      8 ✗ ana: move aria — It is Goblin's turn. (ownTurn, rules/turns.rules:9:3)
struct PlayReport {
  let style: Style
  let places: Places
  /// How wide the numbers of requests are; nil leaves them out.
  let numberWidth: Int?

  func text(_ played: PlayedLine) -> String {
    let due = played.due.map { text($0, number: nil, title: "at \($0.now) s", isReadable: true) + "\n" } ?? ""
    return due
      + text(
        played.step, number: played.number, title: title(played), isReadable: played.json != nil)
  }

  /// What one viewer is told: of the requests of others only what comes of them.
  func text(_ played: PlayedLine, to viewer: String) -> String? {
    var lines = played.due.map(toldLines) ?? []
    if played.user == viewer {
      let verdict = played.verdict
      lines.append(
        heading(
          played.step, number: played.number, title: title(played), needs: verdict.needs, rolls: RolledFaces(),
          isReadable: true))
      lines += remarks(verdict)
    }
    lines += toldLines(played.step)
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private func text(_ step: PlayedStep, number: Int?, title: String, isReadable: Bool) -> String {
    let truth = step.verdict.truth
    let heading = heading(
      step, number: number, title: title, needs: truth.needs, rolls: step.rolls, isReadable: isReadable)
    let dropped = truth.dropped.map { "\(margin)  \(style.red("dropped")): \($0.message) (\($0.rule))" }
    // What waits for dice has not happened.
    let said = step.verdict.outcome == .ready ? lines(truth.events, turns: turns(step)) : []
    return ([heading] + fact(step.verdict) + remarks(step.verdict) + said + dropped).joined(separator: "\n")
  }

  // MARK: Headings

  private func heading(
    _ step: PlayedStep, number: Int?, title: String, needs: [Verdict.Need], rolls: RolledFaces, isReadable: Bool
  ) -> String {
    let start = self.number(number)
    let verdict = step.verdict
    switch verdict.outcome {
    case .refused:
      let wait = verdict.isLater ? "; may wait" : ""
      let reasons = verdict.reasons.map { reason in
        // What could not be read is told with its place in the request, as there is no rule to look at.
        let isOfRequest = reason.rule.hasPrefix("request.")
        let source =
          isOfRequest
          ? "request: \(reason.source)" : "\(reason.rule), \(places.shown(reason.source))\(wait)"
        return "— \(reason.message)" + (isReadable ? " " + style.dim("(\(source))") : "")
      }
      let indentation = margin + String(repeating: " ", count: title.count + 1)
      return "\(start)\(style.red("✗")) \(title) " + reasons.joined(separator: "\n" + indentation)
    case .awaiting:
      let needs = needs.map { "\($0.name) (\($0.dice))" }
      let parts = costs(step) + ["needs \(needs.joined(separator: ", "))"]
      return "\(start)\(style.yellow("?")) \(title) — \(parts.joined(separator: ", and "))"
    case .ready:
      let parts = costs(step) + rolled(rolls)
      let rest = parts.isEmpty ? "" : " — \(parts.joined(separator: "; "))"
      return "\(start)\(style.green("✓")) \(style.dim(title + rest))"
    }
  }

  private func number(_ number: Int?) -> String {
    guard let numberWidth else { return "" }
    let shown = number.map(String.init) ?? ""
    return style.dim(String(repeating: " ", count: max(0, numberWidth - shown.count)) + shown) + " "
  }

  /// What stands before titles.
  private var margin: String { String(repeating: " ", count: (numberWidth.map { $0 + 1 } ?? 0) + 2) }

  /// `ana: attack aria, sword, goblin`: who asks for what, with the arguments that are words.
  private func title(_ played: PlayedLine) -> String {
    guard let json = played.json else { return "unreadable" }
    if played.isTick { return json["tick"]?.integer == nil ? "tick" : "at \(played.step.now) s" }
    let user = json["user"]?.string ?? (json["user"]?.isNull ?? true ? "host" : "?")
    let action = TextRenderer.shown(json["action"]?.string ?? "?")
    let words = (json["arguments"]?.members ?? []).flatMap { Self.words(of: $0.value) }.map(Self.short)
    return "\(TextRenderer.shown(user)): \(action)" + (words.isEmpty ? "" : " " + words.joined(separator: ", "))
  }

  /// A text, or the texts of a list.
  private static func words(of value: JSONValue) -> [String] {
    value.string.map { [$0] } ?? (value.elements ?? []).compactMap(\.string)
  }

  private static func short(_ text: String) -> String {
    let shown = TextRenderer.shown(text)
    return shown.count > 24 ? shown.prefix(23) + "…" : shown
  }

  /// `costs 20 ft from aria.movement, 1 from aria.actions`.
  private func costs(_ step: PlayedStep) -> [String] {
    let costs = step.verdict.costTexts(in: step.before)
    return costs.isEmpty ? [] : ["costs \(costs.joined(separator: ", "))"]
  }

  /// `rolled toHit 15, damage 3+5, save[goblin] 12`: the faces.
  private func rolled(_ faces: RolledFaces) -> [String] {
    faces.texts.isEmpty ? [] : ["rolled \(faces.texts.joined(separator: ", "))"]
  }

  // MARK: What is said

  /// What is true, where the user may not know it, or the host's dice are at fault.
  private func fact(_ verdict: Verdict) -> [String] {
    let truth = verdict.truth
    guard verdict.reasons != truth.reasons else { return [] }
    let reasons = truth.reasons.map { "\($0.message) (\($0.rule))" }
    let told = reasons.isEmpty ? "it is legal" : reasons.joined(separator: " ")
    return ["\(margin)  \(style.dim("in fact: \(told)"))"]
  }

  /// Waivers and notes.
  private func remarks(_ verdict: Verdict) -> [String] {
    let waived = verdict.waived.map { "\($0.by) lifts \($0.rule): \($0.because)" }
    let notes = verdict.notes.map { "\($0.word), by \($0.note): \($0.because)" }
    return (waived + notes).map { "\(margin)  \(style.dim($0))" }
  }

  /// What the viewer is told of a step.
  private func toldLines(_ step: PlayedStep) -> [String] { lines(step.delta?.events ?? [], turns: turns(step)) }

  /// The events with which a turn begins: only the host is told tags.
  private func turns(_ step: PlayedStep) -> Set<String> {
    Set(step.verdict.truth.events.filter { $0.tags.contains("turn") }.map(\.event))
  }

  /// The lines of the log. A turn begins a paragraph.
  private func lines(_ events: [Verdict.Event], turns: Set<String>) -> [String] {
    events.flatMap { event -> [String] in
      guard let message = event.message else { return [] }
      let isTurn = turns.contains(event.event)
      return (isTurn ? [""] : []) + ["\(margin)  \(isTurn ? style.bold(message) : message)"]
    }
  }
}
