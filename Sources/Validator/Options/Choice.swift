internal import RulesLang

/// A value that a parameter can be given.
enum Choice: Sendable {
  /// Left out, so that the parameter has its default.
  case leftOut
  case word(Word)
  /// Several words without a set, list or path.
  case words([Word])
  /// So many elements of a set, list or path, behind one another, and what a path costs.
  case span([Word], count: Int, cost: Int64?)

  /// The word that a row is.
  var row: Word? { if case .word(let word) = self, word != .none { word } else { nil } }

  /// What a path costs.
  var cost: Int64? { if case .span(_, _, let cost) = self { cost } else { nil } }

  /// The words of the value, behind others, with what it adds to a pool.
  ///
  /// - Parameter count: how many words a value of the parameter has.
  func append(to words: inout [Word], pool: inout [Word], count: Int) {
    switch self {
    case .leftOut: words.append(contentsOf: repeatElement(0, count: count))
    case .word(let word): words.append(word)
    case .words(let all): words.append(contentsOf: all)
    case .span(let elements, let count, _):
      words.append(Span(region: Span.Region.arena, count: count, offset: pool.count).word)
      pool.append(contentsOf: elements)
    }
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

  // MARK: All that is tried

  var triedCount: Int { list.count + (probe == nil ? 0 : 1) }
  func tried(_ place: Int) -> Choice { list.indices.contains(place) ? list[place] : probe ?? .leftOut }
}
