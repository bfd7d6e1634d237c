import RulesLang

// What a search asks: as much as can be told of a cell once, and the rest for each step.

extension Steps: StepRules {
  var goesDiagonally: Bool { movement.eightWays }
  var cutsCorners: Bool { movement.cutsCorners }
  var countsDiagonals: Bool { movement.diagonals != nil }

  mutating func step(from here: Cell, to there: Cell, isDiagonal: Bool, isOdd: Bool) -> StepPrice {
    guard !isFaulty else { return .fault }
    guard textAllows(here, there), rulesAllow(here, there) else { return isFaulty ? .fault : .forbidden }
    var total = sum(stepBase(isDiagonal: isDiagonal, isOdd: isOdd), always)
    eachExtra(here, there) { steps, _, amount in total = steps.sum(total, amount) }
    if total < 0, !isFaulty {
      isFaulty = true
      evaluator.fault = .negativeCost
    }
    return isFaulty ? .fault : .cost(Int(total))
  }

  /// Costs within this are added up without a look at overflow.
  private static let small = -(1 << 26)...(1 << 26) as ClosedRange<Word>

  mutating func arrival(at cell: Cell) -> Arrival {
    guard sharesSpaces, let row = memoRow(cell) else { return findArrival(at: cell) }
    let place = row + StepMemo.Slot.arrival
    if let known = Arrival(word: evaluator.stepMemo[place]) { return known }
    let arrival = findArrival(at: cell)
    remember(arrival.word, place)
    return arrival
  }

  /// Nothing that faults is told from here: then each step is asked about, and faults where it has to.
  private mutating func findArrival(at cell: Cell) -> Arrival {
    guard !isFaulty, side == 1, Footprint.sides.contains(narrow) else { return .various }
    guard Self.small.contains(base), Self.small.contains(always), Self.small.contains(first),
      Self.small.contains(second)
    else { return .various }
    defer { isFaulty = false }
    if let enter = movement.enter {
      let enters = ask(enter, cell, slot: StepMemo.Slot.enter)
      guard !isFaulty else { return .various }
      if enters == 0 { return .forbidden }
    }
    for index in movement.rules.indices.prefix(rulesOfArrival) where !isSettled(index) {
      let allows = ask(movement.rules[index].check, cell, cell)
      guard !isFaulty else { return .various }
      if allows == 0 { return .forbidden }
    }
    var total: Word = 0
    for extra in movement.cells {
      let amount = ask(extra.unit, cell, slot: StepMemo.Slot.extras + extra.index)
      guard !isFaulty, Self.small.contains(amount) else { return .various }
      total += amount
    }
    for extra in movement.edges.prefix(movement.arrivalEdges) {
      let amount = arrivalExtra(extra, cell, cell)
      guard !isFaulty, Self.small.contains(amount) else { return .various }
      total += amount
    }
    guard total >= 0, Self.small.contains(total) else { return .various }
    let ends = movement.end.map { ask($0, cell, slot: StepMemo.Slot.end) } ?? 1
    return .cost(Int(total), mayEnd: isFaulty ? nil : ends != 0)
  }

  /// So many of the rules, the first ones, look at a step's end alone, or are settled.
  private var rulesOfArrival: Int {
    movement.rules.indices.first { !movement.rules[$0].isOfArrival && !isSettled($0) } ?? movement.rules.count
  }

  func price(isDiagonal: Bool, isOdd: Bool) -> Int {
    let step = stepBase(isDiagonal: isDiagonal, isOdd: isOdd)
    // Where they are not small, nobody asks.
    return Int(step &+ always)
  }

  var pricesEdges: Bool { rulesOfArrival < movement.rules.count || movement.arrivalEdges < movement.edges.count }

  mutating func price(from here: Cell, to there: Cell) -> StepPrice {
    guard !isFaulty else { return .fault }
    for index in movement.rules.indices.dropFirst(rulesOfArrival) where !isSettled(index) {
      let allows = ask(movement.rules[index].check, here, there)
      guard !isFaulty else { return .fault }
      if allows == 0 { return .forbidden }
    }
    var total: Word = 0
    for extra in movement.edges.dropFirst(movement.arrivalEdges) { total = sum(total, ask(extra.unit, here, there)) }
    return isFaulty ? .fault : .cost(Int(total))
  }
}

extension Arrival {
  fileprivate init?(word: Word) {
    switch word {
    case .none: return nil
    case -2: self = .various
    case -1: self = .forbidden
    default: self = .cost(Int(word >> 2), mayEnd: word & 2 != 0 ? nil : word & 1 != 0)
    }
  }

  /// It in one word, for a memo.
  fileprivate var word: Word {
    switch self {
    case .various: -2
    case .forbidden: -1
    case .cost(let cost, let mayEnd): Word(cost) << 2 | (mayEnd.map { $0 ? 1 : 0 } ?? 2)
    }
  }
}
