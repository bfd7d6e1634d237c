internal import Foundation
internal import Validator

/// The attack by rules: those of `Resources/attack/rules`.
///
/// Whose turn it is stands in the state, as at any table, and differs from request to request. So there is a room for
/// each creature whose turn it may be, each with its state and, as a room has, a judge of its own.
struct AttackByRules {
  /// A state and who judges in it.
  struct Room {
    let state: State
    let judge: Judge
  }

  let rooms: [Room]
  /// All requests, read and resolved, each with its room.
  let requests: [(request: Request, room: Int)]

  static func rules() throws -> RuleSet { try RuleSet(directory: Resources.url("attack/rules").path) }

  init(_ data: AttackData, _ rules: RuleSet) throws {
    let places = numbers(of: data.creatures.map(\.id))
    let rooms = try data.creatures.map { creature in
      Room(state: try rules.state(json: data.state(current: creature.id)), judge: Judge(rules))
    }
    self.rooms = rooms
    requests = try data.requests.map { asked in
      let room = places[asked.current] ?? 0
      return (try rooms[room].state.request(json: asked.body, user: asked.user, now: 0), room)
    }
  }

  /// Whether a request is legal, by number.
  @inline(never)
  func isLegal(_ number: Int) -> Bool {
    let room = rooms[requests[number].room]
    return judge(requests[number].request, in: room.state, by: room.judge).outcome != .refused
  }
}

/// The call that is measured wherever rules judge: a resolved request through a judge that is kept.
@inline(__always)
func judge(_ request: Request, in state: State, by judge: Judge) -> Decision { judge.validate(request, in: state) }

extension AttackData {
  /// The state of the rules, as JSON. Ranges are in cells here, in feet there.
  func state(current: String) throws -> String {
    let creatures = creatures.map { c -> (String, [String: Any]) in
      (
        c.id,
        [
          "controller": c.controller, "cell": [c.x, c.y], "hp": c.hp, "conditions": c.conditions,
          "actionsLeft": c.actions, "equipped": c.equipped,
        ]
      )
    }
    let items = items.map { i -> (String, [String: Any]) in
      (i.id, ["weapon": i.weapon, "range": i.rng * 5, "twoHanded": i.twoHanded])
    }
    return try jsonText([
      "turn": ["current": current], "map": ["rows": Array(repeating: String(repeating: ".", count: 12), count: 12)],
      "creatures": Dictionary(uniqueKeysWithValues: creatures), "items": Dictionary(uniqueKeysWithValues: items),
    ])
  }
}

extension AttackData.Request {
  /// What a client sends.
  var body: String {
    get throws {
      try jsonText(["action": "attack", "arguments": ["actor": actor, "item": item, "target": target]])
    }
  }
}

func jsonText(_ value: [String: Any]) throws -> String {
  String(decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]), as: UTF8.self)
}
