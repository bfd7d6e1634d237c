import AllocationCounter
import Testing
import Validator

@testable import Workloads

/// Judging asks for no memory where the request is legal, nor where rules refuse it, once a judge has been used a while.
/// Only a build for release says so: one for debugging boxes what it likes.
@Suite(.enabled(if: !isDebug && allocations_of_this_thread() >= 0))
struct AllocationTests {
  @Test func theCounterCounts() {
    let before = allocations_of_this_thread()
    let memory = UnsafeMutablePointer<Int>.allocate(capacity: 8)
    defer { memory.deallocate() }
    #expect(allocations_of_this_thread() == before + 1)
  }

  @Test func anAttackAsksForNoMemory() throws {
    let data = try AttackData.read()
    let rules = try AttackByRules(data, AttackByRules.rules())
    #expect(allocations { for number in rules.requests.indices { _ = rules.isLegal(number) } } == 0)
  }

  /// Walking a step, and ending the turn, with all that follows and all that is spent.
  @Test func whatTheShippedRulesAllowAsksForNoMemory() throws {
    let fight = try CombatRooms(Combat(creatures: 12, width: 40, height: 40), ShippedRules.load())
    var judged = 0
    for (room, creature) in zip(fight.rooms, fight.combat.creatures) {
      var bodies = [##"{"action": "endTurn", "arguments": {"actor": "\##(creature.id)"}}"##]
      for (dx, dy) in [(1, 0), (0, 1), (-1, 0), (0, -1)] {
        let path = "[[\(creature.x + dx), \(creature.y + dy)]]"
        bodies.append(##"{"action": "move", "arguments": {"actor": "\##(creature.id)", "path": \##(path)}}"##)
      }
      for body in bodies {
        let request = room.state.request(json: body, user: Combat.users[creature.user], now: 0)
        guard room.judge.validate(request, in: room.state).outcome == .ready else { continue }
        judged += 1
        #expect(allocations { _ = room.judge.validate(request, in: room.state) } == 0, "\(body)")
      }
    }
    #expect(judged > 12)
  }

  /// The number of allocations, after having done it twice.
  private func allocations(_ body: () -> Void) -> Int {
    for _ in 0..<2 { body() }
    let before = allocations_of_this_thread()
    body()
    return allocations_of_this_thread() - before
  }
}

private let isDebug: Bool = {
  var isDebug = false
  assert({ isDebug = true; return true }())
  return isDebug
}()
