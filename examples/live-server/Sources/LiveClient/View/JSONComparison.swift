public import RulesLang

/// Compares JSON values as JSON has it: the members of an object have no order.
public enum JSONComparison {
  /// Whether two values say the same.
  public static func areEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    firstDifference(between: left, and: right) == nil
  }

  /// Where two values differ first, as a JSON pointer; nil where they say the same.
  public static func firstDifference(between left: JSONValue, and right: JSONValue) -> String? {
    switch (left.content, right.content) {
    case (.object(let left), .object(let right)): return firstDifference(left, right)
    case (.array(let left), .array(let right)):
      for (place, pair) in zip(left, right).enumerated() {
        if let rest = firstDifference(between: pair.0, and: pair.1) { return "/\(place)" + rest }
      }
      return left.count == right.count ? nil : "/\(min(left.count, right.count))"
    default: return left == right ? nil : ""
    }
  }

  private static func firstDifference(_ left: [JSONValue.Member], _ right: [JSONValue.Member]) -> String? {
    let (left, right) = (sorted(left), sorted(right))
    for (one, other) in zip(left, right) {
      guard one.key.utf8.elementsEqual(other.key.utf8) else {
        // What comes first in order is what the other lacks.
        return step(one.key.utf8.lexicographicallyPrecedes(other.key.utf8) ? one.key : other.key)
      }
      if let rest = firstDifference(between: one.value, and: other.value) { return step(one.key) + rest }
    }
    return (left.dropFirst(right.count).first ?? right.dropFirst(left.count).first).map { step($0.key) }
  }

  private static func sorted(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
    members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  private static func step(_ key: String) -> String {
    "/" + key.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
