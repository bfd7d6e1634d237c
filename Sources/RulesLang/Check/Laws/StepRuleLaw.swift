/// A rule for steps holds only `require` and `let`: a step that is searched is not taken, so nothing can change by it,
/// and what it costs is its movement's matter (semantics 1).
enum StepRuleLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    context.program.rules.flatMap { rule -> [Diagnostic] in
      guard case .anyStep = rule.pattern.subject else { return [] }
      return rule.body.compactMap { statement in
        switch statement.kind {
        case .require, .let: return nil
        default: return .stepRuleStatement(statement, rule: rule)
        }
      }
    }
  }
}
