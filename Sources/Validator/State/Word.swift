package import RulesLang

/// One machine word: what everything that is judged is made of.
///
/// | value | words |
/// | --- | --- |
/// | Bool | 0 or 1 |
/// | Int, units | the number |
/// | Text, User | place in the text pool of the state |
/// | enum, kind, entity | number of the case; of the row, in the order of names or of ids |
/// | Cell, Point, Dice | packed, see ``Word/cell(x:y:)`` and ``Word/dice(_:)`` |
/// | set of an enum with up to 63 cases | a bit a case |
/// | every other set and list, Path | a ``Span`` |
/// | record, keyed value | the words of its parts behind one another |
/// | optional | ``Word/none`` for an absent scalar or collection; a record or keyed value has 0 or 1 before it |
///
/// All but numbers are ≥ 0, and what is less by its word comes first in the order of walking; texts alone are ordered
/// by their bytes.
package typealias Word = Int64

extension Word {
  /// An absent scalar or collection. As a result of arithmetic it is an overflow.
  package static let none = Int64.min

  /// The word of a truth value.
  package init(_ bool: Bool) { self = bool ? 1 : 0 }
}

// MARK: Cells and points

extension Word {
  /// The least and greatest coordinate of a cell or point.
  package static let coordinates: ClosedRange<Int64> = -0x4000_0000...0x3fff_ffff

  /// A cell or point, ordered by y, then x; nil where a coordinate is beyond ``coordinates``.
  package static func cell(x: Int64, y: Int64) -> Word? {
    guard coordinates.contains(x), coordinates.contains(y) else { return nil }
    return (y - coordinates.lowerBound) << 32 | (x - coordinates.lowerBound)
  }

  package var cellX: Int64 { (self & 0xffff_ffff) + Self.coordinates.lowerBound }
  package var cellY: Int64 { self >> 32 + Self.coordinates.lowerBound }
}

// MARK: Dice

extension Word {
  private static let modifiers: ClosedRange<Int64> = -1_000_000...1_000_000

  /// Dice as count, sides, keep, kept and modifier, in 12, 16, 2, 12 and 21 bits; nil where one does not fit. Dice that
  /// mean the same have one word: `kept` is 0 where all are kept.
  package static func dice(_ dice: Dice) -> Word? {
    guard (0...4095).contains(dice.count), (1...65535).contains(dice.sides), (0...4095).contains(dice.kept),
      modifiers.contains(dice.modifier)
    else { return nil }
    let keep = dice.kept >= dice.count ? .all : dice.keep
    let kept = keep == .all ? 0 : dice.kept
    let high = Int64(dice.count) << 51 | Int64(dice.sides) << 35
    return high | Int64(keep.rawValue) << 33 | Int64(kept) << 21 | (dice.modifier - modifiers.lowerBound)
  }

  package var dice: Dice {
    Dice(
      count: Int(self >> 51 & 0xfff), sides: Int(self >> 35 & 0xffff),
      keep: Dice.Keep(rawValue: Int(self >> 33 & 3)) ?? .all, kept: Int(self >> 21 & 0xfff),
      modifier: (self & 0x1f_ffff) + Self.modifiers.lowerBound)
  }
}

// MARK: Spans

/// A set, list or path: elements that lie behind one another in a pool, packed into one word ≥ 0.
///
/// The elements of a set are sorted in the order of walking and differ.
package struct Span: Hashable, Sendable {
  /// 8 bits of region, 20 of count, 35 of offset.
  package let word: Word

  /// The pools that spans lie in.
  package enum Region {
    /// The constants of the rules: defaults, rows of kinds, literals.
    package static let constants = 0
    /// What a judgement made or was asked: the judge's arena, the pools of requests and decisions.
    package static let arena = 1
    /// The pool of a table of the state.
    package static func table(_ table: Int) -> Int { 2 + table }
    /// So many tables fit.
    package static let tableLimit = 254
  }

  package static let countLimit = 1 << 20 - 1
  package static let offsetLimit = 1 << 35 - 1
  /// The empty set, list or path.
  package static let empty = Span(word: 0)

  package init(word: Word) { self.word = word }

  /// INVARIANT: pools refuse to grow beyond ``offsetLimit`` and collections beyond ``countLimit``, so nothing is cut
  /// off.
  package init(region: Int, count: Int, offset: Int) {
    word = count == 0 ? 0 : Int64(region) << 55 | Int64(count) << 35 | Int64(offset)
  }

  package var region: Int { Int(word >> 55) }
  package var count: Int { Int(word >> 35 & 0xf_ffff) }
  /// Of the first word of the first element.
  package var offset: Int { Int(word & 0x7_ffff_ffff) }
}
