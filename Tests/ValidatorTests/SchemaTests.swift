import Foundation
import RulesLang
import Testing
import Validator

/// What a host is told of the shape of its rules.
struct SchemaTests {
  private static let sources = [
    "a.rules": """
      ruleset every
      unit ft

      /// How big it is.
      /// In two lines.
      ordered enum Size { tiny, small }

      kind Weapon in weapons from "weapons.json" {
        damage: Dice
        reach: ft = 5 ft
      }

      /// A value with fields.
      record Mark { size: Size, by: optional Creature, weight: Int 0..9 = 3 }

      entity Creature in creatures up to 40 {
        /// What it is called.
        name: Text
        controller: User
        cell: Cell
        corner: optional Point
        speed: ft = 30 ft
        hp: Int 0..99 clamped
        count: Int
        awake: Bool = true
        size: Size = tiny
        weapon: optional Weapon
        throw: Dice = 2d6
        enemies: set of up to 8 Creature = {}
        marks: list of 1..3 Mark
        slots: Int 0..4 for each 2..4 = {2: 3, otherwise 1}
        best: optional ft for each Size = {tiny: 5 ft, otherwise none}
        stock: Bool for each Weapon = {weapons.bow: true, otherwise false}
      }

      state { owner: User, leader: optional Creature }

      map {
        cell 5 ft
        distance equal
        terrain floor "."
        terrain wall "#" is solid
        place Creature at cell
      }

      /// Go somewhere.
      action move(actor: Creature, path: Path, pace: Int 1..(actor.hp) = 1, why: optional Text) by anyone
        tags quick, bold when actor.awake tags quick {
        set actor.cell to path.end
        do moved(path.steps, actor)
      }

      host action userJoined(who: User) {}

      event moved(steps: list of up to 256 Step, actor: Creature) tags turn, snapshot when actor.awake tags own {}
      """,
    "weapons.json": #"{"sword": {"damage": "1d6"}, "bow": {"damage": "1d8"}}"#,
  ]

  private static func rules(_ sources: [String: String]) throws -> RuleSet {
    do { return try RuleSet(sources: sources) } catch {
      throw Failure(description: error.diagnostics.map { "\($0.code) \($0.message)" }.joined(separator: "\n"))
    }
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static func types(_ fields: [Schema.Field]) -> [String: SchemaType] {
    Dictionary(fields.map { ($0.name, $0.type) }) { first, _ in first }
  }

  @Test func everyTypeIsTold() throws {
    let schema = try Self.rules(Self.sources).schema
    let creature = try #require(schema.entity(named: "Creature"))
    #expect(
      Self.types(creature.fields) == [
        "name": .text, "controller": .user, "cell": .cell, "corner": .optional(.point),
        "speed": .integer(unit: "ft", bounds: nil), "hp": .integer(unit: nil, bounds: 0...99),
        "count": .integer(unit: nil, bounds: nil), "awake": .bool, "size": .enumeration("Size"),
        "weapon": .optional(.kind("Weapon")), "throw": .dice,
        "enemies": .set(of: .entity("Creature"), count: 0...8), "marks": .list(of: .record("Mark"), count: 1...3),
        "slots": .keyed(.integer(unit: nil, bounds: 0...4), by: nil, keys: ["2", "3", "4"]),
        "best": .keyed(.optional(.integer(unit: "ft", bounds: nil)), by: "Size", keys: ["tiny", "small"]),
        "stock": .keyed(.bool, by: "Weapon", keys: ["bow", "sword"]),
      ])
    #expect(creature.fields.first?.name == "name")
    #expect(creature.fields.first?.doc == "What it is called.")
    let due = creature.fields.filter { !$0.isOptional }.map(\.name)
    #expect(due == ["name", "controller", "cell", "hp", "count", "marks"])
    #expect(creature.table == "creatures")
    #expect(creature.limit == 40)
  }

  @Test func whatTypesNameIsThere() throws {
    let schema = try Self.rules(Self.sources).schema
    #expect(schema.name == "every")
    #expect(schema.units == ["s", "ft"])
    let size = try #require(schema.enumeration(named: "Size"))
    #expect(size.isOrdered)
    #expect(size.cases == ["tiny", "small"])
    #expect(size.doc == "How big it is.\nIn two lines.")
    #expect(schema.enumerations.map(\.name) == ["Action", "Cover", "Movement", "Size"])
    #expect(schema.enumeration(named: "Action")?.cases == ["move", "userJoined"])
    let mark = try #require(schema.record(named: "Mark"))
    #expect(mark.doc == "A value with fields.")
    #expect(mark.fields.map(\.name) == ["size", "by", "weight"])
    #expect(mark.fields.map(\.isOptional) == [false, true, true])
    let weapon = try #require(schema.kind(named: "Weapon"))
    #expect(weapon.table == "weapons")
    #expect(weapon.rows == ["bow", "sword"])
    #expect(weapon.fields.map(\.type) == [.dice, .integer(unit: "ft", bounds: nil)])
    #expect(Self.types(schema.state) == ["owner": .user, "leader": .optional(.entity("Creature"))])
    #expect(schema.map?.unit == "ft")
    #expect(schema.map?.cellSize == 5)
    #expect(schema.map?.terrains.map(\.name) == ["floor", "wall"])
    #expect(schema.map?.terrains.map(\.character) == [".", "#"])
    #expect(schema.kind(named: "Armour") == nil)
  }

  @Test func actionsAndEventsAreTold() throws {
    let schema = try Self.rules(Self.sources).schema
    let move = try #require(schema.action(named: "move"))
    #expect(move.doc == "Go somewhere.")
    #expect(!move.isHost)
    #expect(move.tags == ["quick", "bold"])
    #expect(move.actor == move.parameters.first)
    #expect(move.parameters.map(\.name) == ["actor", "path", "pace", "why"])
    // A bound that reads another parameter is none that could be told beforehand.
    #expect(
      move.parameters.map(\.type) == [
        .entity("Creature"), .path, .integer(unit: nil, bounds: nil), .optional(.text),
      ])
    #expect(move.parameters.map(\.isOptional) == [false, false, true, true])
    let moved = try #require(schema.event(named: "moved"))
    #expect(moved.parameters.map(\.type) == [.list(of: .step, count: 0...256), .entity("Creature")])
    #expect(moved.hostTags == [.turn, .snapshot])
  }

  /// A host reports who comes where the rules ask for it, whatever they call that user.
  @Test func hostActionsAreFound() throws {
    let schema = try Self.rules(Self.sources).schema
    #expect(schema.hostAction(named: "userJoined")?.parameters.map(\.type) == [.user])
    #expect(schema.hostAction(named: "userJoined")?.parameters.map(\.name) == ["who"])
    #expect(schema.hostAction(named: "userJoined")?.actor == nil)
    #expect(schema.action(named: "userJoined") == nil)
    #expect(schema.hostAction(named: "move") == nil)
  }

  @Test func rulesWithoutAnythingHaveASchema() throws {
    let schema = try Self.rules(["a.rules": "ruleset bare\n"]).schema
    #expect(schema.map == nil)
    #expect(schema.actions.isEmpty)
    #expect(schema.state.isEmpty)
  }

  @Test func theShippedRulesAreTold() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let rules = try RuleSet(directory: root.appending(path: "rules").path)
    let schema = rules.schema
    #expect(schema.hostAction(named: "userJoined")?.parameters.map(\.name) == ["who"])
    #expect(schema.hostAction(named: "userLeft")?.parameters.map(\.type) == [.user])
    #expect(schema.hostAction(named: "opened")?.parameters.isEmpty == true)
    #expect(schema.entities.map(\.table) == ["chests", "creatures", "doors", "items", "levers"])
    #expect(schema.map != nil)
    #expect(schema.event(named: "halted")?.hostTags == [.pause, .snapshot])
    let attack = try #require(schema.action(named: "attack"))
    #expect(attack.tags == ["hostile"])
    #expect(attack.actor?.type == .entity("Creature"))
    #expect(attack.parameters.last?.type == .enumeration("Grip"))
    #expect(attack.parameters.map(\.isOptional) == [false, false, false, true])
    #expect(schema == rules.schema)
  }
}
