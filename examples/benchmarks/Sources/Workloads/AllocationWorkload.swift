internal import AllocationCounter
internal import Measuring
internal import Validator

extension Workload {
  /// Judging asks for no memory, once a judge has been used a while: neither where a request is legal, with all that it
  /// costs, changes and brings about, nor where rules refuse it. One allocation ends the run.
  static let allocations = Workload(name: "allocations", summary: "that judging asks for no memory; nothing is timed") {
    run in
    guard allocations_of_this_thread() >= 0 else {
      run.tell("allocations are left out: they can be counted with glibc alone")
      return []
    }
    #if DEBUG
      run.tell("allocations are left out: what is built for debugging boxes what it likes")
    #else
      let attack = try AttackByRules(AttackData.read(), AttackByRules.rules())
      try expectNone("attacks") { _ = attack.count { $0.validate($1, in: $2).outcome != .refused } }

      let fight = try CombatRooms(Combat(creatures: 12, width: 40, height: 40), ShippedRules.load())
      var legal = 0
      for (room, creature) in zip(fight.rooms, fight.combat.creatures) {
        for body in try bodies(creature) {
          let request = room.state.request(json: body, user: creature.user, now: 0)
          guard room.judge.validate(request, in: room.state).outcome == .ready else { continue }
          legal += 1
          try expectNone(body) { _ = room.judge.validate(request, in: room.state) }
        }
      }
      guard legal > 12 else { throw Disagreement(description: "only \(legal) requests were legal") }
      run.tell("no allocation in 2,000 attacks, nor in \(legal) steps and ends of turns by the shipped rules")
    #endif
    return []
  }

  /// Ending the turn, and a step to each side.
  private static func bodies(_ creature: Combat.Creature) throws -> [String] {
    let steps = [(1, 0), (0, 1), (-1, 0), (0, -1)].map { [[creature.x + $0.0, creature.y + $0.1]] }
    return try [jsonText(["action": "endTurn", "arguments": ["actor": creature.id]])]
      + steps.map { try jsonText(["action": "move", "arguments": ["actor": creature.id, "path": $0]]) }
  }

  /// Does something twice, and then counts.
  private static func expectNone(_ what: String, _ body: () -> Void) throws {
    for _ in 0..<2 { body() }
    let before = allocations_of_this_thread()
    body()
    let count = allocations_of_this_thread() - before
    guard count == 0 else { throw Disagreement(description: "\(what): \(count) allocations") }
  }
}
