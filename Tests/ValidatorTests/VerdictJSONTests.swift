import Foundation
import RulesLang
import TestKit
import Testing

@testable import Validator

/// A verdict that is written straight from its decision has the bytes of one that was made first.
struct VerdictJSONTests {
  private func expectSame(_ decision: Decision, _ state: State, _ name: String) {
    let made = state.verdict(of: decision).json
    #expect(String(decoding: state.verdictJSON(of: decision), as: UTF8.self) == made, Comment(rawValue: name))
  }

  @Test func goldenCasesAreWrittenAlike() throws {
    for (name, text) in try GoldenSuite("judge").cases() {
      var files = Dictionary(uniqueKeysWithValues: SourceText.files(text).map { ($0.name, $0.text) })
      let lines = (files.removeValue(forKey: "requests.txt") ?? "").split(separator: "\n")
      let json = files.removeValue(forKey: "state.json") ?? "{}"
      let state = try RuleSet(sources: files).state(json: json)
      for line in lines where line.hasPrefix("{") {
        var decision = state.decide(state.request(trusted: try JSONReader().read(Array(line.utf8))))
        expectSame(decision, state, "\(name): \(line)")
        decision = state.explained(decision)
        decision.request = nil
        expectSame(decision, state, "\(name): \(line), by the host")
      }
    }
  }

  /// The shipped rules conceal much, so players get verdicts that are made first; the host's are written at once.
  @Test func theFightOfTheAmbushIsWrittenAlike() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "examples/ambush")
    let rules = try RuleSet(directory: folder.path)
    var state = try rules.state(json: String(contentsOf: folder.appending(path: "state.json"), encoding: .utf8))
    let lines = try String(contentsOf: folder.appending(path: "actions.ndjson"), encoding: .utf8)
    for line in lines.split(separator: "\n") {
      let json = try JSONReader().read(String(line))
      guard json["tick"] == nil else {
        _ = state.perform(state.tick(trusted: json)) { $0 / 2 + 1 }
        continue
      }
      let request = state.request(trusted: json)
      var decision = state.decide(request)
      expectSame(decision, state, String(line))
      decision = state.explained(decision)
      decision.request = nil
      decision.seen = nil
      expectSame(decision, state, "\(line), by the host")
      _ = state.perform(request) { $0 / 2 + 1 }
    }
  }

  @Test func valuesOfAllTypesAreWrittenAlike() throws {
    let rules = try RuleSet(sources: [
      "ruleset.rules": """
        ruleset writing
        unit ft
        enum Hue { red, darkGreen, blue }
        record Mark { hue: Hue, size: Int }
        entity Creature in creatures up to 50 {
          name: Text = "nobody"
          cell: Cell
          hues: set of Hue = {}
          friends: set of Creature = {}
          order: list of up to 9 Creature = []
          mark: Mark = Mark(hue: red, size: 1)
          slots: Int 0..9 for each 1..3 = {1: 3, otherwise 2}
          lord: optional Creature = none
          said: optional Text = none
          vow: optional Mark = none
          hp: Int 0..99 = 9
          moved: ft = 0 ft
        }
        map {
          cell 5 ft
          distance equal
          terrain floor "."
          place Creature at cell
        }
        budget moves(c: Creature): ft is 30 ft, of which c.moved is used
        action display(actor: Creature, target: Creature, said: Text, cell: Cell, n: Int, hues: set of Hue) by anyone {
          require cold: n < 5 else "{said}: {actor} of {target} at {cell}: {hues|nothing}, {actual}/{needed}."
          require near: distance(actor, target) <= 5 ft else "{target} is {actual} away, {needed} at most."
          require same: actor.lord == target.lord else "{actor.lord|nobody} and {target.lord|nobody}, {actor.friends|alone}."
          require dull: count(hues) < 3 else "{actor.mark.hue} and {actor.moved}; {actor.said|silence}, {actor.hues|none}."
          spend wit: n from target.hp else "Only {actual} of {needed}."
          spend pace: 5 ft from actor.moves else "{actor} has moved enough."
          set actor.said to said
          set actor.hues to hues
          set actor.lord to target
          add target to actor.friends
          add target to actor.order
          set actor.slots[2] to n
          set actor.mark.size to n
          set actor.cell to cell
          do displayed(actor, hues, said)
        }
        action swear(actor: Creature) by anyone { set actor.vow to Mark(hue: blue, size: 3) }
        event displayed(c: Creature, hues: set of Hue, said: Text) tags turn says "{said}: {c} shows {hues|nothing}."
        """
    ])
    let long = String(repeating: "ä", count: 90)
    let state = try rules.state(
      json: """
        {"creatures": {
          "a~/b": {"name": "éa \\"quoted\\" \\u2028", "cell": [0, 0], "friends": ["zoë"], "lord": "zoë"},
          "x": {"name": "\(long)", "cell": [9, -3], "said": "hush", "vow": {"hue": "red", "size": 2}},
          "zoë": {"name": "anna", "cell": [1, 0], "hp": 4}}}
        """)
    var random = SplitMix(seed: 5)
    let ids = ["a~/b", "x", "zoë"]
    let texts = ["", "a", "ßtreet", "e\u{301}clair", "tab\t\u{7f}\u{85}", "\u{202e}turned", long, "\"", "ann"]
    let hues = ["[]", #"["red"]"#, #"["blue","darkGreen"]"#, #"["blue","darkGreen","red"]"#]
    for user in ["ana", nil] + Array(repeating: "ana", count: 200) {
      let arguments: JSONValue = [
        "actor": JSONValue(.string(ids.randomElement(using: &random) ?? "")),
        "target": JSONValue(.string(ids.randomElement(using: &random) ?? "")),
        "said": JSONValue(.string(texts.randomElement(using: &random) ?? "")),
        "cell": [JSONValue(.integer(Int64.random(in: -2...2, using: &random))), 0],
        "n": JSONValue(.integer(Int64.random(in: 0...9, using: &random))),
        "hues": try JSONReader().read(hues.randomElement(using: &random) ?? ""),
      ]
      let body = JSONWriter.text(of: ["action": "display", "arguments": arguments])
      var decision = state.decide(state.request(json: body, user: user, now: 3))
      expectSame(decision, state, body)
      decision = state.explained(decision)
      decision.request = nil
      expectSame(decision, state, body)
    }
    // A value that is told as a whole.
    let swear = #"{"action":"swear","arguments":{"actor":"x"}}"#
    expectSame(state.decide(state.request(json: swear, user: "ana", now: 0)), state, swear)
  }
}
