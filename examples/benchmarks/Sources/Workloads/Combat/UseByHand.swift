/// Using a thing on one target, by hand in Swift.
extension CombatByHand {
  struct Use {
    var user: Int
    var actor: Int
    var item: Int
    var target: Int
  }

  struct UseReasons: OptionSet {
    let rawValue: UInt32
    static let live = UseReasons(rawValue: 1)
    static let controller = UseReasons(rawValue: 2)
    static let turn = UseReasons(rawValue: 4)
    static let able = UseReasons(rawValue: 8)
    static let carries = UseReasons(rawValue: 16)
    static let usable = UseReasons(rawValue: 32)
    static let atHand = UseReasons(rawValue: 64)
    static let cost = UseReasons(rawValue: 128)
    static let charges = UseReasons(rawValue: 256)
    static let portion = UseReasons(rawValue: 512)
    static let alive = UseReasons(rawValue: 1024)
    static let range = UseReasons(rawValue: 2048)
    static let needed = UseReasons(rawValue: 4096)
    static let sight = UseReasons(rawValue: 8192)
    static let charmed = UseReasons(rawValue: 16384)
    static let cover = UseReasons(rawValue: 32768)
  }

  /// Whether it is legal: the first failure ends it.
  @inline(never)
  func isLegal(_ r: Use) -> Bool {
    let actor = creatures[r.actor]
    let item = items[r.item]
    guard isLive, actor.controller == r.user, current == r.actor, !actor.isHelpless, item.carrier == r.actor,
      let gear = item.gear, gear.targets > 0, item.stowage != .packed, 1 - actor.actionsUsed >= 1,
      item.charges >= gear.charges, !gear.isConsumed || item.quantity >= 1
    else { return false }
    let target = creatures[r.target]
    guard !target.isDead, distance(actor, target) <= gear.range, !gear.bandages || target.hp == 0 else { return false }
    if gear.needsSight, r.target != r.actor, !mayBeSeen(target, by: actor) { return false }
    return !(gear.isHarmful && actor.charmers.contains(r.target)) && isOpen(actor, target)
  }

  /// All that speaks against it.
  @inline(never)
  func reasons(_ r: Use) -> UseReasons {
    let actor = creatures[r.actor]
    let item = items[r.item]
    let target = creatures[r.target]
    var reasons: UseReasons = []
    if !isLive { reasons.insert(.live) }
    if actor.controller != r.user { reasons.insert(.controller) }
    if current != r.actor { reasons.insert(.turn) }
    if actor.isHelpless { reasons.insert(.able) }
    if item.carrier != r.actor { reasons.insert(.carries) }
    if item.stowage == .packed { reasons.insert(.atHand) }
    if 1 - actor.actionsUsed < 1 { reasons.insert(.cost) }
    if target.isDead { reasons.insert(.alive) }
    if !isOpen(actor, target) { reasons.insert(.cover) }
    guard let gear = item.gear, gear.targets > 0 else { return reasons.union(.usable) }
    if item.charges < gear.charges { reasons.insert(.charges) }
    if gear.isConsumed, item.quantity < 1 { reasons.insert(.portion) }
    if distance(actor, target) > gear.range { reasons.insert(.range) }
    if gear.bandages, target.hp > 0 { reasons.insert(.needed) }
    if gear.needsSight, r.target != r.actor, !mayBeSeen(target, by: actor) { reasons.insert(.sight) }
    if gear.isHarmful, actor.charmers.contains(r.target) { reasons.insert(.charmed) }
    return reasons
  }

  /// Whether eyes reach it. On this field all that stops a look stops an arrow, so one look at the map is enough.
  private func mayBeSeen(_ target: Creature, by actor: Creature) -> Bool {
    !actor.conditions.contains(.blinded) && !target.conditions.contains(.invisible)
  }

  /// Whether nothing is between the two. What is asked here has a box without a pillar around both, or a line that is
  /// not in doubt; a real table needs lines from corner to corner.
  func isOpen(_ a: Creature, _ b: Creature) -> Bool { field.isOpen(a.x, a.y, b.x, b.y) }
}
