import RulesLang

/// A movement, compiled: callables for each question that a step raises. Units by their places.
struct MovementCode: Sendable {
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
    var movement = MovementCode()
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
    movementUnits[id.index] = movement
  }

  /// What is left of the budget that an action spends a path's price from, as a callable of the mover.
  func budgetUnit(of id: MovementID) -> Int? {
    let mover = program.movements[id].mover
    let bodies = program.actions.map(\.body) + program.events.map(\.body) + program.rules.map(\.body)
    for body in bodies {
      var found: BudgetID?
      body.walk { statement in
        guard case .spend(_, let amount, let place, _, _) = statement.kind, case .budget(let budget, _) = place.root,
          case .pathCost(_, id, _) = amount.kind, program.budgets[budget].locals.first?.type == .entity(mover)
        else { return }
        found = found ?? budget
      }
      guard let found else { continue }
      return unit(parameters: [.entity(mover)], result: .int) { [self] registers, result in
        budgetLeft(found, row: registers[0], into: result)
      }
    }
    return nil
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

  // MARK: Step rules

  private func stepRule(
    _ id: RuleID, _ binding: Binding, _ info: MovementInfo, _ target: BindingTarget
  ) -> MovementCode.Rule {
    let types: [Type] = [.entity(info.mover), .cell, .cell]
    let check = unit(parameters: types, result: .bool) { [self] registers, result in
      let (fails, passes) = (code.label(), code.label())
      code.emit(.move, result, constant(1))
      step(id, binding, registers, target, passes: passes) { statement in
        switch statement.kind {
        case .require(_, let condition, _, _): branch(condition, to: fails, when: false)
        default: code.jump(to: fails)
        }
      }
      code.jump(to: passes)
      code.bind(fails)
      code.emit(.move, result, constant(0))
      code.bind(passes)
    }
    let report = unit(parameters: types, result: .bool) { [self] registers, _ in
      let passes = code.label()
      let rule = program.rules[id]
      let arguments = rule.pattern.parameters.isEmpty ? [] : Array(rule.locals.prefix(rule.pattern.parameters.count))
      step(id, binding, registers, target, passes: passes) { statement in
        let next = code.label()
        block = Block(
          name: rule.header.name, locals: rule.locals,
          arguments: arguments.enumerated().compactMap { index, local in
            scope[LocalID(index)].map { (local, $0) }
          }, failed: code.registers(), flags: [:], owner: .rule(id))
        switch statement.kind {
        case .require(let requirement, let condition, _, let message):
          branch(condition, to: next, when: true)
          diagnose(condition) { needed, actual in
            fail(requirement, message, needed: needed, actual: actual, next)
          }
        case .let(_, _, let refusal?):
          fail(refusal.requirement, refusal.message, needed: nil, actual: nil, next)
        default: break
        }
        block = nil
        code.bind(next)
      }
      code.bind(passes)
    }
    return MovementCode.Rule(check: check, report: report)
  }

  /// The statements of a step rule with its names in scope.
  ///
  /// - Parameter test: compiles a requirement; for a `let` with a refusal, what happens where its value is absent.
  private func step(
    _ id: RuleID, _ binding: Binding, _ registers: [Int32], _ target: BindingTarget, passes: Label,
    _ test: (Statement) -> Void
  ) {
    let rule = program.rules[id]
    if let lift = stepLifts[.rule(id)] { code.emit(.jumpIfTrue, lift, to: passes) }
    stepWaivers(of: .rule(id), registers, target, passes: passes)
    within(stepScope(binding, registers, rule.locals.count)) {
      if let condition = rule.condition { branch(condition, to: passes, when: false) }
      for statement in rule.body {
        let next = code.label()
        if let requirement = statement.requirement, let lift = stepLifts[.requirement(requirement)] {
          code.emit(.jumpIfTrue, lift, to: next)
        }
        if let guarded = statement.guarded { branch(guarded, to: next, when: false) }
        switch statement.kind {
        case .require: test(statement)
        case .let(let local, let bound, let refusal):
          let type = refusal == nil ? bound.type : bound.type.unwrapped
          let register = code.registers(words(type))
          if refusal == nil {
            value(bound, into: register)
          } else {
            let (there, hasPresence) = (code.label(), Layout.hasPresence(type))
            let optional = value(bound)
            code.emit(hasPresence ? .jumpIfTrue : .jumpIfPresent, optional, to: there)
            test(statement)
            code.jump(to: passes)
            code.bind(there)
            code.move(hasPresence ? optional + 1 : optional, to: register, words: words(type))
          }
          scope[local] = register
        default: break
        }
        code.bind(next)
      }
    }
  }

  /// What the waivers of steps lift is met.
  private func stepWaivers(
    of lift: WaiverInfo.Lift, _ registers: [Int32], _ target: BindingTarget, passes: Label
  ) {
    for (id, binding) in bound[target]?.waivers ?? [] where program.waivers[id].lifts.contains(lift) {
      let waiver = program.waivers[id]
      within(stepScope(binding, registers, waiver.locals.count)) {
        if let condition = waiver.condition {
          branch(condition, to: passes, when: true)
        } else {
          code.jump(to: passes)
        }
      }
    }
  }

  /// The names of a pattern of steps: the mover, `here` and `there`.
  private func stepScope(_ binding: Binding, _ registers: [Int32], _ locals: Int) -> Scope {
    var inner = Scope(count: locals)
    for (index, source) in binding.sources.enumerated() {
      guard case .parameter(let parameter) = source, registers.indices.contains(parameter) else { continue }
      inner[LocalID(index)] = registers[parameter]
      // The mover stands where the step starts.
      if parameter == 0 { inner.standing[LocalID(index)] = registers[1] }
    }
    return inner
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
