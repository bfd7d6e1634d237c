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
    switch obstacle.why {
    case .shared(let reasons): reasons.map { "\($0.message) (\($0.rule))" }.joined(separator: " ")
    case .counts(let counts):
      counts.sorted { $0.key < $1.key }.map { "\($0.key) ×\($0.value)" }.joined(separator: ", ")
    case .noCandidates: "there is nothing to choose"
    }
  }

  /// Whether all candidates fail for the same reasons, so that the action's own line has said it.
  private func isSaid(_ availability: Options.Availability) -> Bool {
    guard case .disabled(let obstacle) = availability, case .shared = obstacle.why else { return false }
    return true
  }

  private func candidates(of action: Options.Action, _ parameter: String) -> [String] {
    var lines: [String] = []
    let enabled = action.candidates.filter { $0.availability == .enabled }
    if !enabled.isEmpty { lines.append("  \(parameter): \(names(enabled))") }
    let unsure = action.candidates.filter { $0.availability == .unsure }
    if !unsure.isEmpty { lines.append("  unsure: \(names(unsure))") }
    var others: [(obstacle: String, candidates: [Options.Candidate])] = []
    for candidate in action.candidates {
      guard case .disabled(let obstacle) = candidate.availability else { continue }
      let said = said(obstacle)
      if let place = others.firstIndex(where: { $0.obstacle == said }) {
        others[place].candidates.append(candidate)
      } else {
        others.append((said, [candidate]))
      }
    }
    return lines + others.map { "  not \(names($0.candidates)): \($0.obstacle)" }
  }

  /// `(1, 0), (0, 1) for 5 ft; (2, 0) for 10 ft`: neighbours of one price share it.
  private func names(_ candidates: [Options.Candidate]) -> String {
    var groups: [(price: String?, names: [String])] = []
    for candidate in candidates {
      if let last = groups.indices.last, groups[last].price == candidate.costText {
        groups[last].names.append(candidate.text)
      } else {
        groups.append((candidate.costText, [candidate.text]))
      }
    }
    return groups.map { group in
      group.names.joined(separator: ", ") + (group.price.map { " for \($0)" } ?? "")
    }.joined(separator: "; ")
  }
}
