import Foundation
import RulesLang
import TestKit
import Testing
import Validator

/// The shipped rules at a live table: whatever is asked, in whatever order and with whatever dice, they never fail.
struct AmbushPlayTests {
  private static let users = ["ana", "ben", "cleo", "dan", "gm"]

  @Test(arguments: 0..<3)
  func anySequenceOfRequestsIsPlayed(game: Int) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("examples/ambush")
    let rules = try RuleSet(directory: folder.path)
    var table = try rules.state(
      json: String(contentsOf: folder.appendingPathComponent("state.json"), encoding: .utf8))
    var random = SplitMix(seed: UInt64(game) + 40)
    var dice = SplitMix(seed: UInt64(game) + 60)
    func face(_ sides: Int) -> Int { Int.random(in: 1...sides, using: &dice) }
    var now: Int64 = 0
    var played = 0
    for action in ["startInteraction", "startFight"] {
      let body = "{\"action\": \"\(action)\", \"arguments\": {}}"
      #expect(table.perform(table.request(json: body, user: "gm", now: 0), roll: face).isDone)
    }
    for round in 0..<250 {
      now += Int64.random(in: 0...12, using: &random)
      let json = try JSONReader().read(table.json)
      let (user, body) = Self.request(rules, json, &random)
      let performed = table.perform(table.request(json: body, user: user, now: now), viewers: ["ana", "gm"], roll: face)
      let truths = [performed.verdict.truth] + performed.ticks
      for reason in truths.flatMap({ $0.reasons + $0.dropped }) {
        #expect(!reason.isFault, "round \(round): \(body): \(reason.rule): \(reason.message)")
      }
      #expect(performed.isDone || !performed.verdict.reasons.isEmpty, "round \(round): \(body)")
      if performed.isDone { played += 1 }
    }
    #expect(played > 25)
  }

  /// Something that someone might ask for, mostly for whom the turn is.
  private static func request(
    _ rules: RuleSet, _ table: JSONValue, _ random: inout SplitMix
  ) -> (user: String?, body: String) {
    let creatures = table["creatures"]?.members ?? []
    func id(in table: JSONValue?) -> JSONValue { .init(.string(table?.members?.randomElement(using: &random)?.key ?? "")) }
    let current = table["turn"]?["current"]?.string
    let actor = Int.random(in: 0..<8, using: &random) == 0 ? nil : current
    let who = actor ?? creatures.randomElement(using: &random)?.key ?? ""
    let ending = ["endInteraction", "endFight", "pauseInteraction"]
    let actions = rules.program.actions.filter {
      !ending.contains($0.header.name) || Int.random(in: 0..<40, using: &random) == 0
    }
    guard let action = actions.randomElement(using: &random) else { return (nil, "{}") }
    let row = table["creatures"]?[who]
    var arguments: [JSONValue.Member] = []
    for parameter in action.parameters.map(\.header.name) {
      let value: JSONValue
      switch parameter {
      case "actor": value = .init(.string(who))
      case "whose", "target", "receiver": value = id(in: table["creatures"])
      case "targets": value = .init(.array([id(in: table["creatures"])]))
      case "weapon", "item", "key":
        let own = (table["items"]?.members ?? []).filter { $0.value["carrier"]?.string == who }
        value = own.randomElement(using: &random).map { .init(.string($0.key)) } ?? id(in: table["items"])
      case "door": value = id(in: table["doors"])
      case "lever": value = id(in: table["levers"])
      case "chest": value = id(in: table["chests"])
      case "who": value = .init(.string(users.randomElement(using: &random) ?? "gm"))
      case "score": value = .init(.integer(Int64.random(in: -5...30, using: &random)))
      case "path":
        var cell = (row?["cell"]?.elements ?? []).compactMap(\.integer)
        value = .init(.array((0..<Int.random(in: 1...4, using: &random)).map { _ in
          cell = cell.map { $0 + Int64.random(in: -1...1, using: &random) }
          return .init(.array(cell.map { .init(.integer($0)) }))
        }))
      default: continue
      }
      arguments.append(.init(key: parameter, value: value))
    }
    let body: JSONValue = [
      "action": .init(.string(action.header.name)), "arguments": .init(.object(arguments)),
    ]
    let owner = action.header.name.hasPrefix("resume") || action.actor == nil ? "gm" : row?["controller"]?.string
    return (action.isHost ? nil : owner, JSONWriter.text(of: body))
  }
}
