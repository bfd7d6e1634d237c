internal import RulesLang

/// A statement that pays the price of a path from a budget of who walks it, or that requires the budget to cover it:
/// where a way may be cut short, only what was walked is paid for.
struct PathPayment {
  let budget: BudgetID
  let requirement: RequirementID
  let path: TypedExpression
  /// Whose path it is, and whose budget.
  let walker: TypedExpression
  let mover: TypedExpression
  /// Whether it has no `when`.
  let isUnconditional: Bool

  /// Whether it is about a path as it was asked for: one of so many parameters.
  func isWhole(ofParameters count: Int) -> Bool {
    if case .local(let local) = path.kind { local.index < count } else { false }
  }
}

extension TypedProgram {
  /// How paths of a movement are paid for: the first such statement there is, of those about whole paths if there are
  /// any.
  func payment(for movement: MovementID) -> PathPayment? {
    let bodies =
      actions.map { ($0.body, $0.parameters.count) } + events.map { ($0.body, $0.parameters.count) }
      + rules.map { ($0.body, $0.pattern.parameters.count) }
    var first: PathPayment?
    for (body, count) in bodies {
      var whole: PathPayment?
      body.walk { statement in
        guard whole == nil, let payment = payment(statement, by: movement) else { return }
        if payment.isWhole(ofParameters: count) { whole = payment }
        first = first ?? payment
      }
      if let whole { return whole }
    }
    return first
  }

  /// What a statement pays for a path by a movement; nil for one that pays for nothing like that.
  func payment(_ statement: Statement, by movement: MovementID) -> PathPayment? {
    switch statement.kind {
    case .spend(let requirement, let amount, let place, let condition, _):
      guard case .budget(let budget, let mover) = place.root else { return nil }
      return payment(
        amount, by: movement, budget, of: mover, requirement, isUnconditional: condition == nil)
    case .require(let requirement, let comparison, let condition, _):
      guard case .compare(.lessOrEqual, let amount, let left) = comparison.kind,
        case .budget(let budget, let mover) = left.kind
      else { return nil }
      return payment(amount, by: movement, budget, of: mover, requirement, isUnconditional: condition == nil)
    default: return nil
    }
  }

  private func payment(
    _ amount: TypedExpression, by due: MovementID, _ budget: BudgetID, of mover: TypedExpression,
    _ requirement: RequirementID, isUnconditional: Bool
  ) -> PathPayment? {
    guard case .pathCost(let path, due, let walker) = amount.kind,
      budgets[budget].locals.first?.type == .entity(movements[due].mover)
    else { return nil }
    return PathPayment(
      budget: budget, requirement: requirement, path: path, walker: walker, mover: mover,
      isUnconditional: isUnconditional)
  }

  /// The waivers that may lift a requirement.
  func waivers(lifting requirement: RequirementID) -> [WaiverID] {
    waivers.indices.filter { waivers[$0].lifts.contains(.requirement(requirement)) }.map { WaiverID($0) }
  }

  /// Whether a waiver holds for everyone or for no one, as its condition looks at nothing that was asked for.
  func isGeneral(_ id: WaiverID) -> Bool {
    let waiver = waivers[id]
    let isLifted = waivers.contains { $0.lifts.contains(.waiver(id)) }
    let isBound = waiver.bindings.allSatisfy { binding in
      binding.tagClauses.isEmpty && binding.excludedClauses.isEmpty
        && binding.sources.allSatisfy { if case .parameter = $0 { true } else { false } }
    }
    guard !isLifted, isBound else { return false }
    let names = waiver.pattern.parameters.count
    var isGeneral = true
    waiver.condition?.walk { part in
      switch part.kind {
      case .local(let local): if local.index < names { isGeneral = false }
      case .requestedAction: isGeneral = false
      default: break
      }
    }
    return isGeneral
  }
}
