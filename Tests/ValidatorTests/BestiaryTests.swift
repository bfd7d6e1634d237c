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

  private func isFaulty(_ availability: Options.Availability) -> Bool {
    guard case .disabled(let obstacle) = availability, case .shared(let reasons) = obstacle.why else { return false }
    return reasons.contains(where: \.isFault)
  }
}
