/// A fight as the shipped rules know them: heroes of four players against the monsters of a fifth, on a field with
/// pillars and rubble. Made of a seed, so it is the same in every run.
struct Combat {
  struct Creature {
    var id: String
    var user: String
    var x: Int
    var y: Int
    var size = "medium"
    var hp = 20
    var strength = 12
    var conditions: [String] = []
    var dead = false
    var enemies: [Int] = []
    var moved = 0
    var dashes = 0
    var actionsUsed = 0
    var interactionsUsed = 0
    /// Cells along an edge of its space.
    var side: Int { size == "large" ? 2 : 1 }
  }

  /// What it is: the table of the rules and the row there.
  enum Kind: Equatable {
    case weapon(String)
    case armour(String)
    case gear(String)
  }

  struct Item {
    var id: String
    var kind: Kind
    var carrier: Int
    var stowage: String
    var charges = 0
    var quantity = 1
    var isAttuned = false
  }

  /// Rows of the map, from north to south.
  var rows: [[Character]]
  var creatures: [Creature] = []
  var items: [Item] = []

  static let users = ["ana", "ben", "cleo", "dan", "gm"]
  var width: Int { rows.first?.count ?? 0 }
  var height: Int { rows.count }

  init(creatures count: Int, width: Int, height: Int, seed: UInt64 = 12) {
    var random = Randomness(seed: seed)
    rows = (0..<height).map { y in
      (0..<width).map { x in
        guard x > 0, y > 0, x < width - 1, y < height - 1 else { return "#" }
        return random.chance(15) ? "~" : random.chance(4) ? "#" : "."
      }
    }
    // They stand in the middle, as close to each other as in any fight, however large the map is.
    let reach = min(min(width, height) / 2 - 2, 5 + Int(Double(count).squareRoot() * 2))
    var taken: Set<[Int]> = []
    while creatures.count < count {
      let x = width / 2 + Int.random(in: -reach...reach, using: &random)
      let y = height / 2 + Int.random(in: -reach...reach, using: &random)
      var creature = Creature(id: "c\(creatures.count)", user: "gm", x: x, y: y)
      if creatures.count % 3 != 0, random.chance(10) { creature.size = "large" }
      let cells = (0..<creature.side).flatMap { dy in (0..<creature.side).map { [x + $0, y + dy] } }
      guard cells.allSatisfy({ !taken.contains($0) && rows[$0[1]][$0[0]] != "#" }) else { continue }
      taken.formUnion(cells)
      furnish(&creature, &random)
      creatures.append(creature)
    }
    makeEnemies()
  }

  /// Every third is a hero.
  private static func isHero(_ number: Int) -> Bool { number % 3 == 0 }

  private mutating func furnish(_ creature: inout Creature, _ random: inout Randomness) {
    let number = creatures.count
    if Self.isHero(number) { creature.user = Self.users[number / 3 % 4] }
    creature.strength = Int.random(in: 8...18, using: &random)
    creature.hp = random.chance(6) ? 0 : Int.random(in: 5...40, using: &random)
    for condition in ["poisoned", "prone", "stunned", "grappled", "unconscious"] where random.chance(3) {
      creature.conditions.append(condition)
    }
    creature.actionsUsed = random.chance(15) ? 1 : 0
    creature.interactionsUsed = random.chance(30) ? 1 : 0
    let weapons = ["longsword", "dagger", "spear", "shortbow", "greataxe", "mace"]
    let wanted: [(Kind, String)] = [
      (.weapon(weapons[number % weapons.count]), random.chance(70) ? "held" : "packed"),
      (.weapon("dagger"), random.chance(20) ? "held" : "packed"),
      (.armour(["leather", "chainMail", "scaleMail"][number % 3]), random.chance(80) ? "worn" : "packed"),
      (.armour("shield"), random.chance(30) ? "worn" : "packed"),
      (.gear("potionOfHealing"), random.chance(60) ? "held" : "packed"),
      (.gear(["healersKit", "wandOfMagicMissiles", "alchemistsFire"][number % 3]), "held"),
      (.gear(number % 2 == 0 ? "bootsOfElvenkind" : "cloakOfProtection"), random.chance(40) ? "worn" : "packed"),
    ]
    for (place, (kind, stowage)) in wanted.enumerated() where place < 4 || random.chance(75) {
      var item = Item(id: "i\(items.count)", kind: kind, carrier: number, stowage: stowage)
      item.charges = random.chance(85) ? 5 : 0
      item.quantity = random.chance(90) ? 1 : 0
      items.append(item)
    }
  }

  /// Each has some of the other side for enemies: enmity is mutual, so few are enough.
  private mutating func makeEnemies() {
    let heroes = creatures.indices.filter(Self.isHero)
    let monsters = creatures.indices.filter { !Self.isHero($0) }
    for number in creatures.indices {
      creatures[number].enemies = Array((Self.isHero(number) ? monsters : heroes).prefix(8))
    }
  }
}
