/// What an instruction does. `a`, `b`, `c` are the contents of its registers, `A`, `B`, `C` the operands themselves.
///
/// A fault leaves the statement: see ``Evaluator/contain(_:at:)``.
enum Opcode: UInt8, CaseIterable {
  // MARK: Moving words

  /// a := b
  case move
  /// a := the 64-bit constant in B and C
  case constant
  /// a := the text B of the expression that is evaluated
  case text
  /// a := the column C of row b
  case load
  /// a := the column c of row b
  case loadAt
  /// a := the register B + c
  case moveAt
  /// a := b − c, a key counted from the first one
  case keyPlace
  /// a := a · C, where a is one of B keys; else a fault
  case scaleKey
  /// a := entry b of the n look-up values from C on
  case lookup

  // MARK: Numbers

  case add, subtract, multiply, divide, modulo, divideUp, minimum, maximum, absolute
  /// a := b + C
  case addConstant
  /// a := b − 1, whatever b is
  case before
  /// a := b · 2^c, rounded down
  case scale
  /// a := max(0, b − c)
  case budgetLeft
  /// a := the case behind, or before, case b of C; none at the end
  case nextCase, previousCase
  /// a := c − b, places of cases
  case steps
  /// a := the dice b with c more, or with flag 1 less, added; c times the dice b
  case dicePlus, diceTimes
  /// a := the cell (b, c); the coordinates of cell b
  case makeCell, cellX, cellY

  // MARK: Jumps

  case jump
  case jumpIfTrue, jumpIfFalse
  case jumpIfPresent, jumpIfAbsent
  case jumpIfEqual, jumpIfNotEqual, jumpIfLess, jumpIfLessOrEqual

  // MARK: Jumps that look at a field
  // A load, a comparison and a jump in one: most requirements are such. The field is the column n of row a.

  /// Jump if the field is b, is less, …
  case jumpIfField, jumpIfFieldIsNot, jumpIfFieldLess, jumpIfFieldAtMost, jumpIfFieldMore, jumpIfFieldAtLeast
  /// Jump if the field's bits and those of b have one, or none, in common
  case jumpIfFieldMeets, jumpIfFieldAvoids
  /// Jump if b is, or is not, among the elements of the field; with flag 1 it is sorted by words
  case jumpIfFieldHas, jumpIfFieldLacks

  // MARK: Calls

  /// a := where to go on, and go to C
  case call
  /// go to a
  case `return`
  /// ends the run
  case halt
  /// the fault `flag`
  case fault
  /// Operands of the instruction before it.
  case operand

  // MARK: Loops

  /// If a < b: a += 1 and jump
  case nextNumber
  /// If the set of bits b has one: a := its place, take it out and jump
  case nextBit
  /// If the span b has elements: a… := the n words of the first, take it off and jump
  case nextElement
  /// If a row behind a of table n has b in the column that the next instruction's A names: a := that row and jump
  case nextRow
  /// a := the number of the last row of table n
  case lastRow

  // MARK: Sets and lists

  case union, common, without
  /// put case b into a
  case setBit
  /// a := whether case c is in b
  case hasBit
  /// a := how many cases are in b
  case bitCount
  /// a := the number of elements of b
  case spanCount
  /// a := whether c is in b; with flag 1 b is sorted by words
  case spanHas
  /// a := whether b and c have the same elements of n words
  case spansEqual
  /// a… := element c of b, of n words
  case elementAt
  case lastElement
  /// a := the first c elements of b; with flag 1 none where c is 0
  case prefix
  case unionSpans, commonSpans, withoutSpans
  /// a := what has been collected so far
  case collectStart
  /// collect the n words from A on
  case collect
  /// a := a span of what was collected since b, of n words each, in the order `flag`
  case collectEnd
  /// a := a span of the first n words of what was collected since b, sorted by `flag` keys behind them, those in c
  /// downwards
  case collectSorted

  // MARK: The map

  /// a := that of the places at B and C
  case distance, adjacent, sees, clearPath, cover
  /// a := the distance of the rows b and c, which stand on one cell each: those in the columns A and B of the next
  /// instruction
  case cellDistance
  /// a := the distance of the row b of table n mod 256 and the row c of table n / 256
  case rowDistance
  case occupantsAt, occupantsIn, cells, burstPoint, line, squeezed, mark
  /// a := where the step b starts
  case stepHere
  /// a := whether, and for how much, the mover b, standing at the register behind it, follows the path c by movement n
  case canFollow, pathCost
  /// As canFollow; reports the step rules that fail, a := whether the movement's own text allows the path
  case reportSteps

  // MARK: Judging

  /// a := whether it is b or later; where it is not, notes b as a time to look again
  case due
  /// A requirement is not met. Where such are only counted: if `flag`, A := true, and go on at C; else the instructions
  /// behind it explain
  case unmet
  /// The requirement with the failure A is not met; b and c, where there are such, note it
  case fail
  /// Words of a failure, event or note: n from A on
  case put
  case failEnd
  /// A spend: A its record, b the row, c the amount; jumps to C of the next instruction where it is to be explained
  case spend
  /// Tells the record B and n words from A on, in a traced run
  case trace
  /// The sum and what there was of the spend to be explained
  case spendSum
  /// A change: the place in the next instruction
  case effect
  case event, noted, waived
  /// The last event is for the set of users a alone.
  case recipients
  /// Notes a problem where a is not within b and c, the bounds of the record n
  case checkBound
  /// ends the run if there was such a problem
  case haltIfUnbound
  /// Counts an occurrence of the roll n
  case rollReached
  /// a… := the dice b of the roll n; jumps where they are missing; the next instruction's A has the element
  case roll
  /// a… := what was rolled for c in b
  case findRoll
  /// Notes the outcome A, where the rules are covered
  case seen
}
