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
    return lines + others(of: action)
  }

  /// What cannot be chosen. Candidates of one reason share a line; where very many lines would name the same rules, the
  /// first stands for all of them.
  private func others(of action: Options.Action) -> [String] {
    struct Line {
      let obstacle: String
      let rules: [String]
      var candidates: [Options.Candidate]
    }
    var found: [Line] = []
    var places: [String: Int] = [:]
    for candidate in action.candidates {
      guard case .disabled(let obstacle) = candidate.availability else { continue }
      let said = said(obstacle)
      if let place = places[said] {
        found[place].candidates.append(candidate)
      } else {
        places[said] = found.count
        found.append(Line(obstacle: said, rules: rules(obstacle), candidates: [candidate]))
      }
    }
    let alike = Dictionary(grouping: found, by: \.rules).filter { !$0.key.isEmpty && $0.value.count > Self.mostAlike }
    var told: Set<[String]> = []
    return found.flatMap { line -> [String] in
      let own = "  not \(names(line.candidates)): \(line.obstacle)"
      guard let all = alike[line.rules] else { return [own] }
      guard told.insert(line.rules).inserted else { return [] }
      let count = all.dropFirst().reduce(0) { $0 + $1.candidates.count }
      return [own, "  nor, likewise, \(count) others (\(line.rules.joined(separator: ", ")))"]
    }
  }

  /// So many lines about the same rules are told one by one.
  private static let mostAlike = 20

  private func rules(_ obstacle: Options.Obstacle) -> [String] {
    if case .shared(let reasons) = obstacle.why { reasons.map(\.rule) } else { [] }
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
