import RulesLang

// Following paths and pricing them: the same questions that the search asks, in the order of the path.

extension Evaluator {
  /// Does a step that asks about a path; false for a fault.
  func movementStep(_ i: Instruction) -> Bool {
    isTouched = true
    let r = registers
    let movement = program.movements[Int(i.n)]
    let mover = r[Int(i.b)]
    let path = r[Int(i.c)]
    guard path != .none else {
      // The price of no path is nothing.
      r[Int(i.a)] = 0
      return true
    }
    guard let map = mapIndex() else { return fail(.offMap) }
    var steps = Steps(self, map, MovementID(Int(i.n)), movement, mover: mover)
    let start = r[Int(i.b) + 1]
    let from = start == .none ? map.space(movement.table, mover)?.cell : Cell(packed: start)
    guard let from else {
      r[Int(i.a)] = 0
      return true
    }
    let span = Span(word: path)
    switch i.op {
    case .canFollow: r[Int(i.a)] = Word(follows(&steps, from, span))
    case .pathCost: r[Int(i.a)] = price(&steps, from, span)
    case .reportSteps:
      r[Int(i.a)] = Word(followsText(&steps, from, span))
      if !steps.isFaulty { reportRules(&steps, from, span) }
    default: return false
    }
    return !steps.isFaulty
  }

  /// Visits the steps of a path until the answer is false.
  private func each(_ span: Span, from start: Cell, _ visit: (Cell, Cell) -> Bool) -> Bool {
    var here = start
    for index in 0..<span.count {
      let there = Cell(packed: elements(span)[index])
      guard visit(here, there) else { return false }
      here = there
    }
    return true
  }

  private func follows(_ steps: inout Steps, _ start: Cell, _ span: Span) -> Bool {
    guard followsText(&steps, start, span) else { return false }
    // For a single step it takes as long to find out whether it needs to be looked at.
    if span.count > 1 { steps.settleRules() }
    return each(span, from: start) { here, there in steps.rulesAllow(here, there) } && !steps.isFaulty
  }

  /// Whether the movement's own text allows a path, whatever the rules for steps say.
  private func followsText(_ steps: inout Steps, _ start: Cell, _ span: Span) -> Bool {
    guard each(span, from: start, { here, there in steps.textAllows(here, there) }) else { return false }
    guard span.count > 0 else { return true }
    return steps.mayEnd(on: Cell(packed: elements(span)[span.count - 1]))
  }

  private func price(_ steps: inout Steps, _ start: Cell, _ span: Span) -> Word {
    let path = UnsafeBufferPointer(start: elements(span), count: span.count)
    if let known = priced.price(of: path, from: start.packed, for: steps.subject, parts: notes.priceParts.count) {
      return known
    }
    notes.lastPrice = notes.priceParts.count
    steps.startPrice()
    var total: Word = 0
    var isOdd = steps.isOdd
    _ = each(span, from: start) { here, there in
      let isDiagonal = here.x != there.x && here.y != there.y
      guard let price = steps.price(here, there, isDiagonal: isDiagonal, isOdd: isOdd) else { return false }
      let (sum, overflow) = total.addingReportingOverflow(price)
      if overflow {
        steps.isFaulty = true
        fault = .overflow
      }
      total = sum
      if isDiagonal { isOdd.toggle() }
      return !overflow
    }
    steps.noteParts()
    if !steps.isFaulty {
      // What was asked meanwhile may have moved the path.
      let path = UnsafeBufferPointer(start: elements(span), count: span.count)
      priced.note(total, of: path, from: start.packed, for: steps.subject, parts: notes.priceParts.count)
    }
    return total
  }

  /// Each rule for steps that fails is a reason of its own, at its first failing step.
  private func reportRules(_ steps: inout Steps, _ start: Cell, _ span: Span) {
    for rule in steps.movement.rules {
      _ = each(span, from: start) { here, there in
        guard let allowed = call(rule.check, steps.mover, here.packed, there.packed) else {
          steps.isFaulty = true
          return false
        }
        if allowed == 0 {
          if call(rule.report, steps.mover, here.packed, there.packed) == nil { steps.isFaulty = true }
          return false
        }
        return true
      }
    }
  }

  /// Runs a callable as ``call(_:_:_:_:)`` does, and forgets what it builds on its way: its answer is a word that means
  /// something by itself.
  func ask(_ unit: Int, _ a: Word = 0, _ b: Word = 0, _ c: Word = 0) -> Word? {
    let (built, gathered) = (arena.count, collected.count)
    let word = call(unit, a, b, c)
    arena.shorten(to: built)
    collected.shorten(to: gathered)
    return word
  }

  /// Finds what a mover reaches; false for a fault. The ends are those of ``search``.
  func reach(_ mover: Word, _ id: MovementID, budget: Int) -> Bool {
    guard let map = mapIndex() else { return fail(.offMap) }
    let movement = program.movements[id.index]
    guard let start = map.space(movement.table, mover)?.cell else { return true }
    stepMemo.removeAll()
    var steps = Steps(self, map, id, movement, mover: mover)
    steps.startPrice()
    let isOdd = steps.isOdd
    steps.settleRules()
    return search.run(from: start, isOdd: isOdd, budget: budget, on: map.grid, by: &steps) && !steps.isFaulty
  }
}
