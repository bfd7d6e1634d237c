internal import Metrics
internal import Synchronization

/// How many values were how large. Its three numbers change together, so that their text never contradicts itself; the
/// lock is this series's own, and held for some instructions.
final class HistogramSeries: Series, RecorderHandler, TimerHandler {
  private struct Content {
    /// How many values were in each bucket, and last those beyond all of them.
    var counts: [UInt64]
    var sum = 0.0
  }

  let id: SeriesID
  /// The largest value of each bucket, rising.
  private let bounds: [Double]
  private let content: Mutex<Content>

  /// - Parameter bounds: as ``bounds(_:)`` made them.
  init(_ id: SeriesID, bounds: [Double]) {
    self.id = id
    self.bounds = bounds
    self.content = Mutex(Content(counts: [UInt64](repeating: 0, count: bounds.count + 1)))
  }

  /// Rising, each once, and all of them numbers.
  static func bounds(_ given: [Double]) -> [Double] { Set(given.filter(\.isFinite)).sorted() }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    // One value that is no number would spoil the sum for ever.
    guard value.isFinite else { return }
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    content.withLock { content in
      guard content.counts.indices.contains(bucket) else { return }
      content.counts[bucket] += 1
      content.sum += value
    }
  }

  /// A clock that was set back makes no time negative.
  func recordNanoseconds(_ duration: Int64) { record(Double(max(duration, 0)) / 1e9) }

  func write(to text: inout String) {
    let content = content.withLock { $0 }
    var count: UInt64 = 0
    for (bound, inside) in zip(bounds + [.infinity], content.counts) {
      count += inside
      let label = SeriesID.Label(name: "le", value: prometheusText(of: bound))
      text += "\(id.name)_bucket\(id.text(label)) \(count)\n"
    }
    text += "\(id.name)_sum\(id.text()) \(prometheusText(of: content.sum))\n"
    text += "\(id.name)_count\(id.text()) \(count)\n"
  }
}
