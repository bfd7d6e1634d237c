import Foundation
import TestKit
import Testing

@testable import RulesLang
@testable import Validator

/// Whatever a state or a request contains, a judgement ends with an answer.
struct HostileTests {
  private static let values = [
    "null", "true", "0", "-1", "9007199254740992", "-9007199254740992", "9223372036854775807", "1e400", "0.5", "\"\"",
    "\"aria\"", "\"snag\"", "\"karg\"", "\"bow\"", "\"nobody\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "[]", "[[]]", "{}",
    "[0, 0]", "[3, 2]", "[16, 10]", "[-1, -1]", "[1000000000, 1000000000]", "[-1000000000, 1000000000]",
    "[1000000001, 0]", "[[3, 2]]", "[[3, 2], [3, 2]]", "[[1000000000, 0]]", "[\"aria\", \"aria\"]", "[\"snag\"]",
    "{\"x\": 1}",
    "\"" + String(repeating: "x", count: 100_000) + "\"",
    "[" + Array(repeating: "[3, 3]", count: 256).joined(separator: ", ") + "]",
    "[" + Array(repeating: "[3, 3]", count: 257).joined(separator: ", ") + "]",
    String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000),
  ]

  private static func ambush() throws -> (rules: RuleSet, state: String) {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("examples/ambush")
    let state = try String(contentsOf: root.appendingPathComponent("state.json"), encoding: .utf8)
    return (try RuleSet(directory: root.path), state)
  }

  @Test func requestsAreAlwaysAnswered() throws {
    let (rules, json) = try Self.ambush()
    var random = SplitMix(seed: 11)
    let start = try rules.state(json: json)
    var state = start
    for round in 0..<1500 {
      guard let place = rules.program.actions.indices.randomElement(using: &random) else { break }
      let name = rules.program.actions[place].header.name
      let arguments = rules.layout.actions[place].fields.compactMap { parameter in
        Self.values.randomElement(using: &random).map { "\"\(parameter.name)\": \($0)" }
      }
      let text = "{\"action\": \"\(name)\", \"arguments\": {\(arguments.joined(separator: ", "))}}"
      let now = [Int64.min, -1, 0, .max].randomElement(using: &random) ?? 0
      let request = state.request(json: text, user: ["ana", "gm", nil].randomElement(using: &random) ?? nil, now: now)
      let verdict = state.judge(request)
      #expect(verdict.isLegal || !verdict.reasons.isEmpty, "round \(round): \(text)")
      #expect(try JSONReader().read(Array(verdict.json.utf8)).members != nil, "round \(round)")
      if verdict.isLegal { try state.apply(verdict) }
      if round.isMultiple(of: 100) { state = start }
    }
  }

  @Test func statesAreReadOrRefused() throws {
    let (rules, json) = try Self.ambush()
    var random = SplitMix(seed: 12)
    let numbers = json.indices.filter { json[$0].isNumber }
    var readable = 0
    for round in 0..<300 {
      var text = json
      guard let place = numbers.randomElement(using: &random) else { break }
      let value = ["1000000000", "-1000000000", "9007199254740992", "-5", "0", "99", "null"].randomElement(using: &random)
      text.replaceSubrange(place...place, with: value ?? "0")
      guard let state = try? rules.state(json: text) else { continue }
      readable += 1
      for _ in 0..<10 {
        let cell = Self.values[Int.random(in: 20..<31, using: &random)]
        let actor = ["aria", "snag", "ogre", "bryn"].randomElement(using: &random) ?? "aria"
        let move = "{\"action\": \"move\", \"arguments\": {\"actor\": \"\(actor)\", \"path\": [\(cell)]}}"
        let attack = "{\"action\": \"attack\", \"arguments\": {\"actor\": \"\(actor)\", \"weapon\": \"bow\", "
          + "\"target\": \"aria\"}}"
        for request in [move, attack] {
          let verdict = state.judge(state.request(json: request, user: "gm", now: 0))
          #expect(try JSONReader().read(Array(verdict.json.utf8)).members != nil, "round \(round)")
        }
      }
    }
    #expect(readable > 0)
  }

  /// Arguments at both ends of what a number may be: sums, products and quotients of them, stored and clamped.
  @Test func arithmeticAtTheLimitsIsAnswered() throws {
    let extremes = ["-9007199254740991", "-1", "0", "1", "9007199254740991"]
    let rules = try RuleSet(sources: [
      "ruleset.rules": """
        ruleset limits
        state { n: Int = 0, low: Int -5..5 clamped = 0 }
        action act(a: Int, b: Int) by anyone {
          require a * b * a < a - b else "too much"
          require a / b + abs(a) > a % b else "too little"
          set n to a + b
          set low to b
        }
        """
    ])
    let state = try rules.state(json: "{}")
    for a in extremes {
      for b in extremes {
        let text = "{\"action\": \"act\", \"arguments\": {\"a\": \(a), \"b\": \(b)}}"
        let verdict = state.judge(state.request(json: text, user: nil, now: 0))
        #expect(try JSONReader().read(Array(verdict.json.utf8)).members != nil, "\(a), \(b)")
      }
    }
  }
}
