internal import RulesLang
internal import Validator

/// Options for a person: a paragraph for each action, what can be chosen first, then what cannot and why.
struct OptionsReport {
  private let options: Options
  private let style: Style

  init(_ options: Options, _ style: Style) {
    self.options = options
    self.style = style
  }

  var text: String { options.actions.map(text).joined() }

  private func text(_ action: Options.Action) -> String {
    var lines = ["\(style.bold(action.action)): \(said(action.availability))"]
    if let parameter = action.parameter, !isSaid(action.availability) { lines += candidates(of: action, parameter) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func said(_ availability: Options.Availability) -> String {
    switch availability {
    case .enabled: style.green("yes")
    case .unsure: style.yellow("unsure")
    case .disabled(let obstacle): style.red("no") + ", " + said(obstacle)
    }
  }

  private func said(_ obstacle: Options.Obstacle) -> String {
    switch obstacle {
    case .shared(let reasons): reasons.map { "\($0.message) (\($0.rule))" }.joined(separator: " ")
    case .counts(let counts):
      counts.sorted { $0.key < $1.key }.map { "\($0.key) ×\($0.value)" }.joined(separator: ", ")
    case .noCandidates: "there is nothing to choose"
    }
  }

  /// Whether all candidates fail for the same reasons, so that the action's own line has said it.
  private func isSaid(_ availability: Options.Availability) -> Bool {
    if case .disabled(.shared) = availability { return true }
    return false
  }

  private func candidates(of action: Options.Action, _ parameter: String) -> [String] {
    var lines: [String] = []
    let enabled = action.candidates.filter { $0.availability == .enabled }
    if !enabled.isEmpty { lines.append("  \(parameter): \(enabled.map(name).joined(separator: ", "))") }
    let unsure = action.candidates.filter { $0.availability == .unsure }
    if !unsure.isEmpty { lines.append("  unsure: \(unsure.map(name).joined(separator: ", "))") }
    var others: [(obstacle: String, names: [String])] = []
    for candidate in action.candidates {
      guard case .disabled(let obstacle) = candidate.availability else { continue }
      let said = said(obstacle)
      if let place = others.firstIndex(where: { $0.obstacle == said }) {
        others[place].names.append(name(candidate))
      } else {
        others.append((said, [name(candidate)]))
      }
    }
    return lines + others.map { "  not \($0.names.joined(separator: ", ")): \($0.obstacle)" }
  }

  private func name(_ candidate: Options.Candidate) -> String {
    candidate.cost.map { "\(candidate.text) for \($0)" } ?? candidate.text
  }
}
