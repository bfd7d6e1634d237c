/// The map by hand: what the cells are, and who stands on them.
struct Field {
  let width: Int
  let height: Int
  private(set) var isSolid: [Bool]
  private(set) var isDifficult: [Bool]
  /// Who stands on a cell, first one body and from there on to the next; -1 for nobody.
  private var firstBody: [Int32]
  private var bodies: [(creature: Int32, next: Int32)] = []

  init(_ combat: Combat) {
    width = combat.width
    height = combat.height
    isSolid = combat.rows.flatMap { $0.map { $0 == "#" } }
    isDifficult = combat.rows.flatMap { $0.map { $0 == "~" } }
    firstBody = Array(repeating: -1, count: width * height)
    for (number, creature) in combat.creatures.enumerated() {
      for y in creature.y..<creature.y + creature.side {
        for x in creature.x..<creature.x + creature.side {
          bodies.append((Int32(number), firstBody[y * width + x]))
          firstBody[y * width + x] = Int32(bodies.count - 1)
        }
      }
    }
  }

  /// Whether someone else on a cell is such as a condition says.
  @inline(__always)
  func hasOther(than mover: Int, at cell: Int, where condition: (Int) -> Bool) -> Bool {
    var body = firstBody[cell]
    while body >= 0 {
      let (creature, next) = bodies[Int(body)]
      if Int(creature) != mover, condition(Int(creature)) { return true }
      body = next
    }
    return false
  }

  /// Whether nothing solid is in the box around two cells, so that nothing is between them.
  func isOpen(_ ax: Int, _ ay: Int, _ bx: Int, _ by: Int) -> Bool {
    for y in min(ay, by)...max(ay, by) {
      for x in min(ax, bx)...max(ax, bx) where isSolid[y * width + x] { return false }
    }
    return true
  }
}

extension CombatByHand {
  @inline(__always)
  func isHostile(_ a: Int, _ b: Int) -> Bool { creatures[a].enemies.contains(b) || creatures[b].enemies.contains(a) }

  /// Through whose space one may walk: that of friends, of the dead, and of foes of quite another size.
  @inline(__always)
  func letsPass(_ other: Int, _ mover: Int) -> Bool {
    !isHostile(mover, other) || creatures[other].isDead || abs(creatures[mover].size - creatures[other].size) >= 2
  }

  @inline(__always)
  func mayEnter(_ cell: Int, _ mover: Int) -> Bool {
    !field.isSolid[cell] && !field.hasOther(than: mover, at: cell) { !letsPass($0, mover) }
  }

  @inline(__always)
  func mayEnd(on cell: Int, _ mover: Int) -> Bool {
    !field.hasOther(than: mover, at: cell) { !creatures[$0].isDead }
  }

  /// What it costs to enter a cell, in feet. Nobody here who moves has to squeeze.
  @inline(__always)
  func cost(of cell: Int, _ mover: Int) -> Int {
    let isHard = field.isDifficult[cell] || field.hasOther(than: mover, at: cell) { _ in true }
    return 5 + (isHard ? 5 : 0) + (creatures[mover].conditions.contains(.prone) ? 5 : 0)
  }

  /// Whether a step between neighbours is allowed: into the cell, not around a corner, and not closer to what it fears.
  @inline(__always)
  func mayStep(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, _ mover: Int) -> Bool {
    let width = field.width
    guard mayEnter((y + dy) * width + x + dx, mover) else { return false }
    if dx != 0, dy != 0, field.isSolid[y * width + x + dx] || field.isSolid[(y + dy) * width + x] { return false }
    guard !creatures[mover].fears.isEmpty else { return true }
    var here = creatures[mover]
    (here.x, here.y) = (x, y)
    var there = here
    (there.x, there.y) = (x + dx, y + dy)
    return creatures[mover].fears.allSatisfy { distance(there, creatures[$0]) >= distance(here, creatures[$0]) }
  }
}
