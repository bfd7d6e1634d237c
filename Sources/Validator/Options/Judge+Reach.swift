internal import RulesLang

/// A cell on which someone who moves can end, and what the cheapest way there costs.
public struct Reached: Sendable, Hashable {
  public let x: Int
  public let y: Int
  /// In the unit of the map.
  public let cost: Int

  package init(x: Int, y: Int, cost: Int) {
    self.x = x
    self.y = y
    self.cost = cost
  }
}

extension Judge {
  /// The cells that a row reaches by a movement, cheapest first. It is worked out by fact: what is concealed from a
  /// user stands in the way like everything else.
  ///
  /// - Parameters:
  ///   - id: of who moves.
  ///   - movement: its name in the rules.
  ///   - budget: what the way may cost; nil for what is left of the budget that paths of this movement are paid from.
  /// - Returns: nil where there is nobody of that id whom this movement moves, or where the rules failed.
  public func reach(of id: String, by movement: String, budget: Int? = nil, in state: State) -> [Reached]? {
    let program = state.rules.program
    guard let place = program.movements.firstIndex(where: { $0.header.name == movement }),
      case .entity(let entity)? = program.movements[place].locals.first?.type, let row = state.row(of: id, in: entity),
      let ends = try? reach(of: row, by: MovementID(place), budget: budget.map(Int64.init), in: state)
    else { return nil }
    return ends.map { Reached(x: Int($0.cell.x), y: Int($0.cell.y), cost: $0.cost) }
  }
}
