/// A run of UTF-8 bytes in one file of a ``SourceSet``.
public struct SourceRange: Hashable, Sendable {
  /// The place of the file in its ``SourceSet``.
  public var file: Int
  /// The first byte.
  public var lower: Int
  /// One past the last byte; equal to `lower` for a place between two characters.
  public var upper: Int

  public init(file: Int, lower: Int, upper: Int) {
    self.file = file
    self.lower = lower
    self.upper = max(lower, upper)
  }

  public var bytes: Range<Int> { lower..<upper }

  /// From the start of this range to the end of another of the same file.
  public func to(_ other: SourceRange) -> SourceRange {
    SourceRange(file: file, lower: min(lower, other.lower), upper: max(upper, other.upper))
  }

  /// The empty range at the start of this one.
  public var start: SourceRange { SourceRange(file: file, lower: lower, upper: lower) }
  /// The empty range just behind this one.
  public var end: SourceRange { SourceRange(file: file, lower: upper, upper: upper) }
}
