import Foundation
import RulesLang
import TestKit
import Testing

@testable import Validator

/// The fight of the ambush, played by the shipped rules as a server plays it.
struct TableFightTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "examples/ambush")

  private let users = ["gm", "ana", "ben", "cleo", "dan", "stranger"]

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
  }

  @Test func everyClientStaysInStep() throws {
    let rules = try RuleSet(directory: Self.folder.path)
    let bundled = try RuleSet(bundle: rules.bundle)
    var state = try rules.state(json: text("state.json"))
    var views = users.map { state.view(for: $0).value }
    var random = SplitMix(seed: 3)
    var done = 0
    for (number, line) in try text("actions.ndjson").split(separator: "\n").enumerated() {
      let json = try JSONReader().read(String(line))
      let request = json["tick"] == nil ? state.request(trusted: json) : state.tick(trusted: json)
      let before = state
      let performed = state.perform(request, viewers: users) { Int.random(in: 1...$0, using: &random) }
      if performed.isDone { done += 1 }
      #expect(performed.revision == state.revision)
      views = try inStep(views, performed.deltas, state, line: number + 1)
      // A client that has lost the thread gets the same patch; so does one whose room moved to equal rules.
      if before.stamp != state.stamp {
        #expect(state.deltas(from: before, viewers: users).map(\.patch) == performed.deltas.map(\.patch))
      }
      if number % 20 == 0 {
        let (moved, report) = try state.moved(to: bundled)
        #expect((moved.json, report.isEmpty) == (state.json, true))
        #expect(!moved.deltas(from: state, viewers: users).contains { !$0.isEmpty })
        var restored = try bundled.state(snapshot: state.snapshot)
        #expect((restored.json, restored.clock, restored.revision) == (state.json, state.clock, state.revision))
        _ = restored.open(now: restored.clock) { _ in 1 }
      }
    }
    #expect(done > 20)
  }

  private func inStep(
    _ views: [JSONValue], _ deltas: [Delta], _ state: State, line: Int
  ) throws -> [JSONValue] {
    var views = views
    for (index, delta) in deltas.enumerated() { views[index] = try PatchApplier.apply(delta.patch, to: views[index]) }
    for (user, view) in zip(users, views) {
      #expect(PatchApplier.text(view) == PatchApplier.text(state.view(for: user).value), "line \(line), \(user)")
    }
    return views
  }
}
