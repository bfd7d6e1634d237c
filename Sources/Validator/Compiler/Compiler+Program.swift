import RulesLang

// The whole program: callables in an order in which callees come first, then runs.

extension Compiler {
  /// Compiles everything, and leaves the constants behind in ``Compiler/constants``.
  func compile() -> CompiledProgram {
    for index in program.functions.indices { ensure(FunctionID(index)) }
    for index in program.movements.indices { ensure(MovementID(index)) }
    for index in program.movements.indices { movementUnits[index]?.budget = budgetUnit(of: MovementID(index)) }
    let placements = (program.map?.placements ?? []).map { compilePlacement($0) }
    let invariants = program.invariants.map { condition($0.condition, locals: $0.locals, parameters: []) }
    let conditions = compileConditions()
    let conceals = program.conceals.map { info in
      condition(
        info.condition, locals: info.locals,
        parameters: [(LocalID(0), .entity(info.entity)), (LocalID(1), .user)])
    }
    runsEnd = code.highest
    let actions = program.actions.indices.map { compileAction(ActionID($0)) }
    let consequences = zip(program.consequences, conditions).map { compile($0, $1) }
    code.resolveJumps()
    for (statement, label) in resumes { statements[statement].resume = code.target(of: label) }
    for (failure, label) in failureResumes { failures[failure].resume = code.target(of: label) }
    return CompiledProgram(
      code: code.code, owners: code.owners, constants: code.constants, registers: Int(runsEnd), lookups: lookups,
      units: units, statements: statements, failures: failures, spends: spends, bounds: boundRecords,
      actions: actions, functionUnits: functionUnits, movements: movementUnits.compactMap { $0 },
      placements: placements, invariants: invariants, consequences: consequences,
      readsNow: consequences.contains(where: \.readsNow), opening: opening, concerns: concerns,
      columnsOfPlaces: columnsOfPlaces(), conceals: conceals, columnStarts: columnStarts,
      globals: Int(Global.lifts) + stepLifts.count, traces: traceRecords)
  }

  // MARK: Callees first

  private func ensure(_ function: FunctionID) {
    guard functionUnits[function.index] == nil, visited.insert(.function(function)).inserted else { return }
    ensureCallees(of: program.functions[function].expressions)
    compileFunction(function)
  }

  private func ensure(_ movement: MovementID) {
    guard movementUnits[movement.index] == nil, visited.insert(.movement(movement)).inserted else { return }
    let info = program.movements[movement]
    var expressions = (info.enter + info.end).map(\.condition) + [info.cost]
    for extra in info.extras { expressions += [extra.cost] + (extra.condition.map { [$0] } ?? []) }
    if let diagonals = info.diagonals { expressions += [diagonals.first, diagonals.second] }
    for (rule, _) in bound[.step(movement)]?.rules ?? [] {
      let rule = program.rules[rule]
      expressions += rule.condition.map { [$0] } ?? []
      rule.body.walk { expressions += $0.expressions + ($0.message?.holes ?? []) }
    }
    for (waiver, _) in bound[.step(movement)]?.waivers ?? [] {
      expressions += program.waivers[waiver].condition.map { [$0] } ?? []
    }
    ensureCallees(of: expressions)
    compileMovement(movement)
  }

  private func ensureCallees(of expressions: [TypedExpression]) {
    for expression in expressions {
      expression.walk { part in
        switch part.kind {
        case .call(let function, _): ensure(function)
        case .budget(let budget, _): ensure(program.budgets[budget].limit)
        case .canFollow(_, _, let movement), .pathCost(_, let movement, _): ensure(movement)
        default: break
        }
      }
    }
  }

  // MARK: Conditions and placements

  /// A callable for a condition.
  func condition(
    _ condition: TypedExpression, locals: [LocalInfo], parameters: [(LocalID, Type)]
  ) -> Int {
    unit(parameters: parameters.map(\.1), result: condition.type) { [self] registers, result in
      var inner = Scope(count: locals.count)
      for (parameter, register) in zip(parameters, registers) { inner[parameter.0] = register }
      within(inner) { _ = value(condition, into: result) }
    }
  }

  private func compilePlacement(_ placement: MapInfo.Placement) -> PlacementCode {
    func ofRow(_ expression: TypedExpression?) -> Int? {
      expression.map {
        condition($0, locals: placement.locals, parameters: [(LocalID(0), .entity(placement.entity))])
      }
    }
    let table = Layout.table(of: placement.entity)
    func column(_ field: Int) -> Int { columnStarts[table] + layout.tables[table].column(field) }
    let words = wordsOfPlaces(placement)
    return PlacementCode(
      table: table, cellColumn: column(placement.cellField), heightColumn: placement.heightField.map(column),
      columns: words ?? [], followsWords: words != nil, side: ofRow(placement.side), narrow: ofRow(placement.narrow),
      marks: placement.marks.map { ($0.marks, ofRow($0.condition)) })
  }
}

/// What is compiled at most once.
enum CallableID: Hashable {
  case function(FunctionID)
  case movement(MovementID)
}

extension FunctionInfo {
  /// All that its value may be worked out with: its definition, and what bends it. The first names of each are its
  /// parameters.
  var expressions: [TypedExpression] {
    var all = [body]
    for adjustment in adjustments {
      switch adjustment.bend {
      case .raised(let amount), .lowered(let amount), .atLeast(let amount), .atMost(let amount): all.append(amount)
      case .doubled, .halved: break
      }
      all += adjustment.condition.map { [$0] } ?? []
    }
    return all + exceptions.flatMap { [$0.condition, $0.value] }
  }
}
