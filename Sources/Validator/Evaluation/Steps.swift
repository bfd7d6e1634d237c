import RulesLang

/// The steps of one mover by one movement, answered by compiled rules.
struct Steps {
  let movement: MovementCode
  let mover: Word
  /// Something faulted; the evaluator knows what.
  var isFaulty = false

  let subject: StepMemo.Subject
  /// The memo is this mover's as long as this is its version.
  private let version: UInt64
  let id: MovementID
  let evaluator: Evaluator
  let map: MapIndex
  let side: Int
  let narrow: Int
  /// Whether cells with the same marks may be taken to be alike: single cells, and spaces at cells.
  let sharesCells: Bool
  let sharesSpaces: Bool
  /// Of the first 64 rules, those that are known to allow every step.
  private(set) var settled: UInt64 = 0
  /// What every step costs, known after ``startPrice()``: of the mover alone, without and with its extras.
  private(set) var base: Word = 0
  private(set) var always: Word = 0
  private(set) var first: Word = 0
  private(set) var second: Word = 0
  /// The sums of the parts of all prices so far.
  private(set) var baseSum: Word = 0
  private(set) var diagonalSum: Word = 0

  init(_ evaluator: Evaluator, _ map: MapIndex, _ id: MovementID, _ movement: MovementCode, mover: Word) {
    self.evaluator = evaluator
    self.map = map
    self.id = id
    self.movement = movement
    self.mover = mover
    var width: MapIndex.Width? = MapIndex.Width(side: 1, narrow: 1)
    if map.isPlaced(movement.table) { width = evaluator.width(of: mover, in: movement.table, map) }
    isFaulty = width == nil
    side = width?.side ?? 1
    narrow = width?.narrow ?? 1
    sharesSpaces = side == 1 && Footprint.sides.contains(narrow)
    sharesCells = sharesSpaces || movement.sharesWhereWide
    subject = StepMemo.Subject(evaluator, id, mover)
    evaluator.stepMemo.prepare(for: subject, extras: movement.extraCount)
    version = evaluator.stepMemo.version
  }

  /// Whether the mover has made an odd number of diagonals before.
  var isOdd: Bool {
    mutating get {
      guard let diagonals = movement.diagonals else { return false }
      return ask(diagonals.counter) & 1 == 1
    }
  }

  func space(at cell: Cell) -> Footprint? { map.grid.space(at: cell, side: side, squeezingTo: narrow) }

  // MARK: Asking

  mutating func ask(_ unit: Int) -> Word { heed(evaluator.ask(unit, mover)) }
  mutating func ask(_ unit: Int, _ here: Cell, _ there: Cell) -> Word {
    heed(evaluator.ask(unit, mover, here.packed, there.packed))
  }

  mutating func heed(_ word: Word?) -> Word {
    if word == nil { isFaulty = true }
    return word ?? 0
  }

  /// The answer about a cell, which may be known from another that is like it.
  mutating func ask(_ unit: Int, _ cell: Cell, slot: Int) -> Word {
    heed(remembered(cell, slot, sharesCells) { evaluator in evaluator.ask(unit, mover, cell.packed) })
  }

  /// nil where it faults.
  func remembered(_ cell: Cell, _ slot: Int, _ shares: Bool, _ find: (Evaluator) -> Word?) -> Word? {
    guard shares, let row = memoRow(cell) else { return find(evaluator) }
    let known = evaluator.stepMemo[row + slot]
    if known != .none { return known }
    guard let word = find(evaluator) else { return nil }
    remember(word, row + slot)
    return word
  }

  /// Where the memo has what is known of cells like one.
  func memoRow(_ cell: Cell) -> Int? {
    guard isAlike(cell), evaluator.stepMemo.version == version else { return nil }
    return evaluator.stepMemo.row(of: map.grid[cell].rawValue)
  }

  func remember(_ word: Word, _ place: Int) {
    // Finding it may have asked about other movers.
    if evaluator.stepMemo.version == version { evaluator.stepMemo[place] = word }
  }

  /// Whether a cell is like all others with its marks.
  func isAlike(_ cell: Cell) -> Bool {
    guard let tables = movement.alike else { return false }
    for table in tables where !map.isEmpty(cell, of: table) { return false }
    return true
  }

  // MARK: Allowed

  /// Whether a step can be made by the movement's own text.
  mutating func textAllows(_ here: Cell, _ there: Cell) -> Bool {
    let (dx, dy) = (abs(Int(there.x) - Int(here.x)), abs(Int(there.y) - Int(here.y)))
    guard max(dx, dy) == 1, movement.eightWays || dx + dy == 1 else { return false }
    guard map.grid.contains(there), let from = space(at: here), let to = space(at: there) else { return false }
    if dx + dy == 2, !movement.cutsCorners, map.grid.isCuttingCorner(from: from, to: to) { return false }
    guard let enter = movement.enter else { return true }
    if to.side == 1 { return from.contains(there) || ask(enter, there, slot: StepMemo.Slot.enter) != 0 }
    for cell in to.cells(besides: from) where ask(enter, cell, slot: StepMemo.Slot.enter) == 0 { return false }
    return true
  }

  /// Finds the rules that allow every step.
  mutating func settleRules() {
    settled = 0
    for (index, rule) in movement.rules.prefix(64).enumerated() where evaluator.ask(rule.settles, mover) == 1 {
      settled |= 1 << UInt64(index)
    }
  }

  func isSettled(_ rule: Int) -> Bool { rule < 64 && settled & 1 << UInt64(rule) != 0 }

  mutating func rulesAllow(_ here: Cell, _ there: Cell) -> Bool {
    for (index, rule) in movement.rules.enumerated() where !isSettled(index) && ask(rule.check, here, there) == 0 {
      return false
    }
    return true
  }

  mutating func mayEnd(on cell: Cell) -> Bool {
    guard let end = movement.end else { return true }
    guard let space = space(at: cell) else { return false }
    for cell in space.cells where ask(end, cell, slot: StepMemo.Slot.end) == 0 { return false }
    return true
  }

  // MARK: Prices

  /// Asks what depends on the mover alone.
  mutating func startPrice() {
    base = ask(movement.cost)
    always = 0
    evaluator.notes.extraSums.removeAll(keepingCapacity: true)
    evaluator.notes.extraSums.append(contentsOf: repeatElement(0, count: movement.extraCount))
    evaluator.notes.extraAmounts.removeAll(keepingCapacity: true)
    for extra in movement.steps {
      let amount = ask(extra.unit)
      evaluator.notes.extraAmounts.append(amount)
      always = sum(always, amount)
    }
    if let diagonals = movement.diagonals {
      first = ask(diagonals.first)
      second = ask(diagonals.second)
    }
  }

  /// What a step costs; nil for a fault.
  mutating func price(_ here: Cell, _ there: Cell, isDiagonal: Bool, isOdd: Bool) -> Word? {
    let step = stepBase(isDiagonal: isDiagonal, isOdd: isOdd)
    var total = sum(step, always)
    baseSum = sum(baseSum, base)
    diagonalSum = sum(diagonalSum, step &- base)
    for (index, extra) in movement.steps.enumerated() { addExtra(extra, evaluator.notes.extraAmounts[index]) }
    eachExtra(here, there) { steps, extra, amount in
      total = steps.sum(total, amount)
      steps.addExtra(extra, amount)
    }
    if total < 0, !isFaulty {
      isFaulty = true
      evaluator.fault = .negativeCost
    }
    return isFaulty ? nil : total
  }

  func stepBase(isDiagonal: Bool, isOdd: Bool) -> Word {
    isDiagonal && movement.diagonals != nil ? (isOdd ? second : first) : base
  }

  /// Visits the extras that depend on cells, with what they come to.
  mutating func eachExtra(
    _ here: Cell, _ there: Cell, _ visit: (inout Steps, MovementCode.Extra, Word) -> Void
  ) {
    if !movement.cells.isEmpty, let from = space(at: here), let to = space(at: there) {
      for extra in movement.cells {
        var worst: Word = .none
        for cell in to.cells(besides: from) {
          worst = max(worst, ask(extra.unit, cell, slot: StepMemo.Slot.extras + extra.index))
        }
        visit(&self, extra, worst == .none ? 0 : worst)
      }
    }
    for (index, extra) in movement.edges.enumerated() {
      let isOfArrival = index < movement.arrivalEdges
      visit(&self, extra, isOfArrival ? arrivalExtra(extra, here, there) : ask(extra.unit, here, there))
    }
  }

  /// An extra that looks at the step's end alone.
  mutating func arrivalExtra(_ extra: MovementCode.Extra, _ here: Cell, _ there: Cell) -> Word {
    heed(
      remembered(there, StepMemo.Slot.extras + extra.index, sharesSpaces) { evaluator in
        evaluator.ask(extra.unit, mover, here.packed, there.packed)
      })
  }

  mutating func addExtra(_ extra: MovementCode.Extra, _ amount: Word) {
    evaluator.notes.extraSums[extra.index] = sum(evaluator.notes.extraSums[extra.index], amount)
  }

  mutating func sum(_ a: Word, _ b: Word) -> Word {
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
}
