internal import ArgumentParser
internal import Foundation
internal import Measuring
internal import Workloads

@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures the rules beside what else one would write, in one run.",
    discussion: Workload.all.map { "\($0.name): \($0.summary)" }.joined(separator: "\n"))

  @Option(help: "Write the results to this file.")
  var json: String?

  @Option(parsing: .upToNextOption, help: "Run only these workloads.")
  var workload: [String] = []

  @Option(help: "Where rulesc is, to measure `rulesc check` too.")
  var rulesc: String?

  @Flag(help: "Take few samples: whether everything runs, not how fast.")
  var quick = false

  mutating func validate() throws {
    for name in workload where !Workload.all.contains(where: { $0.name == name }) {
      throw ValidationError("there is no workload \(name)")
    }
  }

  mutating func run() throws {
    #if DEBUG
      tell("built for debugging, figures mean nothing: use `swift run -c release`")
    #endif
    let run = Run(sampler: quick ? .quick : .thorough, rulesc: rulesc, tell: tell)
    var report = Report()
    for known in Workload.all where workload.isEmpty || workload.contains(known.name) {
      tell("\(known.name) …")
      report.results += try known.measure(run)
    }
    print(report.table)
    if let json { try report.write(to: json) }
  }
}

/// What is not a result goes beside the results.
private func tell(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}
