/// What each action of a rule set may take at worst, what may follow from it, and what finding the concealed takes, for
/// `check --cost`.
package struct CostReport: Sendable {
  package struct Row: Hashable, Sendable {
    package let name: String
    package let steps: Steps
    /// In how many rounds; for consequences only.
    package let rounds: Steps?
  }
  /// Dearest first.
  package let actions: [Row]
  package let consequences: [Row]
  package let conceals: [Row]

  /// - Parameter program: without errors, its patterns bound.
  package init(_ program: TypedProgram) {
    let model = CostModel(LawContext(program))
    func sorted(_ rows: [Row]) -> [Row] { rows.sorted { ($1.steps, $0.name) < ($0.steps, $1.name) } }
    actions = sorted(
      zip(program.actions, model.actions).map { Row(name: $0.header.name, steps: $1, rounds: nil) })
    consequences = sorted(
      zip(program.consequences, model.consequences).map {
        Row(name: $0.header.name, steps: $1.steps, rounds: $1.rounds)
      })
    conceals = sorted(
      zip(program.conceals, model.conceals).map { Row(name: $0.header.name, steps: $1, rounds: nil) })
  }

  package var text: String {
    let all = actions + consequences + conceals
    let width = all.map(\.name.count).max() ?? 0
    let digits = all.map { Self.grouped($0.steps).count }.max() ?? 0
    func lines(_ rows: [Row]) -> [String] {
      rows.map { row in
        let steps = Self.grouped(row.steps)
        let name = row.name + String(repeating: " ", count: width - row.name.count)
        let line = "  \(name)  \(String(repeating: " ", count: digits - steps.count))\(steps)"
        return row.rounds.map { line + ($0 == 1 ? "  in one round" : "  in \(Self.grouped($0)) rounds") } ?? line
      }
    }
    func sum(_ rows: [Row]) -> String { Self.grouped(rows.reduce(0) { $0 + $1.steps }) }
    let budget = Self.grouped(CostModel.budget)
    var text = ["actions, in steps at worst (\(budget) are allowed for each)"] + lines(actions)
    if !consequences.isEmpty {
      text += ["", "consequences after one request, \(sum(consequences)) (\(budget) are allowed)"]
      text += lines(consequences)
    }
    if !conceals.isEmpty {
      text += ["", "what is concealed from one viewer, \(sum(conceals)) (\(budget) are allowed)"] + lines(conceals)
    }
    return text.joined(separator: "\n") + "\n"
  }

  /// `50,000,000`.
  static func grouped(_ steps: Steps) -> String {
    var text = ""
    for (place, digit) in String(steps.count).reversed().enumerated() {
      if place > 0, place.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
