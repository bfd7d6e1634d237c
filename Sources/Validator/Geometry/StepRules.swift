/// How steps are made: what a search asks for every step that it tries.
///
/// A search is generic over its rules, so that the compiler makes one search for each kind of rules with the questions
/// inlined. Answers must depend on the arguments alone while a search runs.
package protocol StepRules {
  /// Whether steps go along diagonals as well.
  var goesDiagonally: Bool { get }
  /// Whether the answer to ``step(from:to:isDiagonal:isOdd:)`` depends on how many diagonals came before. If not, it is
  /// always asked with `isOdd` false, and the search is half as large.
  var countsDiagonals: Bool { get }

  /// The price of a step to a neighbouring cell on the map. `isOdd` tells whether the number of diagonals before it,
  /// in this path and before it, is odd.
  mutating func step(from: Cell, to: Cell, isDiagonal: Bool, isOdd: Bool) -> StepPrice

  /// Whether a path may end on a cell.
  mutating func mayEnd(on cell: Cell) -> Bool
}

/// What a step costs.
package enum StepPrice: Equatable, Sendable {
  /// So much, which is not negative.
  case cost(Int)
  /// The step cannot be made.
  case forbidden
  /// Something is wrong with the rules themselves: the search is given up.
  case fault
}
