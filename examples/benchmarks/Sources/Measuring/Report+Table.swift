internal import Foundation

extension Report {
  /// The results of each workload as a table for people. The ratio says how many times as long as a program the rules
  /// take; where all rows are the rules', how many times as long as the first row.
  public var table: String {
    var workloads: [String] = []
    for result in results where !workloads.contains(result.workload) { workloads.append(result.workload) }
    let rows = workloads.flatMap { workload in
      let own = results.filter { $0.workload == workload }
      return own.map { row($0, among: own) }
    }
    return ([Self.head] + rows).joined(separator: "\n")
  }

  private static let head = "| workload | program | median | ratio |\n| --- | --- | ---: | ---: |"

  private func row(_ result: Figure, among own: [Figure]) -> String {
    let figure = result.ns.map(timeText) ?? result.bytes.map(sizeText) ?? ""
    return "| \(result.workload) | \(result.program) | \(figure) | \(ratio(of: result, among: own) ?? "") |"
  }

  private func ratio(of result: Figure, among own: [Figure]) -> String? {
    guard let ns = result.ns, let first = own.first, first != result else { return nil }
    if first.program == "rules" { return first.ns.map { ratioText($0 / ns) } }
    return first.ns.map { ratioText(ns / $0) }
  }
}

/// A ratio as a person reads it: `1.31×`, or `1/152` for what is far below 1.
func ratioText(_ ratio: Double) -> String {
  ratio < 0.1 ? "1/" + String(format: "%.0f", 1 / ratio) : String(format: ratio < 10 ? "%.2f×" : "%.0f×", ratio)
}

/// Three figures and the unit that suits them.
func timeText(_ ns: Double) -> String {
  for (unit, factor) in [("ns", 1.0), ("µs", 1e3), ("ms", 1e6)] where ns < factor * 999.5 {
    let value = ns / factor
    return String(format: value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value) + " " + unit
  }
  return String(format: "%.2f s", ns / 1e9)
}

func sizeText(_ bytes: Double) -> String { String(format: "%.1f KiB", bytes / 1024) }
