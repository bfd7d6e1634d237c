internal import Foundation
internal import Validator

/// The attack by rules: those of `Resources/attack/rules`.
///
/// Whose turn it is stands in the state, as at any table, and differs from request to request. So there is a room for
/// each creature whose turn it may be, each with its state and, as a room has, a judge of its own.
struct AttackByRules {
  /// A request, read and resolved, with the state and the judge of the room it is made in. One object, as what a server
  /// holds while it judges: loading the three from arrays each time would be measured with them.
  final class Asked {
    let request: Request
    let state: State
    let judge: Judge

    init(_ request: Request, _ state: State, _ judge: Judge) {
      self.request = request
      self.state = state
      self.judge = judge
    }
  }

  let requests: [Asked]

  static func rules() throws -> RuleSet { try RuleSet(directory: Resources.url("attack/rules").path) }

  init(_ data: AttackData, _ rules: RuleSet) throws {
    let places = numbers(of: data.creatures.map(\.id))
    let rooms = try data.creatures.map { creature in
      (state: try rules.state(json: data.state(current: creature.id)), judge: Judge(rules))
    }
    requests = try data.requests.map { asked in
      let (state, judge) = rooms[places[asked.current] ?? 0]
      return Asked(try state.request(json: asked.body, user: asked.user, now: 0), state, judge)
    }
  }

  /// Whether a request is legal, by number.
  @inline(never)
  func isLegal(_ number: Int) -> Bool {
    let asked = requests[number]
    return judge(asked.request, in: asked.state, by: asked.judge).outcome != .refused
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
