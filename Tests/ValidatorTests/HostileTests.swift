import Foundation
import TestKit
import Testing

@testable import RulesLang
@testable import Validator

/// Whatever a state or a request contains, a judgement ends with an answer.
struct HostileTests {
  private static let values = [
    "null", "true", "0", "-1", "9007199254740992", "-9007199254740992", "9223372036854775807", "1e400", "0.5", "\"\"",
    "\"aria\"", "\"snag\"", "\"karg\"", "\"bow\"", "\"nobody\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "[]", "[[]]",
    "{}",
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
    // The fight is on: it is Aria's turn.
    let state = try String(contentsOf: root.appendingPathComponent("state.json"), encoding: .utf8)
      .replacingOccurrences(of: "\"waiting\"", with: "\"live\"")
      .replacingOccurrences(of: "\"turn\": {}", with: #""turn": {"current": "aria", "order": ["aria", "snag"]}"#)
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
      if verdict.isLegal, verdict.needs.isEmpty { try state.apply(verdict) }
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
      let values = ["1000000000", "-1000000000", "9007199254740992", "-5", "0", "99", "null"]
      text.replaceSubrange(place...place, with: values.randomElement(using: &random) ?? "0")
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

  /// Random consequences, clocks that wind themselves up, and times at both ends of what a number may be: a tick is
  /// always done, and after it nothing is due.
  @Test func whatFollowsAlwaysEnds() throws {
    let clocks = """
      entity Clock in clocks up to 9 { due: optional s, pace: s = 0 s, n: Int 0..3 = 0, mark: Mark = red }
      action wind(c: Clock, due: s, pace: s) by anyone { set c.due to due set c.pace to pace }
      consequence rings for each c in clocks as soon as c.due exists and now >= c.due do chimes(c)
      event chimes(c: Clock) { add 1 to c.n when c.mark == red set c.due to now + c.pace add 1 to total }
      consequence late as soon as (some c in clocks where now >= c.pace + c.pace) or now >= 50 s do chimes2()
      event chimes2() { set open to not (open) }
      """
    let times: [Int64] = [.min, -1, 0, 1, 7, 50, 99, 1 << 53, .max - 1, .max]
    let numbers: [Int64] = [-9_007_199_254_740_991, -5, 0, 1, 6, 60, 9_007_199_254_740_991]
    var random = SplitMix(seed: 17)
    var (followed, dropped) = (0, 0)
    for seed in 0..<UInt64(60) {
      let rules = try RuleSet(sources: ["rules.rules": RandomRules.text(seed: seed, consequences: true) + clocks])
      var start = RandomReferenceState(program: rules.program, seed: seed)
      var state = try rules.state(json: rules.program.json(start.make()))
      for round in 0..<25 {
        let now = random.pick(times.randomElement(using: &random) ?? 0, state.clock, Int64.random(in: 0..<200, using: &random))
        let request: Request
        let due = numbers.randomElement(using: &random) ?? 0
        if random.chance(15) {
          let row = try JSONReader().read("{\"due\": \(due), \"n\": \(random.below(4))}")
          let edits: [Edit] = [
            .insert("/clocks/\(random.below(9))", row), .remove("/clocks/\(random.below(9))"),
            .set("/total", JSONValue(.integer(due))), .remove("/pawns/\(state.table(2).ids.first.map { state.texts[$0] } ?? "")"),
          ]
          // What does not fit is refused, whole.
          let before = state.json
          do { try state.edit(Array(edits.shuffled(using: &random).prefix(2))) } catch { #expect(state.json == before) }
          _ = try rules.state(json: state.json)
          continue
        }
        if random.chance(40) {
          request = state.tick(at: now)
        } else if let pace = numbers.randomElement(using: &random),
          random.chance(70), let clock = state.table(1).ids.randomElement(using: &random)
        {
          let arguments = "{\"c\": \"\(state.texts[clock])\", \"due\": \(due), \"pace\": \(pace)}"
          request = state.request(json: "{\"action\": \"wind\", \"arguments\": \(arguments)}", user: "u", now: now)
        } else {
          let pawns = state.table(2).ids.map { state.texts[$0] }
          let (p, q) = (pawns.randomElement(using: &random) ?? "", pawns.randomElement(using: &random) ?? "")
          let arguments = "{\"p\": \"\(p)\", \"q\": \"\(q)\", \"k\": \(random.below(9))}"
          request = state.request(json: "{\"action\": \"stir\", \"arguments\": \(arguments)}", user: nil, now: now)
        }
        let verdict = state.judge(request)
        #expect(verdict.isLegal || !verdict.reasons.isEmpty, "seed \(seed), round \(round)")
        if case .tick = request.occasion { #expect(verdict.outcome == .ready, "seed \(seed), round \(round)") }
        guard verdict.isLegal else { continue }
        followed += verdict.decision.events.count { $0.round > 0 }
        dropped += verdict.decision.dropped.count
        try state.apply(verdict)
        if let wake = state.nextWake { #expect(wake > state.clock, "seed \(seed), round \(round)") }
      }
    }
    #expect(followed > 100 && dropped > 20, "\(followed), \(dropped)")
  }

  /// One number or operator of the shipped rules is another: whatever still compiles answers all requests of the ambush.
  @Test func rulesWithAnotherNumberAnswerToo() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("examples/ambush")
    let original = try SourceLoader.load(root.path, from: DirectoryReader())
    let json = try String(contentsOf: root.appendingPathComponent("state.json"), encoding: .utf8)
    let requests = try String(contentsOf: root.appendingPathComponent("actions.ndjson"), encoding: .utf8)
      .split(separator: "\n").map { try JSONReader().read(String($0)) }
    var random = SplitMix(seed: 13)
    var answered = 0
    for _ in 0..<Self.mutations {
      guard let sources = Self.mutated(original, &random), let program = RulesLang.compile(sources).program else { continue }
      let rules = RuleSet(program)
      guard var state = try? rules.state(json: json) else { continue }
      for request in requests {
        let verdict = state.judge(state.request(trusted: request))
        #expect(verdict.isLegal || !verdict.reasons.isEmpty)
        if verdict.isLegal, verdict.needs.isEmpty { try state.apply(verdict) }
        answered += 1
      }
    }
    #expect(answered > requests.count * Self.mutations / 4)
  }

  private static let mutations = Int(ProcessInfo.processInfo.environment["HOSTILE_MUTATIONS"] ?? "") ?? 12

  /// The texts with one token of one file of rules replaced.
  private static func mutated(_ original: SourceSet, _ random: inout SplitMix) -> SourceSet? {
    let rules = original.files.indices.filter { original.files[$0].name.hasSuffix(".rules") && !original.files[$0].isTest }
    guard let chosen = rules.randomElement(using: &random) else { return nil }
    let replacements: [Set<String>: [String]] = [
      ["+", "-", "*", "/", "%"]: ["+", "-", "*", "/", "%"],
      ["<", "<=", ">", ">=", "==", "!="]: ["<", "<=", ">", ">=", "==", "!="],
      ["and", "or"]: ["and", "or"], ["doubled", "halved"]: ["doubled", "halved"],
    ]
    let numbers = ["0", "1", "2", "17", "64", "1000", "1000000", "9007199254740992", "9223372036854775807"]
    let (tree, _) = Parser.parse(original.files[chosen], index: chosen)
    let places = tree.tokens.filter { token in
      token.kind == .integer || replacements.keys.contains { $0.contains(tree.text(token)) }
    }
    guard let place = places.randomElement(using: &random) else { return nil }
    let others = replacements.first { $0.key.contains(tree.text(place)) }?.value ?? numbers
    guard let other = others.randomElement(using: &random) else { return nil }
    var bytes = original.files[chosen].bytes
    bytes.replaceSubrange(place.lower..<place.upper, with: Array(other.utf8))
    var result = SourceSet()
    for layer in original.layers {
      let paths = Dictionary(layer.data.map { (original.files[$0.value].name, $0.key) }) { first, _ in first }
      let files = (layer.files + layer.data.values).map { index in
        index == chosen ? SourceFile(name: original.files[index].name, bytes: bytes) : original.files[index]
      }
      result.addLayer(name: layer.name, files: files, dataPaths: paths)
    }
    return result
  }
}
