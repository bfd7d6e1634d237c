internal import Metrics

/// The last value, or what came of adding and taking away.
final class GaugeSeries: Series, RecorderHandler, MeterHandler {
  let id: SeriesID
  private let value = AtomicDouble()

  init(_ id: SeriesID) { self.id = id }

  func record(_ value: Int64) { self.value.set(Double(value)) }
  func record(_ value: Double) { self.value.set(value) }
  func set(_ value: Int64) { self.value.set(Double(value)) }
  func set(_ value: Double) { self.value.set(value) }

  func increment(by amount: Double) {
    // What is no number would make all that follow none either.
    if amount.isFinite { value.add(amount) }
  }

  func decrement(by amount: Double) {
    if amount.isFinite { value.add(-amount) }
  }

  func write(to text: inout String) {
    text += "\(id.name)\(id.text()) \(prometheusText(of: value.value))\n"
  }
}
