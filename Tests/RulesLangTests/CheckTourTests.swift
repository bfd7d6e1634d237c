import Foundation
import TestKit
import Testing

@testable import RulesLang

/// The skirmish of the design and the overlay over it compile as they stand.
@Suite struct CheckTourTests {
  private static let weapons = """
    {
      "dagger": {"name": "Dagger", "damage": "1d4", "properties": ["light"]},
      "longsword": {"name": "Longsword", "damage": "1d8"},
      "longbow": {"name": "Longbow", "damage": "1d8", "range": 150, "properties": ["heavy", "twoHanded"]}
    }
    """

  /// The texts are the formatter's cases: `tour-turns`, and `tour-house` for the overlay.
  private static func sources(withOverlay: Bool) throws -> SourceSet {
    var base = [SourceFile(name: "data/weapons.json", text: weapons)]
    var overlay: [SourceFile] = []
    for (name, text) in try GoldenSuite("format").cases() where name.hasPrefix("tour-") {
      let file = name.dropFirst("tour-".count)
      if file == "house" {
        overlay.append(SourceFile(name: "house/ruleset.rules", text: text))
      } else {
        base.append(SourceFile(name: file.replacingOccurrences(of: "-test", with: "_test") + ".rules", text: text))
      }
    }
    var sources = SourceSet()
    sources.addLayer(name: "tour", files: base)
    if withOverlay { sources.addLayer(name: "house", files: overlay) }
    return sources
  }

  @Test func theSkirmishCompiles() throws {
    let compilation = Compilation(try Self.sources(withOverlay: false))
    #expect(compilation.diagnostics == [])
    let program = try #require(compilation.program)
    #expect(program.name == "skirmish")
    #expect(program.actions.map(\.header.name).contains("attack"))
    #expect(program.requirements.map(\.id).contains("strike.inReach"))
    #expect(program.rolls.map(\.id) == ["strike.damage", "strike.toHit"])
  }

  @Test func theOverlayLiesOverIt() throws {
    let compilation = Compilation(try Self.sources(withOverlay: true))
    #expect(compilation.diagnostics == [])
    let program = try #require(compilation.program)
    #expect(program.name == "hardTable")
    let speed = try #require(program.functions.first { $0.header.name == "speed" })
    #expect(speed.adjustments.map(\.header.name) == ["cursed", "weary"])
    let side = try #require(program.functions.first { $0.header.name == "side" })
    #expect(side.body.constant == .int(1))
    let creature = try #require(program.entities.first)
    #expect(creature.fields.last?.header.name == "stamina")
    #expect(creature.fields.last?.defaultValue == .int(10))
  }
}
