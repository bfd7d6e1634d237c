import RulesLang
import TestKit
import Validator

/// The rules made for the search for leaks: ``SecrecyRules``.
struct HandMadeGame: SecretGame {
  let rules: RuleSet
  let mayEditHidden = true
  let users = ["ana", "ben", "gm"]
  let map = ["........", ".#.~....", "..~~.#..", "........", ".#......", "........"]

  init() throws { rules = try RuleSet(sources: ["secrecy.rules": SecrecyRules.text]) }

  func value(of field: String, in table: String, for viewer: String, _ random: inout SplitMix) -> JSONValue? {
    switch (table, field) {
    case ("creatures", "controller"): return .text(random.chance(50) ? viewer : random.pick("ana", "ben", "gm"))
    case ("creatures", "pace"): return JSONValue(.integer(random.pick(0, 20, 25, 30, 35, 40)))
    case ("creatures", "moved"): return JSONValue(.integer(random.pick(0, 0, 5, 25)))
    case ("creatures", "dashes"): return JSONValue(.integer(random.pick(0, 0, 1)))
    case ("creatures", "large"): return JSONValue(.bool(random.chance(20)))
    case ("creatures", "enemies"): return random.chance(50) ? [] : nil
    case ("creatures", "bond"): return random.chance(60) ? .some(nil) : .none
    case ("creatures", "name"): return random.chance(30) ? .text(random.pick("Ann", "Bo", "", "Zed")) : nil
    default: return nil
    }
  }

  func reveal(_ row: inout SecretRow, in table: String, to viewer: String) {
    switch table {
    case "creatures":
      guard row["controller"]?.string != viewer else { return }
      row["lurking"] = false
      if row["friends"]?.contains(viewer) != true { row["cloaked"] = false }
    case "items":
      if row["knownBy"]?.contains(viewer) != true { row["buried"] = false }
    case "doors":
      if row["open"]?.bool == false { row["secret"] = false }
    default: break
    }
  }

  func conceal(
    _ row: inout SecretRow, in table: String, from viewer: String, _ visible: SecretWorld, _ random: inout SplitMix
  ) -> Bool {
    switch table {
    case "creatures":
      if row["controller"]?.string == viewer { row["controller"] = .text(users.first { $0 != viewer } ?? "gm") }
      let others = users.filter { $0 != viewer && random.chance(30) }
      row["friends"] = .list(others)
      row[random.chance(60) ? "lurking" : "cloaked"] = true
      return true
    case "items":
      row["buried"] = true
      row["knownBy"] = .list(users.filter { $0 != viewer && random.chance(30) })
      return true
    case "doors":
      row["secret"] = true
      row["open"] = false
      return true
    default: return false
    }
  }

  func isMasked(_ field: String, of id: String, in table: String, from viewer: String, _ visible: SecretWorld) -> Bool {
    let creature = visible["creatures"][id]
    let item = visible["items"][id]
    switch (table, field) {
    case ("creatures", "hp"), ("creatures", "nickname"): return creature?["controller"]?.string != viewer
    case ("items", "charges"): return item?["knownBy"]?.contains(viewer) != true
    case ("items", "name"):
      return (item?["weight"]?.integer ?? 0) > 5 && item?["knownBy"]?.contains(viewer) != true
    default: return false
    }
  }

  /// What someone unseen holds is unseen.
  func mayRefer(_ field: String, in table: String, to concealed: SecretRow) -> Bool {
    table != "items" || field != "heldBy" || concealed["lurking"]?.bool != true
  }

  func settle(_ world: inout SecretWorld, for viewer: String, _ random: inout SplitMix) {
    if random.chance(92) { world.state["paused"] = false }
    _ = settleTurn(&world, for: viewer, &random)
  }

  /// A way through or beside what is hidden may cost more than is seen, and an unseen door is cover in fact. Who hails
  /// whom is told of those that are hidden too, in other words: the same where both hidden worlds have them alike.
  func isExact(_ deed: SecretDeed, _ pair: SecretPair) -> Bool {
    switch deed.action {
    case "move": !pair.hasHidden(near: deed.cells)
    case "blast": !pair.hasHidden(near: deed.cells, in: program.entities.firstIndex { $0.table == "doors" })
    case "hail": pair.areTwins
    default: true
    }
  }

  func telling(_ world: SecretWorld, hidden: [Set<String>], from viewer: String) -> String? {
    telling(
      [
        ("zUnseen", "creatures", "Something unseen is in the way.", { $0["lurking"]?.bool == true }),
        (
          "aShadow", "creatures", "A shadow forbids it.",
          { $0["cloaked"]?.bool == true && $0["friends"]?.contains(viewer) != true }
        ),
        ("mEarth", "items", "The earth forbids it.", { $0["buried"]?.bool == true }),
        (
          "bHand", "items", "A hand forbids it.",
          { row in
            let holder = row["heldBy"]?.string.flatMap { world["creatures"][$0] }
            return holder?["lurking"]?.bool == true && holder?["controller"]?.string != viewer
          }
        ),
        ("hinge", "doors", "There is no way.", { _ in true }),
      ], world, hidden)
  }
}
