internal import RulesLang

/// A value that a parameter can be given.
struct Choice: Sendable {
  /// The words of a value without a set, list or path; empty for one that has them in `elements`.
  var words: [Word] = []
  /// The elements of a set, list or path, behind one another.
  var elements: [Word]?
  /// How many elements there are.
  var count = 0
  /// Left out, so that the parameter has its default.
  var isDefault = false
  /// What a path costs.
  var cost: Int64?

  static let leftOut = Choice(isDefault: true)

  static func word(_ word: Word) -> Choice { Choice(words: [word]) }

  static func span(_ elements: [Word], count: Int, cost: Int64? = nil) -> Choice {
    Choice(elements: elements, count: count, cost: cost)
  }

  /// The words of the value, with what it adds to a pool.
  func words(into pool: inout [Word]) -> [Word] {
    guard let elements else { return words }
    let span = Span(region: Span.Region.arena, count: count, offset: pool.count)
    pool.append(contentsOf: elements)
    return [span.word]
  }
}

/// The choices for a parameter.
struct Choices: Sendable {
  var list: [Choice] = []
  /// Whether there are other values, so that nothing is proved where none of these is legal.
  var isOpen = false
  /// Tried and not offered: shows what forbids all values alike where there are too many to offer.
  var probe: Choice?

  /// Whether what holds for the probe holds for all values.
  var isProbeEnough = false

  /// Whether trying these proves something of all values.
  var areAll: Bool { !isOpen || isProbeEnough }
  /// All that is tried.
  var tried: [Choice] { list + (probe.map { [$0] } ?? []) }
}
