import Measuring
import Testing
import Validator

@testable import Workloads

/// Each workload compares what its programs decide before it takes any time, so running one is the test.
struct WorkloadTests {
  private let run = Run(sampler: Sampler(rounds: 1, length: .zero)) { _ in }

  private func programs(_ workload: Workload) throws -> [String: [String]] {
    let results = try workload.measure(run)
    #expect(results.allSatisfy { ($0.ns ?? $0.bytes ?? 0) > 0 })
    return Dictionary(grouping: results, by: \.workload).mapValues { $0.map(\.program) }
  }

  private static let byHand = ["rules", "swift-early-exit", "swift-all-reasons"]

  @Test func equip() throws { #expect(try programs(.equip) == ["equip": Self.byHand]) }

  @Test func use() throws { #expect(try programs(.use) == ["use": Self.byHand]) }

  @Test func move() throws {
    #expect(try programs(.move) == ["move-1": Self.byHand, "move-6": Self.byHand, "move-12": Self.byHand])
  }

  @Test func reach() throws {
    let both = ["rules", "swift-dijkstra"]
    #expect(try programs(.reach) == ["reach-30": both, "reach-60": both])
  }

  @Test func options() throws {
    let figures = ["options-1", "options-20", "options-why", "options-json"]
    #expect(try programs(.options) == Dictionary(uniqueKeysWithValues: figures.map { ($0, ["rules"]) }))
  }

  @Test func round() throws {
    let steps = ["load", "apply", "apply-kept", "snapshot", "deltas", "perform"]
    let names = steps.flatMap { ["\($0)-20", "\($0)-200"] }
    #expect(try Set(programs(.round).keys) == Set(names))
  }

  @Test func json() throws {
    let names: Set = ["json-legal", "json-refused", "json-duel-legal", "json-duel-refused"]
    #expect(try Set(programs(.json).keys) == names)
  }

  @Test func compile() throws { #expect(try programs(.compile) == ["compile": ["rules"]]) }

  @Test func threads() throws {
    #expect(try programs(.threads) == ["threads": ["rules on 1 thread", "rules on 2 threads"]])
  }

  @Test func oneDisagreementIsTold() {
    let failure = #expect(throws: Disagreement.self) {
      try Disagreement.check("node", [true, false, true], are: [true, true, true])
    }
    #expect(failure?.description == "node decides otherwise, at number 1: false, not true")
  }
}
