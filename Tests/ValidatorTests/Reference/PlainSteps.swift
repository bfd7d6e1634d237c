import RulesLang

@testable import Validator

/// Steps as the language tells them: every clause and every rule is asked about every step, and nothing is remembered.
/// What splits and shares the questions is compared with it.
struct PlainSteps: StepRules {
  let evaluator: Evaluator
  let map: MapIndex
  let movement: MovementCode
  let mover: Word
  private let side: Int
  private let narrow: Int
  private(set) var isFaulty = false

  init?(_ evaluator: Evaluator, _ id: MovementID, mover: Word) {
    guard let map = evaluator.mapIndex() else { return nil }
    self.evaluator = evaluator
    self.map = map
    self.mover = mover
    movement = evaluator.program.movements[id.index]
    let table = movement.table
    guard let code = evaluator.program.placements.first(where: { $0.table == table }),
      let width = evaluator.width(code, mover)
    else { return nil }
    (side, narrow) = (width.side, width.narrow)
  }

  var goesDiagonally: Bool { movement.eightWays }
  var cutsCorners: Bool { movement.cutsCorners }
  var countsDiagonals: Bool { movement.diagonals != nil }

  private mutating func ask(_ unit: Int, _ cells: Cell...) -> Word {
    let words = [mover] + cells.map(\.packed) + [0, 0]
    guard let word = evaluator.call(unit, words[0], words[1], words[2]) else {
      isFaulty = true
      return 0
    }
    return word
  }

  mutating func isOdd() -> Bool { movement.diagonals.map { ask($0.counter) & 1 == 1 } ?? false }

  private func space(_ cell: Cell) -> Footprint? { map.grid.space(at: cell, side: side, squeezingTo: narrow) }

  mutating func allows(_ here: Cell, _ there: Cell) -> Bool {
    let (dx, dy) = (abs(Int(there.x) - Int(here.x)), abs(Int(there.y) - Int(here.y)))
    guard max(dx, dy) == 1, movement.eightWays || dx + dy == 1, map.grid.contains(there) else { return false }
    guard let from = space(here), let to = space(there) else { return false }
    if !movement.cutsCorners, map.grid.isCuttingCorner(from: from, to: to) { return false }
    for cell in to.cells(besides: from) {
      if let enter = movement.enter, ask(enter, cell) == 0 { return false }
    }
    for rule in movement.rules where ask(rule.check, here, there) == 0 { return false }
    return true
  }

  mutating func mayEnd(on cell: Cell) -> Bool {
    guard let end = movement.end else { return true }
    guard let space = space(cell) else { return false }
    for cell in space.cells where ask(end, cell) == 0 { return false }
    return true
  }

  mutating func price(_ here: Cell, _ there: Cell, isDiagonal: Bool, isOdd: Bool) -> Word? {
    var total = ask(movement.cost)
    if isDiagonal, let diagonals = movement.diagonals { total = ask(isOdd ? diagonals.second : diagonals.first) }
    for extra in movement.steps { total += ask(extra.unit) }
    for extra in movement.cells {
      guard let from = space(here), let to = space(there) else { continue }
      total += to.cells(besides: from).map { ask(extra.unit, $0) }.max() ?? 0
    }
    for extra in movement.edges { total += ask(extra.unit, here, there) }
    return isFaulty || total < 0 ? nil : total
  }

  mutating func step(from: Cell, to: Cell, isDiagonal: Bool, isOdd: Bool) -> StepPrice {
    guard allows(from, to) else { return isFaulty ? .fault : .forbidden }
    return price(from, to, isDiagonal: isDiagonal, isOdd: isOdd).map { .cost(Int($0)) } ?? .fault
  }
}
