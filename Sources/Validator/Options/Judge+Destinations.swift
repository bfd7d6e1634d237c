internal import RulesLang

extension Judge {
  /// The cheapest ways to the cells that a mover may end on, cheapest first.
  ///
  /// - Parameter isPaid: whether only those are of interest that the budget for the movement pays for. Where it pays
  ///   for none, the cheapest is the answer: it shows what a way would cost.
  func destinations(
    of mover: Word, by movement: MovementID, in state: State, isPaid: Bool, user: Word, now: Int64, limit: Int
  ) -> [(path: [Word], cost: Int64)] {
    evaluator.prepare(state)
    defer { evaluator.finish() }
    evaluator.registers[Int(Global.user)] = user
    evaluator.registers[Int(Global.now)] = now
    var limit = limit
    var budget = MovementSearch.largestBudget
    if isPaid, let unit = evaluator.program.movements[movement.index].budget, let left = evaluator.call(unit, mover) {
      budget = Int(clamping: left)
    }
    guard evaluator.reach(mover, movement, budget: budget) else { return [] }
    if evaluator.search.ends.isEmpty, budget < MovementSearch.largestBudget {
      limit = min(limit, 1)
      guard evaluator.reach(mover, movement, budget: MovementSearch.largestBudget) else { return [] }
    }
    var cells: [Cell] = []
    return evaluator.search.ends.prefix(limit).compactMap { end in
      guard evaluator.search.path(to: end.cell, into: &cells), !cells.isEmpty else { return nil }
      return (cells.map(\.packed), Int64(end.cost))
    }
  }
}
