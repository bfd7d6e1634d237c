// Whether a constant keeps the bounds of what holds it.

extension Shape {
  /// What is wrong with a constant of this shape's type, as the end of a sentence: "is not within 0..999".
  func misfit(of value: Value) -> String? { misfit(of: value, type) }

  private func misfit(of value: Value, _ type: Type) -> String? {
    switch (value, type) {
    case (.none, .optional): return nil
    case (_, .optional(let inner)): return misfit(of: value, inner)
    case (.int(let number), _):
      guard let range = range?.constant, !range.contains(number) else { return nil }
      return "\(number) is not within \(range.lowerBound)..\(range.upperBound)"
    case (.set(let elements), .set(let element)), (.list(let elements), .list(let element)):
      if let size = size?.constant, !size.contains(Int64(elements.count)) {
        return Self.sizeMisfit(count: elements.count, size: size)
      }
      return elements.lazy.compactMap { misfit(of: $0, element) }.first
    case (.keyed(let values), .keyed(let inner, by: _)): return values.lazy.compactMap { misfit(of: $0, inner) }.first
    default: return nil
    }
  }

  private static func sizeMisfit(count: Int, size: ClosedRange<Int64>) -> String {
    let found = count == 1 ? "1 element is" : "\(count) elements are"
    return Int64(count) < size.lowerBound
      ? "\(found) too few: at least \(size.lowerBound)" : "\(found) too many: at most \(size.upperBound)"
  }
}
