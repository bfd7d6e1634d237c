internal import Foundation
internal import Validator

/// The attack by rules: those of `Resources/attack/rules`.
///
/// Whose turn it is stands in the state, as at any table. So there is a room for each creature whose turn it may be, each
/// with its state and, as a room has, a judge of its own; and requests come room by room, for all programs alike.
struct AttackByRules {
  /// A state, who judges in it, and what is asked there: requests that have been read and resolved.
  final class Room {
    let state: State
    let judge: Judge
    let requests: [Request]
    /// The same, each at hand as it is where it has just been read: a loop over an array takes hold of each element and
    /// lets go of it again, which would be measured as a part of judging.
    private let asked: [Asked]
    private let unheld: [Unmanaged<Asked>]

    private final class Asked {
      let request: Request
      init(_ request: Request) { self.request = request }
    }

    init(_ state: State, _ judge: Judge, _ requests: [Request]) {
      (self.state, self.judge, self.requests) = (state, judge, requests)
      asked = requests.map(Asked.init)
      unheld = asked.map(Unmanaged.passUnretained)
    }

    /// How many requests are legal.
    @inline(__always)
    func count(_ isLegal: (Judge, Request, State) -> Bool) -> Int {
      var legal = 0
      for one in unheld where one._withUnsafeGuaranteedRef({ isLegal(judge, $0.request, state) }) { legal += 1 }
      return legal
    }
  }

  private(set) var rooms: [Room] = []

  static func rules() throws -> RuleSet { try RuleSet(directory: Resources.url("attack/rules").path) }

  init(_ data: AttackData, _ rules: RuleSet) throws {
    var asked = data.requests[...]
    while let current = asked.first?.current {
      let state = try rules.state(json: data.state(current: current))
      let ofRoom = asked.prefix { $0.current == current }
      let requests = try ofRoom.map { state.request(json: try $0.body, user: $0.user, now: 0) }
      rooms.append(Room(state, Judge(rules), requests))
      asked = asked.dropFirst(ofRoom.count)
    }
  }

  /// How many requests are legal.
  @inline(__always)
  func count(_ isLegal: (Judge, Request, State) -> Bool) -> Int { rooms.reduce(0) { $0 + $1.count(isLegal) } }

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
