internal import Measuring
internal import Validator

extension Workload {
  /// All cells within 30 ft and within 60 ft, by the movement of the shipped rules and by Dijkstra's algorithm by hand.
  static let reach = Workload(name: "reach", summary: "cells within 30 and 60 ft, among 20 creatures") { run in
    let combat = Combat(creatures: 20, width: 40, height: 40)
    let fight = try CombatRooms(combat, ShippedRules.load())
    // Everyone of the size of one cell in turn, as a search costs more where there is more room.
    let movers = combat.creatures.indices.filter { combat.creatures[$0].side == 1 }
    return try [30, 60].flatMap { try fight.measureReach("reach-\($0)", movers, budget: $0, run) }
  }
}

extension CombatRooms {
  /// The time of one search, in the first room.
  func measureReach(_ workload: String, _ movers: [Int], budget: Int, _ run: Run) throws -> [Figure] {
    let (state, judge, hand) = (rooms[0].state, rooms[0].judge, rooms[0].hand)
    let ids = movers.map { combat.creatures[$0].id }
    let search = ReachByHand(cells: combat.width * combat.height)
    var cells = 0
    for (mover, id) in zip(movers, ids) {
      search.run(mover, budget: budget, in: hand)
      let right = search.ends.sorted()
      let reached = reach(of: id, by: "walk", budget: budget, in: state, judge)
      let found = reached.map { ReachByHand.End(cell: $0.y * combat.width + $0.x, cost: $0.cost) }.sorted()
      try Disagreement.check("rules, for \(id)", found, are: right)
      cells += right.count
    }
    guard cells > 0 else { throw Disagreement(description: "nobody reaches anything") }
    let subjects = [
      Subject("rules", parts: ids.count) {
        var found = 0
        for id in ids { found += reach(of: id, by: "walk", budget: budget, in: state, judge).count }
        guard found == cells else { throw Disagreement(description: "the rules change their mind") }
      },
      Subject("swift-dijkstra", parts: ids.count) {
        var found = 0
        for mover in movers {
          search.run(mover, budget: budget, in: hand)
          found += search.ends.count
        }
        guard found == cells else { throw Disagreement(description: "the search by hand changes its mind") }
      },
    ]
    return try run.sampler.measure(subjects, of: workload)
  }
}

/// The call that is measured wherever rules say what is within reach.
func reach(of id: String, by movement: String, budget: Int, in state: State, _ judge: Judge) -> [Reached] {
  judge.reach(of: id, by: movement, budget: budget, in: state) ?? []
}
