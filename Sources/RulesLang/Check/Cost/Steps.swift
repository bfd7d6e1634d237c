/// A number of steps or of elements. It stops at the greatest there is, so that a worst case beyond all counting is
/// still one.
package struct Steps: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  package let count: UInt64

  package init(_ count: UInt64) { self.count = count }
  package init(integerLiteral value: UInt64) { count = value }
  init(clamping number: Int64) { count = UInt64(clamping: number) }
  init(clamping number: Int) { count = UInt64(clamping: number) }

  package static func < (a: Steps, b: Steps) -> Bool { a.count < b.count }

  static func + (a: Steps, b: Steps) -> Steps {
    let (sum, overflow) = a.count.addingReportingOverflow(b.count)
    return Steps(overflow ? .max : sum)
  }

  static func * (a: Steps, b: Steps) -> Steps {
    let (product, overflow) = a.count.multipliedReportingOverflow(by: b.count)
    return Steps(overflow ? .max : product)
  }

  static func += (a: inout Steps, b: Steps) { a = a + b }

  /// How often it can be halved: what a search among so many sorted ones takes.
  var logarithm: Steps { Steps(UInt64(64 - count.leadingZeroBitCount)) }
}

extension Sequence<Steps> {
  var total: Steps { reduce(0, +) }
}
