/// Taking something in hand or putting it on, by hand in Swift.
extension CombatByHand {
  struct Equip {
    var user: Int
    var actor: Int
    var item: Int
  }

  struct EquipReasons: OptionSet {
    let rawValue: UInt32
    static let live = EquipReasons(rawValue: 1)
    static let controller = EquipReasons(rawValue: 2)
    static let turn = EquipReasons(rawValue: 4)
    static let able = EquipReasons(rawValue: 8)
    static let carries = EquipReasons(rawValue: 16)
    static let unhurried = EquipReasons(rawValue: 32)
    static let notYet = EquipReasons(rawValue: 64)
    static let cost = EquipReasons(rawValue: 128)
    static let interaction = EquipReasons(rawValue: 256)
    static let handFree = EquipReasons(rawValue: 512)
    static let oneOfEach = EquipReasons(rawValue: 1024)
  }

  /// Whether it is legal: the first failure ends it.
  @inline(never)
  func isLegal(_ r: Equip) -> Bool {
    let actor = creatures[r.actor]
    let item = items[r.item]
    guard isLive, actor.controller == r.user, current == r.actor, !actor.isHelpless, item.carrier == r.actor,
      item.slot != .suit, item.stowage != (item.slot == nil ? .held : .worn)
    else { return false }
    let actions = 1 - actor.actionsUsed
    if item.slot == .shield {
      return actions >= 1 && (item.stowage != .packed || freeHands(actor) >= 1) && !wearsAnother(item, actor)
    }
    guard 1 - actor.interactionsUsed >= 1 || actions >= 1 else { return false }
    return item.slot == nil ? freeHands(actor) >= 1 : !wearsAnother(item, actor)
  }

  /// All that speaks against it.
  @inline(never)
  func reasons(_ r: Equip) -> EquipReasons {
    let actor = creatures[r.actor]
    let item = items[r.item]
    let actions = 1 - actor.actionsUsed
    var reasons: EquipReasons = []
    if !isLive { reasons.insert(.live) }
    if actor.controller != r.user { reasons.insert(.controller) }
    if current != r.actor { reasons.insert(.turn) }
    if actor.isHelpless { reasons.insert(.able) }
    if item.carrier != r.actor { reasons.insert(.carries) }
    if item.slot == .suit { reasons.insert(.unhurried) }
    if item.carrier == r.actor, item.stowage == (item.slot == nil ? .held : .worn) { reasons.insert(.notYet) }
    if item.slot == .shield {
      if actions < 1 { reasons.insert(.cost) }
    } else if item.slot != .suit, 1 - actor.interactionsUsed < 1, actions < 1 {
      reasons.insert(.interaction)
    }
    if item.slot == nil || (item.slot == .shield && item.stowage == .packed), freeHands(actor) < 1 {
      reasons.insert(.handFree)
    }
    if item.slot != nil, wearsAnother(item, actor) { reasons.insert(.oneOfEach) }
    return reasons
  }

  private func wearsAnother(_ item: Item, _ actor: Creature) -> Bool {
    actor.inventory.contains { items[$0].stowage == .worn && items[$0].slot == item.slot }
  }
}
