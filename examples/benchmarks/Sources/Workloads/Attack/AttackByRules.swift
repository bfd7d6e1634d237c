internal import Foundation
internal import Validator

/// The attack by rules: those of `Resources/attack/rules`.
///
/// Whose turn it is stands in the state, as at any table. So there is a room for each creature whose turn it may be, each
/// with its state and, as a room has, a judge of its own; and requests come room by room, for all programs alike.
struct AttackByRules {
  /// A state, who judges in it, and what is asked there: requests that have been read and resolved.
  struct Room {
    let state: State
    let judge: Judge
    var requests: [Request] = []
  }

  private(set) var rooms: [Room] = []

  static func rules() throws -> RuleSet { try RuleSet(directory: Resources.url("attack/rules").path) }

  init(_ data: AttackData, _ rules: RuleSet) throws {
    var current: String?
    for asked in data.requests {
      if asked.current != current {
        current = asked.current
        rooms.append(Room(state: try rules.state(json: data.state(current: asked.current)), judge: Judge(rules)))
      }
      let room = rooms.count - 1
      rooms[room].requests.append(rooms[room].state.request(json: try asked.body, user: asked.user, now: 0))
    }
  }

  /// How many requests are legal.
  @inline(__always)
  func count(_ isLegal: (Judge, Request, State) -> Bool) -> Int {
    var legal = 0
    for room in rooms {
      let (judge, state) = (room.judge, room.state)
      for request in room.requests where isLegal(judge, request, state) { legal += 1 }
    }
    return legal
  }

  /// Whether each request is legal, in their order.
  func answers(_ isLegal: (Judge, Request, State) -> Bool) -> [Bool] {
    rooms.flatMap { room in room.requests.map { isLegal(room.judge, $0, room.state) } }
  }
}

/// The call that is measured wherever requests of the shipped rules are judged: through a judge that is kept.
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
