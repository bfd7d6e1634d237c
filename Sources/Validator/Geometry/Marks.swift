/// What a cell is marked as: a set of up to 64 marks, the first two built in, the others the rule set's own.
package struct Marks: OptionSet, Hashable, Sendable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The mark of a number from 0 to 63; no mark at all for other numbers.
  package init(number: Int) { rawValue = (0..<64).contains(number) ? 1 << UInt64(number) : 0 }

  /// Stops bodies and effects.
  package static let solid = Marks(number: 0)
  /// Stops sight.
  package static let opaque = Marks(number: 1)
  /// What the world beyond the map is.
  package static let outside: Marks = [.solid, .opaque]
}
