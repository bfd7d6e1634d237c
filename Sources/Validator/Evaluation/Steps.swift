import RulesLang

/// The steps of one mover by one movement, answered by compiled rules.
struct Steps: StepRules {
  let movement: MovementCode
  let mover: Word
  /// Something faulted; the evaluator knows what.
  var isFaulty = false

  private let id: MovementID
  private let evaluator: Evaluator
  private let map: MapIndex
  private let side: Int
  private let narrow: Int
  /// What every step costs, known after ``startPrice()``: of the mover alone, without and with its extras.
  private var base: Word = 0
  private var always: Word = 0
  private var first: Word = 0
  private var second: Word = 0
  /// The sums of the parts of all prices so far.
  private var baseSum: Word = 0
  private var diagonalSum: Word = 0

  init(_ evaluator: Evaluator, _ map: MapIndex, _ id: MovementID, _ movement: MovementCode, mover: Word) {
    self.evaluator = evaluator
    self.map = map
    self.id = id
    self.movement = movement
    self.mover = mover
    var width = (side: 1, narrow: 1)
    if let code = evaluator.placement(of: movement.table) {
      if let known = evaluator.width(code, mover) { width = known } else { isFaulty = true }
    }
    (side, narrow) = width
  }

  var goesDiagonally: Bool { movement.eightWays }
  var countsDiagonals: Bool { movement.diagonals != nil }

  /// Whether the mover has made an odd number of diagonals before.
  var isOdd: Bool {
    mutating get {
      guard let diagonals = movement.diagonals else { return false }
      return ask(diagonals.counter) & 1 == 1
    }
  }

  private func space(at cell: Cell) -> Footprint? { map.grid.space(at: cell, side: side, squeezingTo: narrow) }

  private mutating func ask(_ unit: Int) -> Word { heed(evaluator.call(unit, mover)) }
  private mutating func ask(_ unit: Int, _ cell: Cell) -> Word { heed(evaluator.call(unit, mover, cell.packed)) }
  private mutating func ask(_ unit: Int, _ here: Cell, _ there: Cell) -> Word {
    heed(evaluator.call(unit, mover, here.packed, there.packed))
  }

  private mutating func heed(_ word: Word?) -> Word {
    if word == nil { isFaulty = true }
    return word ?? 0
  }

  // MARK: Allowed

  /// Whether a step can be made by the movement's own text.
  mutating func textAllows(_ here: Cell, _ there: Cell) -> Bool {
    let (dx, dy) = (abs(Int(there.x) - Int(here.x)), abs(Int(there.y) - Int(here.y)))
    guard max(dx, dy) == 1, movement.eightWays || dx + dy == 1 else { return false }
    guard map.grid.contains(there), let from = space(at: here), let to = space(at: there) else { return false }
    if dx + dy == 2, !movement.cutsCorners, map.grid.isCuttingCorner(from: from, to: to) { return false }
    guard let enter = movement.enter else { return true }
    for cell in to.cells(besides: from) where ask(enter, cell) == 0 { return false }
    return true
  }

  mutating func rulesAllow(_ here: Cell, _ there: Cell) -> Bool {
    for rule in movement.rules where ask(rule.check, here, there) == 0 { return false }
    return true
  }

  mutating func mayEnd(on cell: Cell) -> Bool {
    guard let end = movement.end else { return true }
    guard let space = space(at: cell) else { return false }
    for cell in space.cells where ask(end, cell) == 0 { return false }
    return true
  }

  // MARK: Prices

  /// Asks what depends on the mover alone.
  mutating func startPrice() {
    base = ask(movement.cost)
    always = 0
    evaluator.notes.extraSums.removeAll(keepingCapacity: true)
    evaluator.notes.extraSums.append(contentsOf: repeatElement(0, count: movement.extraCount))
    for extra in movement.steps { always = sum(always, ask(extra.unit)) }
    if let diagonals = movement.diagonals {
      first = ask(diagonals.first)
      second = ask(diagonals.second)
    }
  }

  /// What a step costs; nil for a fault.
  mutating func price(_ here: Cell, _ there: Cell, isDiagonal: Bool, isOdd: Bool) -> Word? {
    let takesDiagonal = isDiagonal && movement.diagonals != nil
    let step = takesDiagonal ? (isOdd ? second : first) : base
    var total = sum(step, always)
    baseSum = sum(baseSum, base)
    diagonalSum = sum(diagonalSum, step &- base)
    for extra in movement.steps { addExtra(extra, ask(extra.unit)) }
    if !movement.cells.isEmpty, let from = space(at: here), let to = space(at: there) {
      for extra in movement.cells {
        var worst: Word = .none
        for cell in to.cells(besides: from) { worst = max(worst, ask(extra.unit, cell)) }
        if worst == .none { worst = 0 }
        total = sum(total, worst)
        addExtra(extra, worst)
      }
    }
    for extra in movement.edges {
      let more = ask(extra.unit, here, there)
      total = sum(total, more)
      addExtra(extra, more)
    }
    if total < 0, !isFaulty {
      isFaulty = true
      evaluator.fault = .negativeCost
    }
    return isFaulty ? nil : total
  }

  private mutating func addExtra(_ extra: MovementCode.Extra, _ amount: Word) {
    evaluator.notes.extraSums[extra.index] = sum(evaluator.notes.extraSums[extra.index], amount)
  }

  private mutating func sum(_ a: Word, _ b: Word) -> Word {
    let (sum, overflow) = a.addingReportingOverflow(b)
    if overflow {
      isFaulty = true
      evaluator.fault = .overflow
    }
    return sum
  }

  /// Notes what the prices so far are made up of.
  func noteParts() {
    func note(_ source: Decision.CostPart.Source, _ amount: Word) {
      guard amount != 0 else { return }
      evaluator.notes.priceParts.append(Decision.CostPart(source: source, amount: amount))
    }
    note(.steps(id), baseSum)
    note(.diagonals(id), diagonalSum)
    for index in 0..<movement.extraCount { note(.extra(id, index), evaluator.notes.extraSums[index]) }
  }

  // MARK: The search

  mutating func step(from here: Cell, to there: Cell, isDiagonal: Bool, isOdd: Bool) -> StepPrice {
    guard textAllows(here, there), rulesAllow(here, there) else { return isFaulty ? .fault : .forbidden }
    guard let price = price(here, there, isDiagonal: isDiagonal, isOdd: isOdd) else { return .fault }
    return .cost(Int(price))
  }
}
