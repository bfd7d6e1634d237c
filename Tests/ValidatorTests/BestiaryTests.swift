import Foundation
import RulesLang
import Testing
import Validator

/// Every monster, weapon, suit of armour and thing of the SRD, at one table: that all of them can be asked about.
struct BestiaryTests {
  private let rules: RuleSet

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    rules = try RuleSet(directory: root.appending(path: "rules").path)
  }

  private func rows(_ kind: String) throws -> [String] {
    try #require(rules.program.kinds.first { $0.table == kind }).rows.map(\.name)
  }

  @Test func theTablesAreWhole() throws {
    let counts = try ["weapons", "armour", "monsters", "monsterAttacks", "spells"].map { try rows($0).count }
    #expect(counts == [37, 13, 334, 534, 319])
  }

  /// Someone who carries a thing of each kind, one after another.
  @Test(arguments: [("weapons", "asWeapon"), ("armour", "asArmour"), ("gear", "asGear")])
  func everyThingCanBeHandled(kind: String, field: String) throws {
    let names = try rows(kind)
    let items = names.map { #""\#($0)": {"name": "\#($0)", "\#(field)": "\#($0)", "carrier": "hero", "stowage": "held"}"# }
    let state = try rules.state(
      json: """
        {"owner": "gm", "phase": "live", "map": {"rows": ["....", "...."]}, "items": {\(items.joined(separator: ", "))},
         "creatures": {"hero": {"name": "Hero", "controller": "ana", "cell": [0, 0], "hp": 9},
                       "foe": {"name": "Foe", "controller": "gm", "cell": [1, 0], "hp": 9}}}
        """)
    for action in try state.options(user: "ana", actor: "hero").actions {
      #expect(!isFaulty(action.availability), "\(action.action)")
      guard action.parameter == "item" || action.parameter == "weapon" else { continue }
      #expect(action.candidates.count == names.count)
      for candidate in action.candidates { #expect(!isFaulty(candidate.availability), "\(action.action) \(candidate.text)") }
    }
  }

  @Test func everyMonsterCanAct() throws {
    let attacks = try rows("monsterAttacks")
    for monster in try rows("monsters") {
      let state = try rules.state(
        json: """
          {"owner": "gm", "phase": "live", "map": {"rows": ["....", "...."]}, "creatures": {
            "it": {"name": "It", "controller": "gm", "cell": [0, 0], "hp": 9, "monster": "\(monster)"},
            "hero": {"name": "Hero", "controller": "ana", "cell": [1, 0], "hp": 9}}}
          """)
      let options = try state.options(user: "gm", actor: "it", action: "monsterAttack")
      let ways = try #require(options.actions.first).candidates
      #expect(ways.count == attacks.count)
      // A monster of that name strikes in its ways alone.
      for way in ways {
        let name = try #require(way.value?.string)
        if way.availability == .enabled { #expect(name.hasPrefix(monster), "\(monster): \(name)") }
        if name.hasPrefix(monster) { #expect(!isFaulty(way.availability), "\(monster): \(name)") }
      }
    }
  }

  /// Someone who has prepared everything can be asked about every spell, and cast it at someone at the side.
  @Test func everySpellCanBeCast() throws {
    let spells = try rows("spells")
    let prepared = spells.map { #""\#($0)""# }.joined(separator: ", ")
    let slots = (1...9).map { #""\#($0)": 9"# }.joined(separator: ", ")
    let materials = spells.map {
      #""\#($0)Material": {"name": "\#($0)", "carrier": "wiz", "componentFor": "\#($0)"}"#
    }
    let state = try rules.state(
      json: """
        {"owner": "gm", "phase": "live", "map": {"rows": ["........", "........", "........", "........"]},
         "items": {\(materials.joined(separator: ", "))}, "creatures": {
           "wiz": {"name": "Wiz", "controller": "ana", "cell": [1, 1], "hp": 99, "ritualist": true,
                   "prepared": [\(prepared)], "slots": {\(slots)}},
           "foe": {"name": "Foe", "controller": "gm", "cell": [2, 1], "hp": 99}}}
        """)
    for action in ["cast", "castDarts", "castRitual"] {
      let options = try #require(state.options(user: "ana", actor: "wiz", action: action, budget: 2_000).actions.first)
      #expect(options.parameter == "spell" && options.candidates.count == spells.count)
      for spell in options.candidates { #expect(!isFaulty(spell.availability), "\(action) \(spell.text)") }
    }
    for spell in spells {
      for slot in 0...9 {
        for targets in ["[]", #"["foe"]"#] {
          let arguments = #"{"actor": "wiz", "spell": "\#(spell)", "slot": \#(slot), "targets": \#(targets)"#
          let body = #"{"action": "cast", "arguments": \#(arguments), "point": [2, 2], "toward": [5, 1]}}"#
          let request = state.request(json: body, user: "ana", now: 0)
          let faults = state.judge(request).reasons.filter(\.isFault)
          #expect(faults.isEmpty, "\(spell) with \(slot): \(faults.map(\.message))")
        }
      }
    }
  }

  private func isFaulty(_ availability: Options.Availability) -> Bool {
    guard case .disabled(let obstacle) = availability, case .shared(let reasons) = obstacle.why else { return false }
    return reasons.contains(where: \.isFault)
  }
}
