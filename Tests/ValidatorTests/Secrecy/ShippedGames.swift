import Foundation
import RulesLang
import TestKit
import Validator

/// The skirmish of the design: the invisible are concealed, and how hurt others are.
struct SkirmishGame: SecretGame {
  let rules: RuleSet
  let mayEditHidden = false
  let users = ["ana", "ben", "gm"]
  let map = ["........", ".#.~....", "..~~.#..", "........", ".#......", "........"]

  init() throws { rules = try RuleSet(directory: ShippedRules.path("examples/skirmish")) }

  /// Nobody is so hurt that a rule asks for it.
  func value(of field: String, in table: String, for viewer: String, _ random: inout SplitMix) -> JSONValue? {
    switch (table, field) {
    case ("creatures", "controller"): .text(random.chance(50) ? viewer : random.pick("ana", "ben", "gm"))
    case ("creatures", "hp"): JSONValue(.integer(Int64(60 + random.below(30))))
    case ("creatures", "enemies"): random.chance(50) ? [] : .none
    case ("", "phase"): random.chance(90) ? "live" : "paused"
    default: ShippedRules.value(of: field, &random)
    }
  }

  func reveal(_ row: inout SecretRow, in table: String, to viewer: String) {
    guard table == "creatures", row["controller"]?.string != viewer else { return }
    let seen = (row["afflictions"]?.elements ?? []).filter { $0["condition"]?.string != "invisible" }
    row["afflictions"] = JSONValue(.array(seen))
  }

  func conceal(
    _ row: inout SecretRow, in table: String, from viewer: String, _ visible: SecretWorld, _ random: inout SplitMix
  ) -> Bool {
    guard table == "creatures" else { return false }
    if row["controller"]?.string == viewer { row["controller"] = .text(users.first { $0 != viewer } ?? "gm") }
    row["afflictions"] = JSONValue(.array((row["afflictions"]?.elements ?? []) + [["condition": "invisible"]]))
    return true
  }

  func isMasked(_ field: String, of id: String, in table: String, from viewer: String, _ visible: SecretWorld) -> Bool {
    table == "creatures" && field == "hp" && visible["creatures"][id]?["controller"]?.string != viewer
  }

  func settle(_ world: inout SecretWorld, for viewer: String, _ random: inout SplitMix) {
    _ = settleTurn(&world, for: viewer, &random)
  }

  /// Whose turn is next may be concealed.
  func isExact(_ deed: SecretDeed, _ pair: SecretPair) -> Bool {
    switch deed.action {
    case "move": !pair.hasHidden(near: deed.cells)
    case "endTurn", "skipTurn": false
    default: true
    }
  }

  func telling(_ world: SecretWorld, hidden: [Set<String>], from viewer: String) -> String? {
    hidden.contains { !$0.isEmpty } ? "Something unseen is in the way." : nil
  }
}

/// The rules that are shipped: hidden from a viewer is who has hidden and is a foe of all that the viewer plays.
struct ShippedGame: SecretGame {
  let rules: RuleSet
  let mayEditHidden = false
  let users = ["ana", "ben", "gm"]
  let map = ["........", ".#.~....", "..~~.#..", "...%....", ".#......", "........"]

  init() throws { rules = try RuleSet(directory: ShippedRules.path("rules")) }

  /// Nobody is so hurt that a rule asks for it.
  func value(of field: String, in table: String, for viewer: String, _ random: inout SplitMix) -> JSONValue? {
    switch (table, field) {
    case ("creatures", "controller"): .text(random.chance(50) ? viewer : random.pick("ana", "ben", "gm"))
    case ("creatures", "hp"), ("creatures", "temporaryHp"): JSONValue(.integer(Int64(200 + random.below(30))))
    case ("creatures", "maxHp"): .some(nil)
    case ("creatures", "dead"), ("creatures", "givenAway"): false
    case ("creatures", "enemies"): random.chance(50) ? [] : .none
    case ("", "phase"): random.chance(90) ? "live" : "paused"
    default: ShippedRules.value(of: field, &random)
    }
  }

  func reveal(_ row: inout SecretRow, in table: String, to viewer: String) {
    if table == "creatures", row["controller"]?.string != viewer { row["hidden"] = false }
  }

  func conceal(
    _ row: inout SecretRow, in table: String, from viewer: String, _ visible: SecretWorld, _ random: inout SplitMix
  ) -> Bool {
    guard table == "creatures" else { return false }
    if row["controller"]?.string == viewer { row["controller"] = .text(users.first { $0 != viewer } ?? "gm") }
    row["hidden"] = true
    row["enemies"] = .list(own(viewer, visible))
    return true
  }

  private func own(_ viewer: String, _ visible: SecretWorld) -> [String] {
    visible["creatures"].filter { $0.value["controller"]?.string == viewer }.keys.sorted()
  }

  func isMasked(_ field: String, of id: String, in table: String, from viewer: String, _ visible: SecretWorld) -> Bool {
    let masked = table == "creatures" && ["hp", "maxHp", "temporaryHp"].contains(field)
    guard masked, let row = visible["creatures"][id] else { return false }
    if row["controller"]?.string == viewer { return false }
    return own(viewer, visible).allSatisfy { friend in
      row["enemies"]?.contains(friend) == true || visible["creatures"][friend]?["enemies"]?.contains(id) == true
    }
  }

  /// What the hidden carry is hidden with them.
  func mayRefer(_ field: String, in table: String, to concealed: SecretRow) -> Bool {
    table != "items" || field != "carrier" || concealed["hidden"]?.bool != true
  }

  func settle(_ world: inout SecretWorld, for viewer: String, _ random: inout SplitMix) {
    world.state["turn"] = world.state["turn"]?.with("left", nil)
    _ = settleTurn(&world, for: viewer, &random)
  }

  /// Only deeds that ask for nothing around, as who comes round a corner may find someone; and in a fight, as one of
  /// the hidden alone is a fight in fact.
  func isExact(_ deed: SecretDeed, _ pair: SecretPair) -> Bool {
    guard pair.visible.state["turn"]?["order"]?.elements?.isEmpty == false else { return false }
    return ["dash", "drop", "equip", "unequip", "dropProne", "endAttunement"].contains(deed.action)
  }

  func telling(_ world: SecretWorld, hidden: [Set<String>], from viewer: String) -> String? {
    hidden.contains { !$0.isEmpty } ? "Something unseen is in the way." : nil
  }
}

enum ShippedRules {
  static func path(_ folder: String) -> String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return tests.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(folder).path
  }

  /// What leaves most deeds possible.
  static func value(of field: String, _ random: inout SplitMix) -> JSONValue? {
    switch field {
    case "size": random.chance(70) ? "medium" : random.pick("small", "large")
    case "baseSpeed": JSONValue(.integer(random.pick(20, 30, 30, 40)))
    case "moved": JSONValue(.integer(random.pick(0, 0, 5, 25)))
    case "dashes", "actionsUsed", "reactionsUsed", "interactionsUsed": JSONValue(.integer(random.pick(0, 0, 1)))
    case "afflictions": random.chance(60) ? [] : .none
    default: .none
    }
  }
}
