/// The same fight as a server's author would hold it: structs by number, sets of few things as bits.
struct CombatByHand {
  struct Conditions: OptionSet {
    let rawValue: UInt16
    static let named = [
      "blinded", "charmed", "deafened", "frightened", "grappled", "incapacitated", "invisible", "paralyzed",
      "petrified", "poisoned", "prone", "restrained", "stunned", "unconscious",
    ]
    static let blinded = Conditions("blinded")
    static let invisible = Conditions("invisible")
    static let prone = Conditions("prone")
    static let helpless = Conditions("incapacitated", "paralyzed", "petrified", "stunned", "unconscious")
    static let rigid = Conditions("paralyzed", "petrified", "stunned", "unconscious")
    static let held = Conditions("grappled", "restrained")

    init(rawValue: UInt16) { self.rawValue = rawValue }
    init(_ names: String...) { self.init(names: names) }
    init(names: [String]) {
      rawValue = names.compactMap(Self.named.firstIndex).reduce(0) { $0 | 1 << UInt16($1) }
    }
  }

  enum Stowage { case packed, held, worn }
  enum Slot { case suit, shield, cloak, footwear }

  struct Creature {
    var controller: Int
    var x: Int
    var y: Int
    var side: Int
    var size: Int
    var hp: Int
    var strength: Int
    var conditions: Conditions
    var isDead: Bool
    var enemies: Set<Int>
    /// Whom it fears, and who has charmed it.
    var fears: [Int] = []
    var charmers: [Int] = []
    var hands = 2
    var speed = 30
    var moved: Int
    var dashes: Int
    var actionsUsed: Int
    var interactionsUsed: Int
    var inventory: [Int] = []

    var isHelpless: Bool { hp == 0 || !conditions.isDisjoint(with: .helpless) }
    var isRigid: Bool { hp == 0 || !conditions.isDisjoint(with: .rigid) }
  }

  struct Gear {
    var targets = 0
    var range = 0
    var charges = 0
    var isConsumed = false
    var isHarmful = false
    var needsSight = false
    /// Helps none but who is down, and not out of danger.
    var bandages = false
  }

  struct Item {
    var carrier: Int
    var stowage: Stowage
    var slot: Slot?
    var gear: Gear?
    /// The strength that a suit of armour asks for.
    var needsStrength = 0
    var charges: Int
    var quantity: Int
  }

  var creatures: [Creature]
  var items: [Item]
  var field: Field
  var current: Int
  var isLive = true

  /// Cells between the nearest cells of two creatures.
  func distance(_ a: Creature, _ b: Creature) -> Int {
    let x = max(b.x - (a.x + a.side - 1), a.x - (b.x + b.side - 1), 0)
    let y = max(b.y - (a.y + a.side - 1), a.y - (b.y + b.side - 1), 0)
    return max(x, y) * 5
  }

  /// Hands that hold nothing; a shield takes one.
  func freeHands(_ c: Creature) -> Int {
    var free = c.hands
    for number in c.inventory {
      let item = items[number]
      if item.stowage == .held || (item.stowage == .worn && item.slot == .shield) { free -= 1 }
    }
    return free
  }

  /// How far it may still go.
  func movement(_ c: Creature) -> Int {
    guard c.conditions.isDisjoint(with: .held) else { return 0 }
    let isOverburdened = c.inventory.contains { items[$0].stowage == .worn && items[$0].needsStrength > c.strength }
    return max(0, max(0, c.speed - (isOverburdened ? 10 : 0)) * (1 + c.dashes) - c.moved)
  }
}

extension CombatByHand {
  private static let gear = [
    "potionOfHealing": Gear(targets: 1, range: 5, isConsumed: true),
    "healersKit": Gear(targets: 1, range: 5, charges: 1, bandages: true),
    "wandOfMagicMissiles": Gear(targets: 3, range: 120, charges: 1, isHarmful: true, needsSight: true),
    "alchemistsFire": Gear(targets: 1, range: 20, isConsumed: true, isHarmful: true),
  ]
  private static let slots: [String: Slot] = [
    "shield": .shield, "leather": .suit, "scaleMail": .suit, "chainMail": .suit, "bootsOfElvenkind": .footwear,
    "cloakOfProtection": .cloak,
  ]

  init(_ combat: Combat, current: Int) {
    creatures = combat.creatures.map { c in
      Creature(
        controller: Combat.users.firstIndex(of: c.user) ?? -1, x: c.x, y: c.y, side: c.side,
        size: ["tiny", "small", "medium", "large"].firstIndex(of: c.size) ?? 0, hp: c.hp, strength: c.strength,
        conditions: Conditions(names: c.conditions), isDead: c.dead, enemies: Set(c.enemies), moved: c.moved,
        dashes: c.dashes, actionsUsed: c.actionsUsed, interactionsUsed: c.interactionsUsed)
    }
    items = combat.items.map { item in
      let row = switch item.kind { case .weapon(let row), .armour(let row), .gear(let row): row }
      return Item(
        carrier: item.carrier, stowage: ["packed": .packed, "held": .held, "worn": .worn][item.stowage] ?? .packed,
        slot: Self.slots[row], gear: Self.gear[row] ?? (Self.isGear(item.kind) ? Gear() : nil),
        needsStrength: row == "chainMail" ? 13 : 0, charges: item.charges, quantity: item.quantity)
    }
    for (number, item) in items.enumerated() { creatures[item.carrier].inventory.append(number) }
    field = Field(combat)
    self.current = current
  }

  private static func isGear(_ kind: Combat.Kind) -> Bool {
    if case .gear = kind { true } else { false }
  }
}
