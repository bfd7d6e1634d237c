/// A requirement that is met always, or never, whatever the state and the request are. `require false` alone is meant:
/// it forbids an action.
enum ConstantRequirement: LintRule {
  /// Beyond so many atoms nothing is tried.
  private static let mostAtoms = 12

  static func check(_ program: TypedProgram) -> [Diagnostic] {
    let blocks = program.actions.map(\.body) + program.events.map(\.body) + program.rules.map(\.body)
    var found: [Diagnostic] = []
    for block in blocks {
      block.walk { statement in
        guard case .require(_, let condition, _, _) = statement.kind else { return }
        if case .bool(false) = condition.kind { return }
        if let value = constantValue(of: condition, program) { found.append(.constantRequirement(condition, value)) }
      }
    }
    return found
  }

  private static func constantValue(of condition: TypedExpression, _ program: TypedProgram) -> Bool? {
    var reader = ConditionReader(program, tellsWords: false)
    let formula = reader.formula(condition, names: [:])
    guard reader.atoms.facts.count <= mostAtoms else { return nil }
    if reader.atoms.model(of: formula) == nil { return false }
    if reader.atoms.model(of: formula.negated) == nil { return true }
    return nil
  }
}
