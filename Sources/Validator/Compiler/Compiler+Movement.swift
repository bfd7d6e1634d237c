import RulesLang

/// A movement, compiled: callables for each question that a step raises. Units by their places.
///
/// INVARIANT: nothing but the compiler writes into it, before it has handed it over; so threads may share it. It is no
/// struct because every path takes hold of it.
final class MovementCode: @unchecked Sendable {
  struct Extra: Sendable {
    /// Its place in the movement's `extras`.
    let index: Int
    let unit: Int
  }
  struct Diagonals: Sendable {
    let first: Int
    let second: Int
    /// How many there were before.
    let counter: Int
  }
  struct Rule: Sendable {
    /// (mover, here, there) → whether the step is allowed.
    let check: Int
    /// (mover, here, there): reports what fails.
    let report: Int
    /// (mover) → whether every step is allowed, and nothing of it needs to be looked at to know that.
    let settles: Int
    /// Whether it looks at a step's end alone.
    let isOfArrival: Bool
  }
  var eightWays = false
  var cutsCorners = false
  /// The table of the mover.
  var table = 0
  /// (mover, cell) → whether it may be entered, or ended on.
  var enter: Int?
  var end: Int?
  /// (mover) → the price of a step.
  var cost = 0
  /// (mover) → more, of every step.
  var steps: [Extra] = []
  /// (mover, cell) → more, of the worst cell.
  var cells: [Extra] = []
  /// (mover, here, there) → more.
  var edges: [Extra] = []
  /// So many of them, the first ones, look at a step's end alone.
  var arrivalEdges = 0
  /// Cells with the same marks have the same answers to all that looks at a step's end alone, for a mover one cell
  /// wide, as long as no row of these tables stands there. nil where it depends on which cell it is.
  var alike: [Int]?
  /// Whether that is so for wider movers, too, of what is asked about each cell of a space.
  var sharesWhereWide = false
  var diagonals: Diagonals?
  var rules: [Rule] = []
  var extraCount = 0
  /// (mover) → what is left of the budget that the movement's paths are paid from.
  var budget: Int?
}

extension Compiler {
  func compileMovement(_ id: MovementID) {
    let info = program.movements[id]
    let mover = Type.entity(info.mover)
    let movement = MovementCode()
    movement.eightWays = info.eightWays
    movement.cutsCorners = info.cutsCorners
    movement.table = Layout.table(of: info.mover)
    movement.extraCount = info.extras.count
    movement.enter = cellConditions(info.enter, info, mover)
    movement.end = cellConditions(info.end, info, mover)
    movement.cost = number(info.cost, when: nil, info, [mover], [LocalID(0)])
    for (index, extra) in info.extras.enumerated() {
      switch extra.scope {
      case .step:
        let unit = number(extra.cost, when: extra.condition, info, [mover], [LocalID(0)])
        movement.steps.append(.init(index: index, unit: unit))
      case .into(let cell):
        let unit = number(extra.cost, when: extra.condition, info, [mover, .cell], [LocalID(0), cell])
        movement.cells.append(.init(index: index, unit: unit))
      case .edge(let here, let there):
        let unit = number(
          extra.cost, when: extra.condition, info, [mover, .cell, .cell], [LocalID(0), here, there], standing: here)
        movement.edges.append(.init(index: index, unit: unit))
      }
    }
    if let diagonals = info.diagonals {
      movement.diagonals = MovementCode.Diagonals(
        first: number(diagonals.first, when: nil, info, [mover], [LocalID(0)]),
        second: number(diagonals.second, when: nil, info, [mover], [LocalID(0)]),
        counter: unit(parameters: [mover], result: .int) { [self] registers, result in
          var inner = Scope(count: info.locals.count)
          inner[LocalID(0)] = registers[0]
          within(inner) {
            if let (_, path) = placePath(diagonals.counter) { load(path, words: 1, into: result) }
          }
        })
    }
    let target = BindingTarget.step(id)
    for (rule, binding) in bound[target]?.rules ?? [] {
      movement.rules.append(stepRule(rule, binding, info, target))
    }
    split(movement, info, target)
    movementUnits[id.index] = movement
  }

  /// What is left of the budget that an action spends a path's price from, as a callable of the mover. There is no end
  /// to it where a waiver lifts the spending for everyone.
  func budgetUnit(of id: MovementID) -> Int? {
    guard let payment = program.payment(for: id) else { return nil }
    return unit(parameters: [.entity(program.movements[id].mover)], result: .int) { [self] registers, result in
      let (lifted, done) = (code.label(), code.label())
      for waiver in program.waivers(lifting: payment.requirement) where program.isGeneral(waiver) {
        guard let condition = program.waivers[waiver].condition else { continue }
        within(Scope(count: program.waivers[waiver].locals.count)) { branch(condition, to: lifted, when: true) }
      }
      budgetLeft(payment.budget, row: registers[0], into: result)
      code.jump(to: done)
      code.bind(lifted)
      code.emit(.move, result, constant(Word(MovementSearch.largestBudget)))
      code.bind(done)
    }
  }

  /// One callable that says whether all conditions on a cell hold.
  private func cellConditions(_ all: [MovementInfo.CellCondition], _ info: MovementInfo, _ mover: Type) -> Int? {
    guard !all.isEmpty else { return nil }
    return unit(parameters: [mover, .cell], result: .bool) { [self] registers, result in
      let fails = code.label()
      code.emit(.move, result, constant(0))
      for condition in all {
        var inner = Scope(count: info.locals.count)
        inner[LocalID(0)] = registers[0]
        inner[condition.cell] = registers[1]
        within(inner) { branch(condition.condition, to: fails, when: false) }
      }
      code.emit(.move, result, constant(1))
      code.bind(fails)
    }
  }

  /// A callable for a price, which is nothing where its condition does not hold.
  private func number(
    _ price: TypedExpression, when condition: TypedExpression?, _ info: MovementInfo, _ types: [Type],
    _ locals: [LocalID], standing: LocalID? = nil
  ) -> Int {
    unit(parameters: types, result: .int) { [self] registers, result in
      var inner = Scope(count: info.locals.count)
      for (local, register) in zip(locals, registers) { inner[local] = register }
      if let standing { inner.standing[LocalID(0)] = inner[standing] }
      within(inner) {
        let done = code.label()
        code.emit(.move, result, constant(0))
        if let condition { branch(condition, to: done, when: false) }
        value(price, into: result)
        code.bind(done)
      }
    }
  }

  // MARK: Paths

  /// The mover and the cell it starts from, and the path.
  func followOperands(_ mover: TypedExpression, _ path: TypedExpression) -> (mover: Int32, path: Int32) {
    let cells = value(path)
    let row = code.registers(2)
    var who = mover
    if case .placed(let inner, let at) = mover.kind {
      who = inner
      value(at, into: row + 1)
    } else {
      code.emit(.move, row + 1, constant(.none))
    }
    value(who, into: row)
    return (row, cells)
  }

  func canFollow(_ mover: TypedExpression, _ path: TypedExpression, _ movement: MovementID) -> Int32 {
    let result = code.registers()
    let (row, cells) = followOperands(mover, path)
    code.emit(.canFollow, result, row, cells, n: movement.index)
    return result
  }

  func pathCost(
    _ path: TypedExpression, _ movement: MovementID, _ mover: TypedExpression, into target: Int32?
  ) -> Int32 {
    let result = target ?? code.registers()
    releasing {
      let (row, cells) = followOperands(mover, path)
      code.emit(.pathCost, result, row, cells, n: movement.index)
    }
    return result
  }
}
