import RulesLang
import TestKit
import Testing
import Validator

/// Rules in one text and back.
struct TableBundleTests {
  private static let sources: SourceSet = {
    var sources = SourceSet()
    sources.addLayer(
      name: "base",
      files: [
        SourceFile(
          name: "../ruleset.rules",
          text: """
            ruleset base
            kind Weapon in weapons from "data/weapons.json" { damage: Dice }
            entity Creature in creatures up to 9 { name: Text = "A\u{301}", hp: Int 0..9 = 3 }
            action hit(c: Creature) by anyone {
              subtract 1 from c.hp
            }
            """),
        SourceFile(name: "../data/weapons.json", text: #"{"bow": {"damage": "1d8"}}"#),
      ], dataPaths: ["../data/weapons.json": "data/weapons.json"])
    sources.addLayer(
      name: "house",
      files: [
        SourceFile(
          name: "ruleset.rules", text: "ruleset house extends \"../base\"\r\nextend Creature { mana: Int = 1 }\n"),
        SourceFile(
          name: "a_test.rules", text: "// Nothing is tested.\n"),
      ])
    return sources
  }()

  @Test func theDigestSurvives() throws {
    let rules = try RuleSet(sources: Self.sources)
    let again = try RuleSet(bundle: rules.bundle)
    #expect(again.digest == rules.digest)
    #expect(again.schemaDigest == rules.schemaDigest)
    #expect(again.bundle == rules.bundle)
    let json = #"{"creatures":{"a":{"name":"x","hp":2,"mana":0}}}"#
    #expect(try again.state(snapshot: rules.state(json: json).snapshot).json == json)
  }

  @Test func whatIsDamagedIsTold() throws {
    let bundle = try RuleSet(sources: Self.sources).bundle
    func failure(_ text: String) -> String {
      do {
        _ = try RuleSet(bundle: text)
        return "none"
      } catch let failure as BundleFailure {
        return failure.description
      } catch { return "\(type(of: error))" }
    }
    #expect(failure(bundle) == "none")
    #expect(failure("") == "the bundle is damaged: $: the text ends in the middle of the JSON: a value is due")
    #expect(failure("[]") == "the bundle is damaged: $.rules: a text is due here")
    #expect(failure(#"{"rules": "x", "layers": []}"#) == "the bundle is damaged: $.layers: 1 to 16 layers are due here")
    #expect(
      failure(bundle.replacing(#""name":"house""#, with: #""nam":"house""#))
        == "the bundle is damaged: $.layers[1].name: a text is due here")
    #expect(
      failure(bundle.replacing("mana: Int = 1", with: "mana: Int = 2"))
        == "the bundle is damaged: $.rules: its texts are not those that it was made of")
    #expect(failure(bundle.replacing("mana: Int", with: "mana: Int: Int")) == "CompileFailure")
  }

  @Test func noDamageTraps() throws {
    let bytes = Array(try RuleSet(sources: Self.sources).bundle.utf8)
    var random = SplitMix(seed: 5)
    for _ in 0..<150 {
      var damaged = bytes
      switch Int.random(in: 0..<3, using: &random) {
      case 0: damaged.removeSubrange(Int.random(in: 0..<damaged.count, using: &random)...)
      case 1:
        let place = Int.random(in: 0..<damaged.count, using: &random)
        damaged[place] = UInt8.random(in: 32...126, using: &random)
      default: damaged.remove(at: Int.random(in: 0..<damaged.count, using: &random))
      }
      let rules = try? RuleSet(bundle: String(decoding: damaged, as: UTF8.self))
      // Only what the rules do not depend on can differ: names of files and layers, tests.
      if let rules { #expect(rules.digest == (try RuleSet(sources: Self.sources).digest)) }
    }
  }
}
