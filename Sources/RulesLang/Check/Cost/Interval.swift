/// What is known of a number before anyone plays: its least and its greatest value, where there are any.
struct Interval {
  var lower: Int64?
  var upper: Int64?

  static let unknown = Interval(lower: nil, upper: nil)

  init(lower: Int64?, upper: Int64?) {
    self.lower = lower
    self.upper = upper
  }

  init(_ value: Int64) { self.init(lower: value, upper: value) }
  init(_ range: ClosedRange<Int64>) { self.init(lower: range.lowerBound, upper: range.upperBound) }

  /// What holds of both values where either may be meant.
  func joined(_ other: Interval) -> Interval {
    Interval(lower: Self.both(lower, other.lower, min), upper: Self.both(upper, other.upper, max))
  }

  static func + (a: Interval, b: Interval) -> Interval {
    Interval(
      lower: checked(a.lower, b.lower) { $0.addingReportingOverflow($1) },
      upper: checked(a.upper, b.upper) { $0.addingReportingOverflow($1) })
  }

  static func - (a: Interval, b: Interval) -> Interval {
    Interval(
      lower: checked(a.lower, b.upper) { $0.subtractingReportingOverflow($1) },
      upper: checked(a.upper, b.lower) { $0.subtractingReportingOverflow($1) })
  }

  static func * (a: Interval, b: Interval) -> Interval {
    let corners = [(a.lower, b.lower), (a.lower, b.upper), (a.upper, b.lower), (a.upper, b.upper)].map { pair in
      checked(pair.0, pair.1) { $0.multipliedReportingOverflow(by: $1) }
    }
    let known = corners.compactMap { $0 }
    guard known.count == corners.count else { return .unknown }
    return Interval(lower: known.min(), upper: known.max())
  }

  /// By a positive constant, rounding down.
  func divided(by divisor: Int64) -> Interval {
    guard divisor > 0 else { return .unknown }
    func floor(_ value: Int64) -> Int64 { value / divisor - (value % divisor < 0 ? 1 : 0) }
    return Interval(lower: lower.map(floor), upper: upper.map(floor))
  }

  /// The least of both, and the greatest: one known bound is enough on that side.
  static func least(_ a: Interval, _ b: Interval) -> Interval {
    Interval(lower: both(a.lower, b.lower, min), upper: [a.upper, b.upper].compactMap { $0 }.min())
  }

  static func greatest(_ a: Interval, _ b: Interval) -> Interval {
    Interval(lower: [a.lower, b.lower].compactMap { $0 }.max(), upper: both(a.upper, b.upper, max))
  }

  /// How many whole numbers lie from the one to the other; nil where that has no limit.
  static func span(from a: Interval, to b: Interval) -> Steps? {
    guard let low = a.lower, let high = b.upper else { return nil }
    if high < low { return 0 }
    return Steps(UInt64(bitPattern: high &- low)) + 1
  }

  private static func both(_ a: Int64?, _ b: Int64?, _ choose: (Int64, Int64) -> Int64) -> Int64? {
    guard let a, let b else { return nil }
    return choose(a, b)
  }

  private static func checked(
    _ a: Int64?, _ b: Int64?, _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> Int64? {
    guard let a, let b else { return nil }
    let (value, overflow) = operation(a, b)
    return overflow ? nil : value
  }
}
