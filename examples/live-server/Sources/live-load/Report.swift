import Histogram
import RulesLang

/// What came of a run.
struct Report {
  private static let percentiles = [50, 90, 99, 99.9]

  let settings: Settings
  let figures: Figures.Values
  let deltas: Int
  let seconds: Double
  /// The processor time of this command itself, in seconds, while it measured.
  let ownTime: Double
  let reconnections: Int
  let comparison: Comparison

  var text: String {
    let errors = figures.errors.sorted { $0.key < $1.key }
    let head = "".padded(18) + ["50 %", "90 %", "99 %", "99.9 %", "max"].map { $0.padded(11) }.joined()
    let taken = figures.taken.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return """
      \(settings.rooms) rooms with \(settings.clients) clients each, \(fixed(seconds, 1)) s

      \(head)
      \(line("action to delta", figures.untilDelta))
      \(line("action to reply", figures.untilReply))

      actions        \(figures.actions), \(fixed(Double(figures.actions) / seconds, 1)) a second
      deltas         \(deltas), \(fixed(Double(deltas) / seconds, 1)) a second
      refused        \(figures.refused)
      asked          \(figures.asked) times what can be done, \(fixed(Double(figures.asked) / seconds, 1)) a second
      unheard        \(figures.unheard)
      errors         \(errors.isEmpty ? "0" : errors.map { "\($0.value) × \($0.key)" }.joined(separator: "; "))
      reconnections  \(reconnections)
      own processor  \(fixed(100 * ownTime / seconds, 0)) % of one core
      taken          \(taken.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
      views          \(comparison.compared) compared, \(comparison.differences.count) differ
      """
      + comparison.differences.prefix(20).map { "\n  \($0)" }.joined()
  }

  private func line(_ name: String, _ histogram: Histogram<UInt32>) -> String {
    let values = Self.percentiles.map { histogram.valueAtPercentile($0) } + [most(histogram)]
    return name.padded(18, left: false) + values.map { (fixed(Double($0) / 1_000, 2) + " ms").padded(11) }.joined()
  }

  /// Latencies in microseconds, shares in thousandths.
  var json: JSONValue {
    [
      "rooms": whole(settings.rooms), "clients": whole(settings.clients),
      "milliseconds": whole(Int(seconds * 1_000)), "paceMilliseconds": whole(Int(settings.pace.microseconds / 1_000)),
      "actions": whole(figures.actions), "deltas": whole(deltas), "refused": whole(figures.refused),
      "unheard": whole(figures.unheard), "optionsAsked": whole(figures.asked),
      "errors": counts(figures.errors), "taken": counts(figures.taken),
      "reconnections": whole(reconnections),
      "actionsPerSecond": whole(Int(Double(figures.actions) / seconds)),
      "deltasPerSecond": whole(Int(Double(deltas) / seconds)),
      "actionToDeltaMicroseconds": json(figures.untilDelta), "actionToReplyMicroseconds": json(figures.untilReply),
      "ownProcessorPerMille": whole(Int(1_000 * ownTime / seconds)),
      "viewsCompared": whole(comparison.compared), "viewsDiffering": whole(comparison.differences.count),
    ]
  }

  private func json(_ histogram: Histogram<UInt32>) -> JSONValue {
    let values = Self.percentiles.map { percentile in
      JSONValue.Member(key: "p\(percentile.text)", value: whole(Int(histogram.valueAtPercentile(percentile))))
    }
    let count = whole(Int(histogram.totalCount))
    return JSONValue(
      .object(values + [.init(key: "max", value: whole(Int(most(histogram)))), .init(key: "count", value: count)]))
  }

  private func most(_ histogram: Histogram<UInt32>) -> UInt64 { histogram.totalCount == 0 ? 0 : histogram.max }

  private func counts(_ counts: [String: Int]) -> JSONValue {
    JSONValue(.object(counts.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: whole($0.value)) }))
  }

  private func whole(_ number: Int) -> JSONValue { JSONValue(.integer(Int64(number))) }

  private func fixed(_ number: Double, _ places: Int) -> String {
    guard places > 0 else { return String(Int(number.rounded())) }
    let scale = places == 1 ? 10 : 100
    let scaled = Int((number * Double(scale)).rounded())
    let rest = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: places - rest.utf8.count) + rest
  }
}

extension Double {
  /// `99.9`, and `50` without a point.
  fileprivate var text: String { self == rounded() ? String(Int(self)) : String(self) }
}

extension String {
  fileprivate func padded(_ width: Int, left: Bool = true) -> String {
    let blanks = String(repeating: " ", count: max(width - count, 0))
    return left ? blanks + self : self + blanks
  }
}
