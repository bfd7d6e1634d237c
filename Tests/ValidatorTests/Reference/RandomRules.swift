import TestKit

/// Makes the text of a random, well-typed rule set over one small schema: defines that call earlier ones, adjustments,
/// exceptions, events, actions with parameters, rules by pattern, waivers. What it writes must compile; what it means is
/// for the two evaluators to agree on, faults included.
struct RandomRules {
  private var random: SplitMix
  /// Names in scope by type, innermost last.
  private var names: [Kind: [String]] = [:]
  private var defines: [(name: String, result: Kind)] = []
  private var fresh = 0
  private var hasDice = false

  enum Kind: String, CaseIterable { case int = "Int", bool = "Bool", feet = "ft", rank = "Rank", mark = "Mark", pawn = "Pawn", maybe = "optional Pawn", pawns = "set of Pawn", marks = "set of Mark" }

  static let schema = """
    ruleset generated
    unit ft
    ordered enum Rank { low, mid, high, top }
    enum Mark { red, green, blue }
    record Wound { mark: Mark, depth: Int = 1, by: optional Pawn }
    record Turn { current: optional Pawn, round: Int = 1 }
    entity Pawn in pawns up to 20 {
      name: Text
      owner: User
      n: Int 0..50 clamped
      m: Int
      pace: ft
      rank: Rank
      marks: set of Mark
      friends: set of Pawn
      wounds: list of up to 12 Wound
      leader: optional Pawn
      slots: Int for each 1..3
      used: Int
      due: optional s
    }
    state {
      total: Int
      open: Bool
      turn: Turn
      queue: list of up to 30 Pawn
      favour: set of Mark
      deadline: optional s
    }
    budget energy(p: Pawn): Int is p.m, of which p.used is used

    """

  /// - Parameters:
  ///   - consequences: whether to write some, too.
  ///   - dice: whether what follows rolls some.
  static func text(seed: UInt64, consequences: Bool = false, dice: Bool = false) -> String {
    var maker = RandomRules(random: SplitMix(seed: seed))
    maker.hasDice = dice
    let text = maker.make()
    return consequences ? text + maker.consequences() : text
  }

  private init(random: SplitMix) { self.random = random }

  // MARK: - Declarations

  private mutating func make() -> String {
    var text = RandomRules.schema
    for number in 0..<(2 + random.below(4)) { text += define("f\(number)") }
    text += "event hit(p: Pawn, k: Int) \(random.chance(30) ? "tags loud " : "")" + block(["p": .pawn, "k": .int], depth: 2, events: []) + "\n"
    text += "event pass(actor: Pawn) " + block(["actor": .pawn], depth: 1, events: ["hit"]) + "\n"
    text += "action go(actor: Pawn, other: Pawn, k: Int) \(random.chance(50) ? "tags loud when k > 2 " : "")"
      + block(["actor": .pawn, "other": .pawn, "k": .int], depth: 2, events: ["hit", "pass"]) + "\n"
    text += "action pick(actor: Pawn, marked: set of up to 3 Mark, several: set of Pawn, each target) by anyone "
      + block(["actor": .pawn, "marked": .marks, "several": .pawns], depth: 2, events: ["hit"]) + "\n"
    text += "rule mine for any action(actor: Pawn) {\n  require actor.owner == user else \"not yours\"\n}\n"
    text += rule("common", "for any action(actor: Pawn)", ["actor": .pawn])
    text += rule("loudly", "for go, pick(actor: Pawn) but not \(random.pick("go", "pick"))", ["actor": .pawn])
    text += rule("beaten", "for hit(p: Pawn, k: Int)", ["p": .pawn, "k": .int])
    text += rule("eachOne", "for any action(each target: Pawn)", ["target": .pawn])
    text += scoped(["actor": .pawn]) { maker in
      "waiver eased lifts \(maker.random.pick("common", "loudly", "common.second")) for go, pick(actor: Pawn) when \(maker.bool(2)) because \"eased\"\n"
    }
    return text
  }

  /// What follows: from each pawn or once, with changes from which more follows.
  private mutating func consequences() -> String {
    var text = ""
    for number in 0..<(1 + random.below(4)) {
      text += scoped(["p": .pawn, "k": .int]) { maker in
        let changes = (0..<(1 + maker.random.below(3))).map { _ in maker.change() }.joined()
        return "event settles\(number)(p: Pawn, k: Int) {\n\(changes)\(maker.rolls())}\n"
      }
      if random.chance(20) {
        text += "consequence once\(number) as soon as \(once()) do counts\(number)()\n"
        text += "event counts\(number)() {\n  add 1 to total\n}\n"
      } else {
        text += scoped(["c": .pawn]) { maker in
          let each = maker.random.chance(30) ? "c in pawns where \(maker.bool(1))" : "c in pawns"
          let condition =
            maker.random.chance(30)
            ? maker.time()
            : maker.random.chance(60)
            ? maker.random.pick(
              "c.n > \(maker.random.below(30))", "c.n < 3", "c.leader exists", "turn.round > c.m", "c in queue",
              "c.marks has red", "count(c.wounds) > 1", "total > c.n", "c.slots[1] > 1")
            : maker.bool(maker.random.below(3))
          return "consequence each\(number) for each \(each) as soon as \(condition) do settles\(number)(c, \(maker.int(1)))\n"
        }
      }
    }
    // Nothing refuses it, so that something follows often.
    text += scoped(["p": .pawn, "q": .pawn, "k": .int]) { maker in
      let changes = (0..<(1 + maker.random.below(3))).map { _ in maker.change() }.joined()
      return "host action stir(p: Pawn, q: Pawn, k: Int) {\n\(changes)\(maker.rolls())}\n"
    }
    return text + "rule settling for any event(p: Pawn, k: Int) but not hit when p.n > 2 {\n  add 1 to turn.round when k > 3\n}\n"
  }

  /// Dice, and what they decide: further dice among it.
  private mutating func rolls() -> String {
    guard hasDice, random.chance(50) else { return "" }
    let (first, second) = (name("d"), name("d"))
    let dice = random.pick("1d6", "2d6 + 3", "2d20 keep lowest", "3d4 keep highest 2")
    return """
        roll \(first): \(dice)
        roll \(second): 1d4 when \(first).total > \(random.below(9)) and \(bool(0))
        if \(second) is rolled {
          add \(second).total to \(path(.pawn)).n
        } otherwise {
          subtract \(first).natural from \(path(.pawn)).n
        }

      """
  }

  /// A condition that reads no name.
  private mutating func once() -> String {
    random.pick(
      "total > \(random.below(9))", "(some z in pawns where \(scoped(["z": .pawn]) { $0.bool(1) }))",
      "count(z in pawns where \(scoped(["z": .pawn]) { $0.bool(1) })) > 1", "open and count(queue) > 2",
      "deadline exists and now >= deadline", "(some z in pawns where now >= (z.due otherwise 40 s))")
  }

  /// A condition that comes true by time, of the row c.
  private mutating func time() -> String {
    random.pick(
      "c.due exists and now >= c.due", "c.due exists and now >= c.due and (\(bool(1)))",
      "(now >= (deadline otherwise 30 s)) or (\(bool(1)))",
      "(all z in c.friends: now >= (z.due otherwise 20 s))", "if \(bool(0)) then now >= 15 s".wrapped)
  }

  private mutating func define(_ name: String) -> String {
    let result = random.pick(Kind.int, .int, .bool, .feet, .maybe, .pawns, .rank, .marks)
    let text = scoped(["p": .pawn, "k": .int]) { maker in
      "define \(name)(p: Pawn, k: Int): \(result.rawValue) is \(maker.whole(result, 3))\n"
    }
    var more = ""
    if result == .int, random.chance(70) {
      for number in 0..<(1 + random.below(3)) {
        more += scoped(["a": .pawn, "b": .int]) { maker in
          let bend = maker.random.pick(
            "raised by \(maker.int(1))", "lowered by \(maker.int(1))", "doubled", "halved", "at least \(maker.int(0))", "at most \(maker.int(1))")
          return "adjust \(name)Bend\(number): \(name)(a, b) is \(bend) when \(maker.bool(1))\n"
        }
      }
    }
    if random.chance(40) {
      more += scoped(["a": .pawn, "b": .int]) { maker in
        "exception \(name)Case: \(name)(a, b) is \(maker.sum(result, 1)) when \(maker.bool(1))\n"
      }
      if random.chance(50) {
        more += scoped(["a": .pawn, "b": .int]) { maker in
          "exception \(name)Other: \(name)(a, b) is \(maker.sum(result, 1)) when \(maker.bool(1)) instead of \(name)Case\n"
        }
      }
    }
    defines.append((name, result))
    return text + more
  }

  private mutating func rule(_ name: String, _ pattern: String, _ parameters: [String: Kind]) -> String {
    scoped(parameters) { maker in
      var text = "rule \(name) \(pattern)" + (maker.random.chance(40) ? " when \(maker.bool(1))" : "") + " {\n"
      text += "  require first: \(maker.bool(2)) else \"{needed}\"\n".replacing("{needed}", with: "no")
      text += "  require second: \(maker.bool(2)) else \"no\"\n"
      if maker.random.chance(50) { text += maker.change() }
      return text + "}\n"
    }
  }

  // MARK: - Statements

  private mutating func scoped(_ added: [String: Kind], _ body: (inout RandomRules) -> String) -> String {
    let outer = names
    for (name, kind) in added.sorted(by: { $0.key < $1.key }) { names[kind, default: []].append(name) }
    let text = body(&self)
    names = outer
    return text
  }

  private mutating func block(_ parameters: [String: Kind], depth: Int, events: [String]) -> String {
    scoped(parameters) { maker in
      var text = "{\n"
      for _ in 0..<(2 + maker.random.below(5)) { text += maker.statement(depth, events) }
      return text + "}"
    }
  }

  private mutating func name(_ prefix: String) -> String {
    fresh += 1
    return "\(prefix)\(fresh)"
  }

  private mutating func statement(_ depth: Int, _ events: [String]) -> String {
    switch random.below(depth > 0 ? 11 : 7) {
    case 0, 1: return "  require \(name("r")): \(bool(2)) \(tail())else \"no {actor|nobody}\"\n".replacing(" {actor|nobody}", with: "")
    case 2: return "  spend \(name("c")): \(random.pick("\(random.below(4))", "k", int(1))) from \(path(.pawn)).\(random.pick("energy", "n", "energy")) \(tail())else \"no\"\n".replacing("k from", with: "\(random.below(3)) from")
    case 3, 4: return change()
    case 5:
      let kind = random.pick(Kind.int, .bool, .pawn, .pawns, .rank)
      let local = name("x")
      let text = "  let \(local) = \(whole(kind, 2))\n"
      names[kind, default: []].append(local)
      return text
    case 6:
      let local = name("y")
      let text = "  let \(local) = \(optional(1)) else \"none\"\n"
      names[.pawn, default: []].append(local)
      return text
    case 7:
      let local = name("e")
      return "  for each \(local) in \(domain(2)) where \(scoped([local: .pawn]) { $0.bool(1) }) "
        + inner([local: .pawn], depth - 1, events)
    case 8, 9:
      let condition = bool(2)
      return "  if \(condition) " + inner([:], depth - 1, events).dropLast()
        + (random.chance(50) ? " otherwise " + inner([:], depth - 1, events) : "\n")
    default:
      guard let event = events.randomElement(using: &random) else { return change() }
      let arguments = event == "hit" ? "\(path(.pawn)), \(int(1))" : path(.pawn)
      return "  do \(event)(\(arguments)) \(tail())\n"
    }
  }

  private mutating func inner(_ added: [String: Kind], _ depth: Int, _ events: [String]) -> String {
    scoped(added) { maker in
      var text = "{\n"
      for _ in 0..<(1 + maker.random.below(3)) { text += maker.statement(depth, events) }
      return text + "  }\n"
    }
  }

  private mutating func tail() -> String { random.chance(30) ? "when \(bool(1)) " : "" }

  private mutating func change() -> String {
    let whose = path(.pawn)
    switch random.below(15) {
    case 12: return "  set deadline to now + \(random.below(20)) s\n"
    case 13: return "  set \(whose).due to now + \(random.below(20)) s \(tail())\n"
    case 14: return "  set \(whose).due to none \(tail())\n"
    case 0:
      let value = int(1)
      // What leaves the bounds for certain would not compile.
      return "  set \(whose).n to \(value)\(value.contains(where: \.isLetter) ? "" : " + total - total")\n"
    case 1: return "  add \(int(1)) to \(whose).n \(tail())\n"
    case 2: return "  subtract \(int(1)) from \(whose).n \(tail())\n"
    case 3: return "  add \(int(1)) to total\n"
    case 4: return "  add \(sum(.mark, 0)) to \(whose).marks\n"
    case 5: return "  remove \(sum(.mark, 0)) from \(whose).marks \(tail())\n"
    case 6: return "  add Wound(mark: \(sum(.mark, 0)), by: \(whose)) to \(whose).wounds\n"
    case 7: return "  remove w in \(whose).wounds where w.depth < 3 or w.mark == \(sum(.mark, 0))\n"
    case 8: return "  set \(whose).leader to \(sum(.maybe, 1)) \(tail())\n"
    case 9: return "  add 1 to \(whose).slots[\(random.pick("1", "2", "3"))]\n"
    case 10: return "  add \(path(.pawn)) to queue\n"
    default: return "  set turn.round to turn.round + 1\n"
    }
  }

  // MARK: - Expressions

  /// A whole expression: behind a keyword or `is`.
  private mutating func whole(_ kind: Kind, _ depth: Int) -> String {
    guard depth > 0, random.chance(35) else { return kind == .bool ? bool(depth) : sum(kind, depth) }
    return "if \(bool(depth - 1)) then \(sum(kind, depth - 1)) otherwise \(sum(kind, depth - 1))"
  }

  private mutating func sum(_ kind: Kind, _ depth: Int) -> String {
    switch kind {
    case .int: return int(depth)
    case .bool: return "(\(bool(depth)))"
    case .feet: return feet(depth)
    case .rank: return random.chance(60) ? "Rank.\(random.pick("low", "mid", "high", "top"))" : "\(path(.pawn)).rank"
    case .mark: return "Mark.\(random.pick("red", "green", "blue"))"
    case .pawn: return path(.pawn)
    case .maybe: return maybe(depth)
    case .pawns: return domain(depth)
    case .marks: return marks(depth)
    }
  }

  private mutating func path(_ kind: Kind) -> String {
    names[kind]?.randomElement(using: &random) ?? "p"
  }

  private mutating func call(_ result: Kind) -> String? {
    guard let define = defines.filter({ $0.result == result }).randomElement(using: &random) else { return nil }
    return random.chance(50) ? "\(path(.pawn)).\(define.name)(\(int(0)))" : "\(define.name)(\(path(.pawn)), \(int(0)))"
  }

  private mutating func int(_ depth: Int) -> String {
    if random.chance(20), let local = names[.int]?.randomElement(using: &random) { return local }
    guard depth > 0 else { return random.pick("\(random.below(9))", "\(path(.pawn)).n", "\(path(.pawn)).m", "total", "turn.round") }
    switch random.below(14) {
    case 0: return "(\(int(depth - 1)) + \(int(depth - 1)))"
    case 1: return "(\(int(depth - 1)) - \(int(depth - 1)))"
    case 2: return "(\(int(depth - 1)) * \(int(depth - 1)))"
    case 3: return "(\(int(depth - 1)) / \(random.pick("2", "3", "\(path(.pawn)).m")))"
    case 4: return "(\(int(depth - 1)) % \(random.pick("2", "5", "\(path(.pawn)).m")))"
    case 5: return "min(\(int(depth - 1)), \(int(depth - 1)))"
    case 6: return "count(\(domain(depth - 1)))"
    case 7:
      let x = name("x")
      return "count(\(x) in \(domain(depth - 1)) where \(scoped([x: .pawn]) { $0.bool(depth - 1) }))"
    case 8:
      let x = name("x")
      return "sum(\(x) in \(domain(depth - 1)): \(scoped([x: .pawn]) { $0.int(depth - 1) }))"
    case 9:
      let x = name("x")
      return "(\(random.pick("min", "max"))(\(x) in \(domain(depth - 1)): \(scoped([x: .pawn]) { $0.int(depth - 1) })) otherwise \(int(0)))"
    case 10: return "(match \(path(.pawn)).rank { low: \(int(depth - 1)), mid, high: \(int(depth - 1)), otherwise: \(int(0)) })"
    case 11:
      let w = name("w")
      return "sum(\(w) in \(path(.pawn)).wounds where \(w).mark == \(sum(.mark, 0)): \(w).depth)"
    case 12: return "\(path(.pawn)).\(random.pick("energy", "slots[1]", "slots[2]"))"
    default: return call(.int) ?? "abs(\(int(depth - 1)))"
    }
  }

  private mutating func feet(_ depth: Int) -> String {
    switch random.below(depth > 0 ? 5 : 2) {
    case 0: return "\(random.below(40)) ft"
    case 1: return "\(path(.pawn)).pace"
    case 2: return "(\(feet(depth - 1)) + \(feet(depth - 1)))"
    case 3: return "(\(int(depth - 1)) * \(feet(depth - 1)))"
    default: return call(.feet) ?? "(\(feet(depth - 1)) / 2)"
    }
  }

  private mutating func maybe(_ depth: Int) -> String {
    switch random.below(depth > 0 ? 7 : 3) {
    case 0: return "\(path(.pawn)).leader"
    case 1: return "turn.current"
    case 2: return path(.pawn)
    case 3:
      let x = name("x")
      return "first(\(x) in \(domain(depth - 1)) where \(scoped([x: .pawn]) { $0.bool(depth - 1) }))"
    case 4:
      let x = name("x")
      return "next(\(x) in queue after \(path(.pawn)) where \(scoped([x: .pawn]) { $0.bool(depth - 1) }))"
    case 5:
      let x = name("x")
      return "last(\(x) in sorted(\(x)s in pawns by \(x)s.n descending, \(x)s.rank) where \(scoped([x: .pawn]) { $0.bool(depth - 1) }))"
    default: return call(.maybe) ?? "turn.current"
    }
  }

  /// A collection of pawns.
  private mutating func domain(_ depth: Int) -> String {
    if random.chance(15), let local = names[.pawns]?.randomElement(using: &random) { return local }
    switch random.below(depth > 0 ? 8 : 2) {
    case 0: return "pawns"
    case 1: return "\(path(.pawn)).friends"
    case 2:
      let x = name("x")
      return "{\(x) in \(domain(depth - 1)) where \(scoped([x: .pawn]) { $0.bool(depth - 1) })}"
    case 3: return "union(\(domain(depth - 1)), \(domain(depth - 1)))"
    case 4: return "without(\(domain(depth - 1)), \(domain(depth - 1)))"
    case 5:
      let w = name("w")
      return "{\(w).by for \(w) in \(path(.pawn)).wounds where \(w).by exists}"
    case 6:
      let x = name("x")
      return "{\(x) for \(x) in queue}"
    default: return call(.pawns) ?? "common(pawns, \(domain(depth - 1)))"
    }
  }

  private mutating func twoMarks() -> String {
    random.pick("{Mark.red, Mark.green}", "{Mark.blue, Mark.red}", "{Mark.green}", "{Mark.blue, Mark.green}")
  }

  /// What may be absent, and is no plain name of something that is there.
  private mutating func optional(_ depth: Int) -> String {
    let x = name("x")
    return random.chance(50) ? "\(path(.pawn)).leader" : "first(\(x) in \(domain(depth)) where \(scoped([x: .pawn]) { $0.bool(0) }))"
  }

  private mutating func marks(_ depth: Int) -> String {
    if random.chance(20), let local = names[.marks]?.randomElement(using: &random) { return local }
    switch random.below(depth > 0 ? 5 : 3) {
    case 0: return "\(path(.pawn)).marks"
    case 1: return "favour"
    case 2: return twoMarks()
    case 3:
      let w = name("w")
      return "{\(w).mark for \(w) in \(path(.pawn)).wounds}"
    default: return "union(\(marks(depth - 1)), \(marks(depth - 1)))"
    }
  }

  /// A condition that can stand behind a keyword.
  private mutating func bool(_ depth: Int) -> String {
    if random.chance(10), let local = names[.bool]?.randomElement(using: &random) { return local }
    guard depth > 0 else {
      return random.pick("open", "\(path(.pawn)).n > \(random.below(20))", "\(path(.pawn)).leader exists", "\(path(.pawn)).rank >= Rank.mid")
    }
    switch random.below(16) {
    case 0: return "\(int(depth - 1)) \(random.pick("<", "<=", ">", ">=", "==", "!=")) \(int(depth - 1))"
    case 1: return "\(feet(depth - 1)) \(random.pick("<", "<=", ">")) \(feet(depth - 1))"
    case 2: return "\(path(.pawn)).rank \(random.pick("<", ">=", "==")) \(sum(.rank, 0))"
    case 3: return "(\(bool(depth - 1))) and (\(bool(depth - 1)))"
    case 4: return "(\(bool(depth - 1))) or (\(bool(depth - 1)))"
    case 5: return "not (\(bool(depth - 1)))"
    case 6:
      let x = name("x")
      return "(some \(x) in \(domain(depth - 1)) where \(scoped([x: .pawn]) { $0.bool(depth - 1) }))"
    case 7:
      let x = name("x")
      return "(no \(x) in \(domain(depth - 1)) where \(scoped([x: .pawn]) { $0.bool(depth - 1) }))"
    case 8:
      let x = name("x")
      return "(all \(x) in \(domain(depth - 1)): \(scoped([x: .pawn]) { $0.bool(depth - 1) }))"
    case 9: return "\(maybe(depth - 1)) in \(domain(depth - 1))"
    case 10: return "\(marks(depth - 1)) has \(random.pick("any", "all", "no")) \(twoMarks())"
    case 11: return "\(maybe(depth - 1)) == \(maybe(depth - 1))"
    case 12:
      let whose = path(.pawn)
      return "\(whose).leader exists and \(whose).leader.n > \(int(depth - 1))"
    case 13: return "if \(bool(depth - 1)) then \(bool(depth - 1))".wrapped
    case 14: return "turn.current == \(path(.pawn))"
    default: return call(.bool) ?? "\(marks(depth - 1)) has \(sum(.mark, 0))"
    }
  }
}

extension String {
  fileprivate var wrapped: String { "(\(self))" }
}
