internal import RulesLang

/// A statement that pays the price of a path from a budget of who walks it.
struct PathPayment {
  let budget: BudgetID
  let requirement: RequirementID
  let path: TypedExpression
  let mover: TypedExpression
  /// Whether it has no `when`.
  let isUnconditional: Bool
}

extension TypedProgram {
  /// How paths of a movement are paid for: the first such statement there is.
  func payment(for movement: MovementID) -> PathPayment? {
    let bodies = actions.map(\.body) + events.map(\.body) + rules.map(\.body)
    for body in bodies {
      var found: PathPayment?
      body.walk { statement in found = found ?? payment(statement, by: movement) }
      if let found { return found }
    }
    return nil
  }

  /// What a statement pays for a path by a movement; nil for one that pays for nothing like that.
  func payment(_ statement: Statement, by movement: MovementID) -> PathPayment? {
    guard case .spend(let requirement, let amount, let place, let condition, _) = statement.kind,
      case .budget(let budget, let mover) = place.root, case .pathCost(let path, movement, _) = amount.kind,
      budgets[budget].locals.first?.type == .entity(movements[movement].mover)
    else { return nil }
    return PathPayment(
      budget: budget, requirement: requirement, path: path, mover: mover, isUnconditional: condition == nil)
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
