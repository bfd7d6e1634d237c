extension Combat {
  /// The state of the shipped rules, as JSON.
  ///
  /// - Parameter current: whose turn it is; nil while no fight is on.
  func state(current: Int?) throws -> String {
    var turn: [String: Any] = [:]
    if let current {
      turn = ["current": creatures[current].id, "order": creatures.prefix(200).map(\.id), "deadline": 90]
    }
    return try jsonText([
      "owner": "gm", "phase": "live", "turn": turn, "map": ["rows": rows.map { String($0) }],
      "creatures": Dictionary(uniqueKeysWithValues: creatures.map { ($0.id, json(of: $0)) }),
      "items": Dictionary(uniqueKeysWithValues: items.map { ($0.id, json(of: $0)) }),
    ])
  }

  private func json(of c: Creature) -> [String: Any] {
    [
      "name": c.id, "controller": c.user, "cell": [c.x, c.y], "size": c.size, "hp": c.hp, "maxHp": 40,
      "strength": c.strength, "afflictions": c.conditions.map { ["condition": $0] }, "dead": c.dead,
      "enemies": c.enemies.map { creatures[$0].id }, "moved": c.moved, "dashes": c.dashes,
      "actionsUsed": c.actionsUsed, "interactionsUsed": c.interactionsUsed,
    ]
  }

  private func json(of item: Item) -> [String: Any] {
    let carrier = creatures[item.carrier].id
    var json: [String: Any] = [
      "name": item.id, "carrier": carrier, "stowage": item.stowage, "charges": item.charges,
      "quantity": item.quantity,
    ]
    switch item.kind {
    case .weapon(let row): json["asWeapon"] = row
    case .armour(let row): json["asArmour"] = row
    case .gear(let row): json["asGear"] = row
    }
    if item.isAttuned { json["attunedTo"] = carrier }
    return json
  }
}

extension Combat {
  /// The state of the smaller game in `examples/skirmish`, as JSON: as much as it knows of this fight.
  func skirmish(current: Int) throws -> String {
    let rows = creatures.map { c -> (String, [String: Any]) in
      let row: [String: Any] = [
        "name": c.id, "controller": c.user, "cell": [c.x, c.y], "size": c.size, "hp": c.hp,
        "enemies": c.enemies.map { creatures[$0].id }, "actionsUsed": c.actionsUsed,
      ]
      return (c.id, row)
    }
    let weapons = items.compactMap { item -> (String, [String: Any])? in
      guard case .weapon = item.kind else { return nil }
      return (item.id, ["name": item.id, "profile": "longsword", "heldBy": creatures[item.carrier].id])
    }
    return try jsonText([
      "owner": "gm", "map": ["rows": self.rows.map { String($0) }],
      "turn": ["current": creatures[current].id, "order": creatures.prefix(200).map(\.id), "deadline": 90],
      "creatures": Dictionary(uniqueKeysWithValues: rows), "items": Dictionary(uniqueKeysWithValues: weapons),
    ])
  }
}
