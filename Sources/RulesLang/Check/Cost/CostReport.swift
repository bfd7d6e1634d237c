/// What each action of a rule set may take at worst, for `check --cost`.
package struct CostReport: Sendable {
  package struct Row: Hashable, Sendable {
    package let name: String
    package let steps: Steps
  }
  /// Dearest first.
  package let actions: [Row]
  package let consequences: [Row]

  /// - Parameter program: without errors, its patterns bound.
  package init(_ program: TypedProgram) {
    let model = CostModel(LawContext(program))
    func rows(_ names: [String], _ steps: [Steps]) -> [Row] {
      zip(names, steps).map { Row(name: $0, steps: $1) }.sorted { ($1.steps, $0.name) < ($0.steps, $1.name) }
    }
    actions = rows(program.actions.map(\.header.name), model.actions)
    consequences = rows(program.consequences.map(\.header.name), model.consequences)
  }

  package var text: String {
    let all = actions + consequences
    let width = all.map(\.name.count).max() ?? 0
    let digits = all.map { Self.grouped($0.steps).count }.max() ?? 0
    func lines(_ rows: [Row]) -> [String] {
      rows.map { row in
        let steps = Self.grouped(row.steps)
        let name = row.name + String(repeating: " ", count: width - row.name.count)
        return "  \(name)  \(String(repeating: " ", count: digits - steps.count))\(steps)"
      }
    }
    var text = ["actions, in steps at worst (\(Self.grouped(CostModel.budget)) are allowed)"] + lines(actions)
    if !consequences.isEmpty { text += ["", "consequences, for all rows at once"] + lines(consequences) }
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
