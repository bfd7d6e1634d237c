/// Every action's worst case is known before anyone plays, and within the budget (law 2).
enum CostLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    let model = CostModel(context)
    let unlimited = model.unlimited.map { Diagnostic.unbounded($0.key, what: $0.value) }
    if !unlimited.isEmpty { return unlimited }
    return zip(context.program.actions, model.actions).compactMap { action, steps in
      steps > CostModel.budget ? .overBudget(action, cost: steps, budget: CostModel.budget) : nil
    }
  }
}
