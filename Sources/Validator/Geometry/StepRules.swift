/// How steps are made: what a search asks about cells, and for steps that it tries.
///
/// A search is generic over its rules, so that the compiler makes one search for each kind of rules with the questions
/// inlined. Answers must depend on the arguments alone while a search runs.
package protocol StepRules {
  /// Whether steps go along diagonals as well, and whether past solid cells.
  var goesDiagonally: Bool { get }
  var cutsCorners: Bool { get }
  /// Whether the answer to ``step(from:to:isDiagonal:isOdd:)`` depends on how many diagonals came before. If not, it is
  /// always asked with `isOdd` false, and the search is half as large.
  var countsDiagonals: Bool { get }

  /// The price of a step to a neighbouring cell on the map. `isOdd` tells whether the number of diagonals before it,
  /// in this path and before it, is odd.
  mutating func step(from: Cell, to: Cell, isDiagonal: Bool, isOdd: Bool) -> StepPrice

  /// Whether a path may end on a cell.
  mutating func mayEnd(on cell: Cell) -> Bool

  /// What holds of all steps to a cell of the map, wherever they start. It is asked once in a search.
  mutating func arrival(at cell: Cell) -> Arrival

  /// What a step costs wherever it leads, on top of its ``Arrival``.
  func price(isDiagonal: Bool, isOdd: Bool) -> Int

  /// Whether ``price(from:to:)`` has to be asked.
  var pricesEdges: Bool { get }

  /// What a step costs by where it starts and ends together, and whether it is allowed by that.
  mutating func price(from: Cell, to: Cell) -> StepPrice
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

/// What is known of the steps to one cell.
package enum Arrival: Equatable, Sendable {
  /// Each step has to be asked about: ``StepRules/step(from:to:isDiagonal:isOdd:)``.
  case various
  /// No step leads there.
  case forbidden
  /// Steps to it cost so much more, which is not negative and below 2²⁸, unless they cut a corner. `mayEnd` is nil
  /// where that has to be asked.
  case cost(Int, mayEnd: Bool?)
}

extension StepRules {
  package mutating func arrival(at cell: Cell) -> Arrival { .various }
  package func price(isDiagonal: Bool, isOdd: Bool) -> Int { 0 }
  package var pricesEdges: Bool { false }
  package mutating func price(from: Cell, to: Cell) -> StepPrice { .cost(0) }
}
