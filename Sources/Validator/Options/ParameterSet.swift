/// Some of an action's parameters, by place.
struct ParameterSet: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  /// All parameters: what nothing better is known of depends on them all.
  static let all = ParameterSet(rawValue: .max)

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Parameters beyond the sixty-third are taken for all.
  init(parameter: Int) { rawValue = parameter < 63 ? 1 << parameter : .max }

  /// The last of them, of so many parameters that there are; −1 for none.
  func last(of count: Int) -> Int {
    let highest = 63 - rawValue.leadingZeroBitCount
    return min(highest, count - 1)
  }
}
