internal import Validator

/// An explanation for people: each block with its statements under it, what became of them, and the values they saw.
struct ExplanationTree {
  private let explanation: Explanation
  private let places: Places
  private let style: Style
  /// The dice that the request brings.
  private let rolls: RolledFaces

  init(_ explanation: Explanation, rolls: RolledFaces, _ places: Places, _ style: Style) {
    self.explanation = explanation
    self.rolls = rolls
    self.places = places
    self.style = style
  }

  var text: String {
    var lines: [String] = []
    var round = 0
    for node in explanation.nodes {
      if node.round != round {
        round = node.round
        lines.append(style.bold(round == 1 ? "what follows" : "what follows from that"))
      }
      lines += self.lines(node, indentation: "", isLast: true, isRoot: true)
    }
    if !lines.isEmpty { lines.append("") }
    return (lines + outcome).joined(separator: "\n")
  }

  /// What it comes to in fact, and what the user is told where that is something else.
  private var outcome: [String] {
    let truth = explanation.verdict.truth
    var lines = outcome(of: truth)
    if truth.outcome == .ready { lines += truth.events.compactMap(\.message).map { "  \($0)" } }
    lines += truth.dropped.map { "  \(style.red("dropped")): \($0.rule): \($0.message)" }
    if explanation.verdict.reasons != truth.reasons {
      lines += ["", "to the user:"] + outcome(of: explanation.verdict)
    }
    return lines
  }

  private func outcome(of verdict: Verdict) -> [String] {
    let dice = rolls.texts.isEmpty ? "" : ", rolled \(rolls.texts.joined(separator: ", "))"
    switch verdict.outcome {
    case .refused: return [style.red("refused")] + verdict.reasons.map { "  \($0.rule): \($0.message)" }
    case .awaiting(let needs):
      let needed = needs.map { "\($0.name) (\($0.dice))" }.joined(separator: ", ")
      return [style.yellow("legal\(dice), and needs \(needed)")]
    case .ready: return [style.green("legal\(dice)")]
    }
  }

  private func lines(_ node: Explanation.Node, indentation: String, isLast: Bool, isRoot: Bool = false) -> [String] {
    let branch = isRoot ? "" : isLast ? "└ " : "├ "
    // A spend that is not covered has failed; of any other nothing is told but its amount.
    let isCovered = node.result == nil && node.text.hasPrefix("spend ")
    let mark = mark(isCovered ? "met" : node.result).map { $0 + " " } ?? ""
    let outcome = node.result.flatMap { Self.told.contains($0) ? style.dim(" — \($0)") : nil } ?? ""
    let place = style.dim("  \(places.shown(node.source))")
    let inner = indentation + (isRoot ? "" : isLast ? "  " : "│ ")
    var lines = [style.dim(indentation + branch) + mark + node.text + outcome + place]
    var rest = node.children[...]
    while let child = rest.first {
      let values = rest.prefix(while: Self.isValue)
      if values.isEmpty {
        rest = rest.dropFirst()
        lines += self.lines(child, indentation: inner, isLast: rest.isEmpty)
      } else {
        rest = rest.dropFirst(values.count)
        let shown = values.map { "\($0.text) = \($0.result ?? "")" }
        lines.append(
          style.dim(inner + (rest.isEmpty ? "    " : "│   ")) + style.cyan(Self.unique(shown).joined(separator: ", ")))
      }
    }
    return lines
  }

  /// A value that was seen, rather than a statement or block.
  private static func isValue(_ node: Explanation.Node) -> Bool {
    guard node.children.isEmpty, let result = node.result else { return false }
    return !outcomes.contains(result)
  }

  /// Outcomes that a mark does not say by itself.
  private static let told: Set = ["lifted", "passed over", "does not apply", "holds"]
  private static let outcomes = told.union(["met", "failed"])

  private func mark(_ result: String?) -> String? {
    switch result {
    case "met": style.green("✓")
    case "failed": style.red("✗")
    case "lifted": style.yellow("↑")
    case "passed over", "does not apply": style.dim("·")
    default: nil
    }
  }

  private static func unique(_ texts: [String]) -> [String] {
    texts.enumerated().filter { place, text in !texts[..<place].contains(text) }.map(\.element)
  }
}
