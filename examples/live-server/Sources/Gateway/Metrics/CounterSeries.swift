internal import Metrics
internal import Synchronization

/// What only grows. Whole numbers are added by one instruction, without a lock.
final class CounterSeries: Series, CounterHandler, FloatingPointCounterHandler {
  let id: SeriesID
  private let whole = Atomic<UInt64>(0)
  private let rest = AtomicDouble()

  init(_ id: SeriesID) { self.id = id }

  /// Less than nothing is not counted: a counter that falls looks like one of a new start.
  func increment(by amount: Int64) {
    guard amount > 0 else { return }
    whole.wrappingAdd(UInt64(amount), ordering: .relaxed)
  }

  func increment(by amount: Double) {
    guard amount > 0, amount.isFinite else { return }
    rest.add(amount)
  }

  func reset() {
    whole.store(0, ordering: .relaxed)
    rest.set(0)
  }

  func write(to text: inout String) {
    let whole = whole.load(ordering: .relaxed)
    let rest = rest.value
    let value = rest == 0 ? String(whole) : prometheusText(of: Double(whole) + rest)
    text += "\(id.name)\(id.text()) \(value)\n"
  }
}
