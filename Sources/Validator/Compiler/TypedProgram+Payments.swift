internal import RulesLang

/// A statement that pays the price of a path from a budget of who walks it, or of what is walked of it where a way may
/// be cut short; or that requires the budget to cover it.
struct PathPayment {
  let budget: BudgetID
  let requirement: RequirementID
  /// What is paid for, with what names stand for put in their place.
  let path: TypedExpression
  /// Whose path it is, and whose budget.
  let walker: TypedExpression
  let mover: TypedExpression
  /// Whether it has no `when`, and stands in no `if` or loop.
  let isUnconditional: Bool

  /// Whether it is about a path as it was asked for: one of so many parameters.
  func isWhole(ofParameters count: Int) -> Bool {
    if case .local(let local) = path.kind { local.index < count } else { false }
  }

  /// Whether it is about the path that a parameter has, or about what is walked of it.
  func isPaid(forParameter place: Int) -> Bool {
    var isAbout = false
    path.walk { part in
      if case .local(let local) = part.kind, local.index == place { isAbout = true }
    }
    return isAbout
  }
}

extension TypedProgram {
  /// How paths of a movement are paid for: the first such statement there is, of those without a `when` if there are
  /// any, and of these of those about whole paths.
  func payment(for movement: MovementID) -> PathPayment? {
    let bodies =
      actions.map { ($0.body, $0.parameters.count) } + events.map { ($0.body, $0.parameters.count) }
      + rules.map { ($0.body, $0.pattern.parameters.count) }
    var paid: PathPayment?
    var first: PathPayment?
    for (body, count) in bodies {
      let found = payments(in: body, by: movement)
      let always = found.filter(\.isUnconditional)
      if let whole = always.first(where: { $0.isWhole(ofParameters: count) }) { return whole }
      paid = paid ?? always.first
      first = first ?? found.first
    }
    return paid ?? first
  }

  /// What the statements of a block pay for paths by a movement, in the order of the text.
  func payments(in body: [Statement], by movement: MovementID) -> [PathPayment] {
    var names: [LocalID: TypedExpression] = [:]
    var found: [PathPayment] = []
    func add(
      _ amount: TypedExpression, _ budget: BudgetID, of mover: TypedExpression, _ requirement: RequirementID,
      _ isAlways: Bool
    ) {
      guard case .pathCost(let path, movement, let walker) = amount.named(names).kind,
        budgets[budget].locals.first?.type == .entity(movements[movement].mover)
      else { return }
      found.append(
        PathPayment(
          budget: budget, requirement: requirement, path: path.named(names), walker: walker, mover: mover,
          isUnconditional: isAlways))
    }
    func look(at statements: [Statement], isReached: Bool) {
      for statement in statements {
        switch statement.kind {
        case .let(let name, let value, _): names[name] = value
        case .spend(let requirement, let amount, let place, let condition, _):
          guard case .budget(let budget, let mover) = place.root else { continue }
          add(amount, budget, of: mover, requirement, isReached && condition == nil)
        case .require(let requirement, let comparison, let condition, _):
          guard let (amount, left) = comparison.atMost, case .budget(let budget, let mover) = left.kind else {
            continue
          }
          add(amount, budget, of: mover, requirement, isReached && condition == nil)
        default: for block in statement.blocks { look(at: block, isReached: false) }
        }
      }
    }
    look(at: body, isReached: true)
    return found
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

extension TypedExpression {
  /// `amount <= left`, whichever way round it is written.
  fileprivate var atMost: (amount: TypedExpression, left: TypedExpression)? {
    switch kind {
    case .compare(.lessOrEqual, let amount, let left), .compare(.greaterOrEqual, let left, let amount): (amount, left)
    default: nil
    }
  }

  /// What a name stands for, if it is one, without conversions between optionals and what is in them.
  fileprivate func named(_ names: [LocalID: TypedExpression]) -> TypedExpression {
    switch kind {
    case .present(let inner), .narrowed(let inner): return inner.named(names)
    case .local(let local):
      guard let value = names[local] else { return self }
      return value.named(names)
    default: return self
    }
  }
}
