/// Every action's worst case is known before anyone plays, and within the budget (law 2). So is that of all that may
/// follow one request, and of finding what is concealed from one viewer.
enum CostLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    let model = CostModel(context)
    let unlimited = model.unlimited.map { Diagnostic.unbounded($0.key, what: $0.value) }
    if !unlimited.isEmpty { return unlimited }
    let program = context.program
    var found = zip(program.actions, model.actions).compactMap { action, steps in
      steps > CostModel.budget ? Diagnostic.overBudget(action, cost: steps, budget: CostModel.budget) : nil
    }
    let dearest = zip(program.consequences, model.consequences).max { $0.1.steps < $1.1.steps }
    if model.following > CostModel.budget, let (consequence, cost) = dearest {
      found.append(.consequencesOverBudget(model.following, dearest: consequence, cost))
    }
    let widest = zip(program.conceals, model.conceals).max { $0.1 < $1.1 }
    if model.concealing > CostModel.budget, let (conceal, cost) = widest {
      found.append(.concealsOverBudget(model.concealing, dearest: conceal, cost))
    }
    return found
  }
}
