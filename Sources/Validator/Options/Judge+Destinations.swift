internal import RulesLang

extension Judge {
  /// The cheapest ways to the cells that a mover may end on, cheapest first.
  func destinations(
    of mover: Word, by movement: MovementID, in state: State, user: Word, now: Int64, limit: Int
  ) -> [(path: [Word], cost: Int64)] {
    evaluator.prepare(state)
    defer { evaluator.finish() }
    evaluator.registers[Int(Global.user)] = user
    evaluator.registers[Int(Global.now)] = now
    guard evaluator.reach(mover, movement, budget: MovementSearch.largestBudget) else { return [] }
    var cells: [Cell] = []
    return evaluator.search.ends.prefix(limit).compactMap { end in
      guard evaluator.search.path(to: end.cell, into: &cells), !cells.isEmpty else { return nil }
      return (cells.map(\.packed), Int64(end.cost))
    }
  }
}
