import Foundation
import Testing

@testable import Measuring

struct MeasuringTests {
  @Test(arguments: [([3], 3), ([5, 1, 3], 3), ([4, 1, 3, 2], 2.5)] as [([Double], Double)])
  func theMedianIsTheMiddle(_ values: [Double], _ middle: Double) {
    #expect(median(values) == middle)
  }

  @Test func samplesAreTakenByTurns() throws {
    var order: [String] = []
    func subject(_ name: String, ns: Double) -> Subject {
      Subject(name) { times in
        order.append(name)
        return ns
      }
    }
    let sampler = Sampler(rounds: 4, length: .zero)
    let results = try sampler.measure([subject("a", ns: 10), subject("b", ns: 20)], of: "work")
    // Once each to see how long it takes, then there and back.
    #expect(order == ["a", "b", "a", "b", "b", "a", "a", "b", "b", "a"])
    #expect(
      results == [
        Figure(workload: "work", program: "a", ns: 10), Figure(workload: "work", program: "b", ns: 20),
      ])
  }

  @Test func workIsDividedByItsParts() throws {
    var runs = 0
    let subject = Subject("rules", parts: 1000) { runs += 1 }
    let ns = try subject.sample(5)
    #expect(runs == 5)
    #expect(ns >= 0)
  }

  @Test func whatFailsEndsTheRun() {
    struct Wrong: Error {}
    let subject = Subject("rules") { throw Wrong() }
    #expect(throws: Wrong.self) { try Sampler.quick.measure([subject], of: "work") }
  }

  @Test func ratiosAreThoseOfTheRules() {
    let report = Report(results: [
      Figure(workload: "attack", program: "rules", ns: 60),
      Figure(workload: "attack", program: "node", ns: 80),
      Figure(workload: "attack", program: "cedar", ns: 9000),
      Figure(workload: "growth", program: "rules, 10", ns: 1500),
      Figure(workload: "growth", program: "rules, 100", ns: 3_000_000),
      Figure(workload: "memory", program: "rules", bytes: 2048),
    ])
    #expect(
      report.table == """
        | workload | program | median | ratio |
        | --- | --- | ---: | ---: |
        | attack | rules | 60.0 ns |  |
        | attack | node | 80.0 ns | 0.75× |
        | attack | cedar | 9.00 µs | 1/150 |
        | growth | rules, 10 | 1.50 µs |  |
        | growth | rules, 100 | 3.00 ms | 2000× |
        | memory | rules | 2.0 KiB |  |
        """)
  }

  @Test func theFileHasAResultForEachProgram() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "results-\(UUID()).json").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Report(results: [Figure(workload: "attack", program: "rules", ns: 61.25)]).write(to: path)
    let written = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
    let results = try #require((written as? [String: Any])?["results"] as? [[String: Any]])
    #expect(results.count == 1)
    #expect(results[0]["workload"] as? String == "attack")
    #expect(results[0]["program"] as? String == "rules")
    #expect(results[0]["ns"] as? Double == 61.25)
    #expect(results[0].count == 3)
  }
}
