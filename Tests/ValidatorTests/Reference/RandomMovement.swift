import TestKit

/// Rules with a movement made by chance, and states of them: movers of several widths, doors, mud, fears.
struct RandomMovement {
  private(set) var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func one(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }

  private static let cells = [
    "not solid(c)", "not solid(c) and not (muddy(c) and mover.slow)", "c.free(mover)", "c.x != 4 or mover.brave",
    "(no m in moversAt(c) where m in mover.fears)", "not solid(c) and count(moversAt(c)) < 2",
    "(no d in doorsAt(c) where not d.open)", "(all m in moversAt(c): m == mover or m.wide < mover.wide)",
    "mover.brave or not muddy(c)", "10 / (c.y - 3) < 9 or c.x < 5",
  ]
  private static let costs = ["5 ft", "if mover.slow then 3 ft otherwise 5 ft", "1 ft * mover.wide", "0 ft", "70 ft"]
  private static let extras = [
    "5 ft into cell c when muddy(c)", "1 ft when mover.slow", "5 ft from here to there when squeezed(mover at there)",
    "2 ft into cell c when (some m in moversAt(c) where m != mover)", "1 ft * c.x into cell c when muddy(c)",
    "1 ft from here to there when here.x == there.x", "-2 ft into cell c when muddy(c)",
    "3 ft from here to there when muddy(there)", "2 ft from here to there when distance(mover, here) > 15 ft",
    "1 ft from here to there when there.y > 3", "4 ft into cell c when not c.free(mover)",
    "1 ft from here to there when squeezed(mover)", "5 ft / (3 - mover.turns) into cell c when muddy(c)",
  ]
  private static let conditions = [
    "all f in mover.fears: distance(mover at there, f) >= distance(mover at here, f)",
    "there.x != 6", "here.y != 2 or mover.brave", "not muddy(there) or mover.brave",
    "mover.brave or (no f in mover.fears where f.slow and distance(there, f) < 10 ft)",
    "if mover.slow then distance(here, there) == 5 ft and not muddy(here)",
    "not (some f in mover.fears where not f.brave and sees(mover at there, f))", "count(mover.fears) < 2",
    "mover.wide < 3 and (count(mover.fears) == 0 or there.y > 1)", "distance(mover, there) < 40 ft",
  ]

  mutating func rules() -> String {
    var text = """
      ruleset steps
      unit ft
      entity Mover in movers up to 50 {
        cell: Cell
        wide: Int = 1
        moved: ft = 0 ft
        turns: Int = 0
        fears: set of Mover = {}
        brave: Bool = false
        slow: Bool = false
      }
      entity Door in doors up to 20 {
        cell: optional Cell
        open: Bool = false
      }
      map {
        cell 5 ft
        distance \(one(["equal", "alternating"]))
        terrain floor "."
        terrain wall "#" is solid, opaque
        terrain mud "~" is muddy
        place Mover at cell, wide cells wide\(one([", squeezing to narrow", "", " is solid when slow"]))
        place Door at cell is solid, opaque when not open
      }
      define narrow(m: Mover): Int is max(1, m.wide - 1)
      define free(c: Cell, mover: Mover): Bool is not solid(c) and (no m in moversAt(c) where m != mover and m.brave)
      budget stride(m: Mover): ft is 30 ft, of which m.moved is used
      movement walk(mover: Mover) {
        step \(one(["eight ways, not cutting corners", "eight ways", "four ways"]))

      """
    for _ in 0..<number(0...2) { text += "  may enter cell c when \(one(Self.cells))\n" }
    for _ in 0..<number(0...1) { text += "  may end on cell c when \(one(Self.cells))\n" }
    text += "  cost \(one(Self.costs))\n"
    for index in 0..<number(0...4) { text += "  extra e\(index): \(one(Self.extras))\n" }
    if chance(30) { text += "  diagonals cost 5 ft then \(one(["10 ft", "7 ft"])), counted by mover.turns\n" }
    text += "}\n"
    for index in 0..<number(0...3) {
      text += "rule r\(index) for any step(mover: Mover, here: Cell, there: Cell)"
      if chance(30) { text += " when \(one(Self.conditions))" }
      text += " {\n"
      if chance(20) { text += "  let gap = distance(here, there)\n  require gap < 20 ft else \"Far.\"\n" }
      for part in 0..<number(1...2) {
        text += "  require l\(part): \(one(Self.conditions))"
        if chance(20) { text += " when \(one(Self.conditions))" }
        text += " else \"No.\"\n"
      }
      text += "}\n"
      if chance(25) {
        text += "waiver w\(index) lifts r\(index) for any step(mover: Mover, there: Cell)"
        text += " when \(one(["mover.brave", "muddy(there)"])) because \"So it is.\"\n"
      }
    }
    return text + """
      action go(actor: Mover, path: Path) by anyone {
        require route: actor can follow path by walk else "No."
        spend pace: cost(path, walk, actor) from actor.stride else "No."
        set actor.cell to path.end
      }

      """
  }

  private(set) var size = (width: 1, height: 1)

  mutating func drawing() -> [String] {
    size = (number(2...12), number(2...10))
    return (0..<size.height).map { _ in
      String((0..<size.width).map { _ -> Character in chance(15) ? "#" : chance(25) ? "~" : "." })
    }
  }

  private var movers: [String] = []
  private var doors: [String] = []

  /// A state on a drawing of ``drawing()``; most rows are those of the last one, if there was one.
  mutating func state(on map: [String], movers: Int, doors: Int) -> String {
    func quoted(_ texts: [String]) -> String { "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
    func cell() -> String { "[\(number(0...size.width - 1)), \(number(0...size.height - 1))]" }
    let all = (0..<movers).map { index in
      let fears = chance(40) ? (0..<movers).filter { $0 != index && chance(25) }.map { "m\($0)" } : []
      return """
        "m\(index)": {"cell": \(cell()), "wide": \(chance(60) ? 1 : number(1...3)), "turns": \(number(0...3)),
        "brave": \(chance(40)), "slow": \(chance(40)), "fears": \(quoted(fears))}
        """
    }
    let others = (0..<doors).map { index in
      chance(15) ? "\"d\(index)\": {}" : "\"d\(index)\": {\"cell\": \(cell()), \"open\": \(chance(50))}"
    }
    (self.movers, self.doors) = (mixed(self.movers, all), mixed(self.doors, others))
    return """
      {"movers": {\(self.movers.joined(separator: ", "))},
       "doors": {\(self.doors.joined(separator: ", "))},
       "map": {"rows": \(quoted(map))}}
      """
  }

  private mutating func mixed(_ old: [String], _ new: [String]) -> [String] {
    old.count == new.count ? zip(old, new).map { chance(60) ? $0 : $1 } : new
  }
}
