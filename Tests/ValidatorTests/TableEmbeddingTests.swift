import Foundation
import RulesLang
import Testing
import Validator

/// What `docs/embedding.md` shows is what stands here and compiles.
struct TableEmbeddingTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func lines(_ text: some StringProtocol) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test func theSnippetsOfTheGuideCompile() throws {
    let guide = try String(contentsOf: Self.root.appending(path: "docs/embedding.md"), encoding: .utf8)
    let here = Self.lines(try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)).joined(separator: "\n")
    let snippets = guide.components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```\n").first }
    #expect(snippets.count == 12)
    for snippet in snippets {
      #expect(here.contains(Self.lines(snippet).joined(separator: "\n")), "not compiled here:\n\(snippet)")
    }
  }

  private let log: (String) -> Void = { _ in }
  private let user = "ana"
  private let viewers = ["ana", "ben"]
  private let roll: (Int) -> Int = { _ in 1 }

  private func send(_ json: String, to viewer: String?) {}
  private func reply(_ json: String, to user: String) {}
  private func queue(_ request: Request) {}
  private func keep(_ snapshot: String) {}
  private func setTimer(at second: Int64) {}

  /// The guide from top to bottom, as one evening at the table of the ambush.
  @Test func theGuideRuns() throws {
    let now: Int64 = 10
    let path = Self.root.appending(path: "examples/ambush").path
    let saved = try String(contentsOf: Self.root.appending(path: "examples/ambush/state.json"), encoding: .utf8)
    let body = #"{"action": "endTurn", "arguments": {"actor": "aria"}}"#

    let rules = try RuleSet(directory: path)
    var table = try rules.state(json: saved)
    let request = table.request(json: body, user: user, now: now)
    let performed = table.perform(request, viewers: viewers) { sides in Int.random(in: 1...sides) }
    for delta in performed.deltas { send(delta.json, to: delta.viewer) }

    let answer = performed.verdict
    switch answer.outcome {
    case .ready: reply(answer.json, to: user)
    case .refused where answer.isLater: queue(request)
    case .refused, .awaiting: reply(answer.json, to: user)
    }
    if performed.tags.contains("snapshot") { keep(table.snapshot) }

    let verdict = table.judge(request)
    if verdict.outcome == .ready {
      for delta in try table.apply(verdict, viewers: viewers) { send(delta.json, to: delta.viewer) }
    }

    if let wake = table.nextWake { setTimer(at: wake) }

    let ticked = table.tick(now: now, viewers: viewers, roll: roll)
    for delta in ticked.deltas { send(delta.json, to: delta.viewer) }

    if let opened = table.open(now: now, viewers: viewers, roll: roll) {
      for delta in opened.deltas { send(delta.json, to: delta.viewer) }
    }

    reply(table.view(for: user).json, to: user)

    let kept = table.snapshot
    try goBack(&table, kept, rules)
    try move(kept, rules.bundle, to: rules)
    let row: JSONValue = ["name": "Orc"]
    #expect(throws: EditFailure.self) { try bring(row, to: &table) }

    let joined = rules.schema.hostAction(named: "userJoined")
    if let who = joined?.parameters.first, who.type == .user { report("userJoined", [who.name: user], in: &table) }
    #expect(table.json.contains(#""present":["ana"]"#))
  }

  private func report(_ action: String, _ arguments: [String: String], in table: inout State) {
    let arguments = arguments.map { #""\#($0)": "\#($1)""# }.joined(separator: ", ")
    let body = #"{"action": "\#(action)", "arguments": {\#(arguments)}}"#
    _ = table.perform(table.request(json: body, user: nil, now: 10), viewers: viewers, roll: roll)
  }

  private func goBack(_ table: inout State, _ kept: String, _ rules: RuleSet) throws {
    keep(table.snapshot)
    var restored = try rules.state(snapshot: kept)

    _ = restored.open(now: 10, roll: roll)
    let newer = table
    table.rollBack(to: restored)
    for delta in table.deltas(from: newer, viewers: viewers) { send(delta.json, to: delta.viewer) }
  }

  private func move(_ kept: String, _ bundle: String, to rules: RuleSet) throws {
    let old = try RuleSet(bundle: bundle)
    let before = try old.state(snapshot: kept)
    let (moved, report) = try before.moved(to: rules)
    log(report.description)
    for delta in moved.deltas(from: before, viewers: viewers) { send(delta.json, to: delta.viewer) }
  }

  private func bring(_ row: JSONValue, to table: inout State) throws {
    let edited = try table.edit(
      [.insert("/creatures/orc", row), .set("/creatures/aria/hp", 12), .remove("/creatures/wolf")], viewers: viewers,
      roll: roll)
    for delta in edited.deltas { send(delta.json, to: delta.viewer) }
  }
}
