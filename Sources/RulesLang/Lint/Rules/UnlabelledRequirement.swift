/// Where an action, event or rule has several requirements, each needs a label: without one no waiver, overlay or test
/// can name it, and its id would change with the order of the text.
enum UnlabelledRequirement: LintRule {
  static func check(_ program: TypedProgram) -> [Diagnostic] {
    var byOwner: [RequirementInfo.Owner: [RequirementInfo]] = [:]
    for requirement in program.requirements where requirement.kind != .binding {
      byOwner[requirement.owner, default: []].append(requirement)
    }
    return byOwner.values.filter { $0.count > 1 }.flatMap { requirements in
      requirements.filter { $0.label == nil }.map { .unlabelledRequirement($0) }
    }
  }
}
