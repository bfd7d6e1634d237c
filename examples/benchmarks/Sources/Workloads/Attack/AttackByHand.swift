/// The attack by hand in Swift: structs by index, conditions as an option set.
struct AttackByHand {
  struct Conditions: OptionSet {
    let rawValue: UInt32
    static let stunned = Conditions(rawValue: 1)
    static let paralyzed = Conditions(rawValue: 2)
    static let unconscious = Conditions(rawValue: 4)
    static let prone = Conditions(rawValue: 8)
    static let grappled = Conditions(rawValue: 16)
    static let named = [
      "stunned": stunned, "paralyzed": paralyzed, "unconscious": unconscious, "prone": prone, "grappled": grappled,
    ]
  }

  struct Creature {
    var controller: Int
    var hp: Int
    var x: Int
    var y: Int
    var conditions: Conditions
    var actions: Int
    var equipped: [Int]
  }

  struct Item {
    var weapon: Bool
    var range: Int
    var twoHanded: Bool
  }

  struct Request {
    var user: Int
    var actor: Int
    var target: Int
    var item: Int
    var current: Int
  }

  /// What a request lacks: a bit for each requirement that is not met.
  struct Reasons: OptionSet {
    let rawValue: UInt32
    static let controller = Reasons(rawValue: 1)
    static let turn = Reasons(rawValue: 2)
    static let alive = Reasons(rawValue: 4)
    static let awake = Reasons(rawValue: 8)
    static let equipped = Reasons(rawValue: 16)
    static let armed = Reasons(rawValue: 32)
    static let action = Reasons(rawValue: 64)
    static let standing = Reasons(rawValue: 128)
    static let other = Reasons(rawValue: 256)
    static let reach = Reasons(rawValue: 512)
    static let bothHands = Reasons(rawValue: 1024)
  }

  var creatures: [Creature]
  var items: [Item]
  var requests: [Request]

  /// Whether it is legal: the first failure ends it.
  @inline(never)
  func isLegal(_ r: Request) -> Bool {
    let actor = creatures[r.actor]
    let target = creatures[r.target]
    let item = items[r.item]
    return actor.controller == r.user && r.current == r.actor && actor.hp > 0
      && actor.conditions.isDisjoint(with: [.stunned, .paralyzed, .unconscious]) && actor.equipped.contains(r.item)
      && item.weapon && actor.actions >= 1 && target.hp > 0 && r.target != r.actor
      && max(abs(actor.x - target.x), abs(actor.y - target.y)) <= item.range
      && (!item.twoHanded || actor.equipped.count == 1)
  }

  /// All that speaks against it.
  @inline(never)
  func reasons(_ r: Request) -> Reasons {
    let actor = creatures[r.actor]
    let target = creatures[r.target]
    let item = items[r.item]
    var reasons: Reasons = []
    if actor.controller != r.user { reasons.insert(.controller) }
    if r.current != r.actor { reasons.insert(.turn) }
    if actor.hp <= 0 { reasons.insert(.alive) }
    if !actor.conditions.isDisjoint(with: [.stunned, .paralyzed, .unconscious]) { reasons.insert(.awake) }
    if !actor.equipped.contains(r.item) { reasons.insert(.equipped) }
    if !item.weapon { reasons.insert(.armed) }
    if actor.actions < 1 { reasons.insert(.action) }
    if target.hp <= 0 { reasons.insert(.standing) }
    if r.target == r.actor { reasons.insert(.other) }
    if max(abs(actor.x - target.x), abs(actor.y - target.y)) > item.range { reasons.insert(.reach) }
    if item.twoHanded, actor.equipped.count != 1 { reasons.insert(.bothHands) }
    return reasons
  }
}

extension AttackByHand {
  init(_ data: AttackData) {
    let users = numbers(of: data.requests.map(\.user) + data.creatures.map(\.controller))
    let creatureNumbers = numbers(of: data.creatures.map(\.id))
    let itemNumbers = numbers(of: data.items.map(\.id))
    creatures = data.creatures.map { c in
      Creature(
        controller: users[c.controller] ?? -1, hp: c.hp, x: c.x, y: c.y,
        conditions: Conditions(c.conditions.compactMap { Conditions.named[$0] }), actions: c.actions,
        equipped: c.equipped.compactMap { itemNumbers[$0] })
    }
    items = data.items.map { Item(weapon: $0.weapon, range: $0.rng, twoHanded: $0.twoHanded) }
    requests = data.requests.map { r in
      Request(
        user: users[r.user] ?? -1, actor: creatureNumbers[r.actor] ?? 0, target: creatureNumbers[r.target] ?? 0,
        item: itemNumbers[r.item] ?? 0, current: creatureNumbers[r.current] ?? -1)
    }
  }
}

/// A number for each of some ids, equal ones alike.
func numbers(of ids: [String]) -> [String: Int] {
  var numbers: [String: Int] = [:]
  for id in ids where numbers[id] == nil { numbers[id] = numbers.count }
  return numbers
}
