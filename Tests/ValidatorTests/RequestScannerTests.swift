import Foundation
import RulesLang
import TestKit
import Testing

@testable import Validator

/// Requests that are read straight into words are read as out of a tree.
struct RequestScannerTests {
  private static let rules = Result {
    try RuleSet(sources: [
      "ruleset.rules": """
        ruleset reading
        unit ft
        enum Hue { red, green, blue }
        record Mark { hue: Hue, size: Int }
        entity Creature in creatures up to 50 { name: Text = "", cell: Cell }
        map {
          cell 5 ft
          distance equal
          terrain floor "."
          place Creature at cell
        }
        action ask(
          actor: Creature, hues: set of Hue = {}, path: Path, said: optional Text, others: set of up to 3 Creature,
          order: list of Creature = [], names: set of up to 5 Text = {}, far: Int 0..90 = 5, loud: Bool, who: User,
          hue: optional Hue, spot: optional Cell
        ) by anyone {
          require loud else "{actor} whispers."
        }
        action mark(actor: Creature, mark: Mark) by anyone { require mark.size > 0 else "Too small." }
        action wait() by anyone { require count(creatures) > 0 else "Nobody is here." }
        host action tell(who: User) { set last to who }
        state { last: optional User = none }
        """
    ])
  }

  private static let state =
    #"{"creatures": {"aria": {"cell": [0, 0]}, "bö": {"cell": [1, 0]}, "c": {"cell": [2, 0]}}}"#

  private static let values: [String: [String]] = [
    "actor": [#""aria""#, #""bö""#, #""nobody""#, "null", "1", #""ari\u0061""#],
    "hues": ["[]", #"["red"]"#, #"["blue", "red"]"#, #"["red","red"]"#, #"["pink"]"#],
    "path": ["[[1,1]]", "[[1,1],[2 , -2]]", "[]", "[[1]]", "[[1,1,1]]", "[[1.0,1]]", "[[99999999999,1]]"],
    "said": [#""hello""#, #""aria""#, "null", #""tschüs""#, #""a\nb""#, #""""#],
    "others": [#"["c","aria"]"#, #"["aria"]"#, "[]", #"["aria","aria"]"#, #"["aria","bö","c","aria"]"#],
    "order": [#"["c","aria"]"#, #"["aria","aria"]"#, "[ ]", "{}"],
    "names": [#"["zoe","ann","aria"]"#, #"["new","new"]"#, "[]"],
    "far": ["5", "90", "91", "-1", "0", "-0", "05", "1e1", "5.5", "12345678901234567890"],
    "loud": ["true", "false", "null", "1", "truely"],
    "who": [#""ana""#, #""someone new""#, "null"],
    "hue": [#""green""#, "null", #""none""#],
    "spot": ["[3,4]", "null", "[3,4", #"{"x":1}"#],
    "mark": [#"{"hue": "red", "size": 1}"#, #"{"hue": "red", "size": 0}"#],
    "other": ["1", "{}"],
  ]

  private func agree(_ json: [UInt8], _ user: String?, _ state: State) -> Bool {
    var text = RequestText(body: .sent(json), user: user, now: 7, basis: 3)
    let scanned = RequestReader(text, in: state).scan(json)
    let read = state.request(json: json, user: user, now: 7, basis: 3)
    let tree = state.read(tree: json, &text, rolls: nil)
    let name = Comment(rawValue: String(decoding: json, as: UTF8.self))
    #expect(read.action == tree.action, name)
    #expect(read.words == tree.words, name)
    #expect(read.pool == tree.pool, name)
    #expect(read.defaulted == tree.defaulted, name)
    #expect(read.problems == tree.problems, name)
    #expect((read.user, read.viewer) == (tree.user, tree.viewer), name)
    #expect((read.now, read.basis) == (tree.now, tree.basis), name)
    #expect(read.texts.count == tree.texts.count, name)
    for place in 0..<Word(tree.texts.count) { #expect(read.texts[place] == tree.texts[place], name) }
    #expect(state.verdict(of: state.decide(read)).json == state.verdict(of: state.decide(tree)).json, name)
    // Read anew, as after rows have come or gone.
    var again = RequestReader(RequestText(body: .sent(json), user: user, now: 7, basis: 3), in: state)
    if scanned != nil { #expect(again.read().words == tree.words, name) }
    return scanned != nil
  }

  @Test func randomRequestsAreReadAlike() throws {
    let state = try Self.rules.get().state(json: Self.state)
    var random = SplitMix(seed: 11)
    var scanned = 0
    for _ in 0..<1500 {
      let json = Self.request(&random)
      let user = Bool.random(using: &random) ? "ana" : "stranger"
      if agree(Array(json.utf8), Int.random(in: 0..<20, using: &random) == 0 ? nil : user, state) { scanned += 1 }
    }
    #expect(scanned > 50)
  }

  @Test func damagedRequestsAreReadAlike() throws {
    let state = try Self.rules.get().state(json: Self.state)
    var random = SplitMix(seed: 12)
    let bytes = Array(#"{}[]",:\/-0e. tn"#.utf8) + [0x00, 0x1f, 0x80, 0xc3, 0xff]
    for _ in 0..<1500 {
      var json = Array(Self.request(&random, isGood: true).utf8)
      for _ in 0...Int.random(in: 0..<2, using: &random) {
        let place = Int.random(in: 0..<json.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: json.remove(at: place)
        case 1: json.insert(bytes.randomElement(using: &random) ?? 0, at: place)
        case 2: json[place] = bytes.randomElement(using: &random) ?? 0
        default: json.removeSubrange(place...)
        }
        if json.isEmpty { json = [0x20] }
      }
      _ = agree(json, "ana", state)
    }
  }

  @Test func whatClientsSendNeedsNoTree() throws {
    let state = try Self.rules.get().state(json: Self.state)
    let all = """
       { "arguments" : {"actor": "bö", "path": [[1, 1]], "others": [], "loud": true, "who": "ana"},
      "action": "ask" }
      """
    #expect(agree(Array(all.utf8), "ana", state))
    #expect(agree(Array(#"{"action":"wait"}"#.utf8), "ana", state))
    #expect(agree(Array(#"{"action":"tell","arguments":{"who":"zoe"}}"#.utf8), nil, state))
    #expect(!agree(Array(#"{"action":"tell","arguments":{"who":"zoe"}}"#.utf8), "ana", state))
    #expect(!agree(Array(#"{"action":"wait","action":"wait"}"#.utf8), "ana", state))
    #expect(!agree(Array(#"{"action":"wait","user":"gm"}"#.utf8), "ana", state))
  }

  private static func request(_ random: inout SplitMix, isGood: Bool = false) -> String {
    let action = isGood ? "ask" : ["ask", "ask", "ask", "mark", "wait", "tell", "none"].randomElement(using: &random)
    let good = isGood || Int.random(in: 0..<3, using: &random) > 0
    var names = ["actor", "hues", "path", "said", "others", "order", "names", "far", "loud", "who", "hue", "spot"]
    if !good { names += ["mark", "other"] }
    if Bool.random(using: &random) { names.shuffle(using: &random) }
    var members: [String] = []
    for name in names where good || Int.random(in: 0..<4, using: &random) > 0 {
      let values = values[name] ?? []
      let value = good ? values.prefix(2).randomElement(using: &random) : values.randomElement(using: &random)
      members.append("\"\(name)\":\(value ?? "null")")
    }
    let arguments = "\"arguments\": {\(members.joined(separator: Bool.random(using: &random) ? "," : " ,\n"))}"
    let name = "\"action\": \"\(action ?? "")\""
    return Bool.random(using: &random) ? "{\(name), \(arguments)}" : "{ \(arguments),\(name)}"
  }
}
