internal import Measuring
internal import Validator

extension Workload {
  /// Taking things in hand and putting them on, by the shipped rules.
  static let equip = Workload(name: "equip", summary: "taking in hand and putting on, in a fight of twelve") { run in
    let fight = try CombatRooms(Combat(creatures: 12, width: 40, height: 40), ShippedRules.load())
    let asked = try fight.ask(CombatByHand.Equip.self, 2000, seed: 1) { room, random in
      let (actor, user) = fight.actor(in: room, &random)
      let item = fight.item(of: actor, &random)
      let arguments = ["actor": fight.combat.creatures[actor].id, "item": fight.combat.items[item].id]
      let body = try jsonText(["action": "equip", "arguments": arguments])
      return (CombatByHand.Equip(user: user, actor: actor, item: item), body, user)
    }
    return try fight.measure("equip", asked, run)
  }

  /// Drinking, bandaging, throwing, by the shipped rules.
  static let use = Workload(name: "use", summary: "using a thing on someone, in a fight of twelve") { run in
    let fight = try CombatRooms(Combat(creatures: 12, width: 40, height: 40), ShippedRules.load())
    let asked = try fight.ask(CombatByHand.Use.self, 2000, seed: 2) { room, random in
      let (actor, user) = fight.actor(in: room, &random)
      let item = fight.item(of: actor, &random)
      let target = random.chance(35) ? actor : Int.random(in: fight.combat.creatures.indices, using: &random)
      let hand = fight.rooms[room].hand
      guard hand.isCertain(hand.creatures[actor], hand.creatures[target]) else { return nil }
      let (creatures, items) = (fight.combat.creatures, fight.combat.items)
      let body = try jsonText([
        "action": "use",
        "arguments": ["actor": creatures[actor].id, "item": items[item].id, "targets": [creatures[target].id]],
      ])
      return (CombatByHand.Use(user: user, actor: actor, item: item, target: target), body, user)
    }
    return try fight.measure("use", asked, run)
  }

  /// Walking one step, and along paths of 6 and 12 steps, by the shipped rules.
  static let move = Workload(name: "move", summary: "walking 1, 6 and 12 steps, in a fight of twelve") { run in
    var combat = Combat(creatures: 12, width: 40, height: 40)
    // All have hurried, so that twelve steps are within reach.
    for number in combat.creatures.indices { combat.creatures[number].dashes = 1 }
    let fight = try CombatRooms(combat, ShippedRules.load())
    return try [1, 6, 12].flatMap { steps in
      let asked = try fight.ask(CombatByHand.Move.self, 2000, seed: UInt64(steps)) { room, random in
        let (actor, user) = fight.actor(in: room, &random)
        // Where a large one would have to squeeze, the walk by hand does not know what to do.
        guard combat.creatures[actor].side == 1 else { return nil }
        let path = fight.rooms[room].hand.wander(from: actor, steps, &random)
        let body = try jsonText([
          "action": "move",
          "arguments": ["actor": combat.creatures[actor].id, "path": path.map { [$0.x, $0.y] }],
        ])
        return (CombatByHand.Move(user: user, actor: actor, path: path), body, user)
      }
      return try fight.measure("move-\(steps)", asked, run)
    }
  }
}

extension CombatRooms {
  /// Compares all decisions, and takes the time of the rules and of both forms by hand.
  func measure<Question: HandQuestion>(
    _ workload: String, _ asked: [Asked<Question>], _ run: Run
  ) throws -> [Figure] {
    let right = asked.indices.map { $0.isMultiple(of: 2) }
    let subjects = [
      try subject("rules", asked, right) { rooms, one in
        judge(one.request, in: rooms[one.room].state, by: rooms[one.room].judge).outcome != .refused
      },
      try subject("swift-early-exit", asked, right) { rooms, one in one.question.isLegal(in: rooms[one.room].hand) },
      try subject("swift-all-reasons", asked, right) { rooms, one in
        one.question.hasNoReasons(in: rooms[one.room].hand)
      },
    ]
    return try run.sampler.measure(subjects, of: workload)
  }

  /// A program that decides all requests, and is right.
  @inline(__always)
  private func subject<Question>(
    _ name: String, _ asked: [Asked<Question>], _ right: [Bool],
    _ isLegal: @escaping ([Room], Asked<Question>) -> Bool
  ) throws -> Subject {
    try Disagreement.check(name, asked.map { isLegal(rooms, $0) }, are: right)
    return Subject(name, parts: asked.count) { [rooms] in
      var legal = 0
      for one in asked where isLegal(rooms, one) { legal += 1 }
      guard legal * 2 == asked.count else { throw Disagreement(description: "\(name) changes its mind") }
    }
  }
}

extension CombatByHand {
  /// Whether a look from one to another is not in doubt: nothing solid in the box around both.
  func isCertain(_ a: Creature, _ b: Creature) -> Bool {
    field.isOpen(
      min(a.x, b.x), min(a.y, b.y), max(a.x + a.side, b.x + b.side) - 1, max(a.y + a.side, b.y + b.side) - 1)
  }

  /// A way of so many steps, mostly onward, seldom through what is in the way.
  func wander(from actor: Int, _ steps: Int, _ random: inout Randomness) -> [(x: Int, y: Int)] {
    var (x, y) = (creatures[actor].x, creatures[actor].y)
    let (east, south) = (Int.random(in: -1...1, using: &random), Int.random(in: -1...1, using: &random))
    let isCareful = random.chance(80)
    return (0..<steps).map { _ in
      for _ in 0..<12 {
        let onward = random.chance(60)
        let dx = onward ? east : Int.random(in: -1...1, using: &random)
        let dy = onward ? south : Int.random(in: -1...1, using: &random)
        guard dx != 0 || dy != 0 else { continue }
        let isInside = (0..<field.width).contains(x + dx) && (0..<field.height).contains(y + dy)
        guard isInside, !isCareful || mayStep(x, y, dx, dy, actor) else { continue }
        (x, y) = (x + dx, y + dy)
        break
      }
      return (x, y)
    }
  }
}
