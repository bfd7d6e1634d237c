// Movements: how a step is made and what it costs.

struct MovementChecker {
  let context: CheckContext
  let table: DeclarationTable

  /// Puts all movements into the program with what a call needs to know: the mover, and the unit of the cost.
  func declare() {
    let unit = context.program.map.map { Type.unit($0.unit) } ?? .error
    context.program.movements = table.movements.map { movement in
      var checker = ExpressionChecker(context, .define)
      let shapes = movement.syntax.parameters.map { parameter in
        let shape = checker.shape(parameter.type, for: .defineParameter)
        checker.bind(Local(parameter.name.text, shape.type, parameter.name.range))
        return shape
      }
      let mover = mover(movement, shapes)
      if context.program.map == nil, !context.isMapBroken { context.report(.noMap(movement.name)) }
      return MovementInfo(
        header: movement.header, mover: mover ?? EntityID(0), parameterCount: shapes.count, locals: checker.localInfos,
        eightWays: true, cutsCorners: true, enter: [], end: [],
        cost: TypedExpression(.error, mover == nil ? .error : unit, movement.name.range), extras: [], diagonals: nil)
    }
  }

  private func mover(_ movement: Named<MovementDeclaration>, _ shapes: [Shape]) -> EntityID? {
    if shapes.contains(where: { $0.type == .error }) { return nil }
    guard shapes.count == 1, case .entity(let id) = shapes.first?.type else {
      context.report(.movementMover(movement.name))
      return nil
    }
    if context.isPlaced(id) || context.program.map == nil { return id }
    context.report(.moverNotPlaced(movement.syntax.parameters.first?.name ?? movement.name, id, context.program))
    return nil
  }

  func check() {
    for (index, movement) in table.movements.enumerated() {
      let info = context.program.movements[index]
      // A mover that is none leaves nothing to check against.
      guard info.cost.type != .error else { continue }
      var checker = ExpressionChecker(context, Setting(name: "a movement"))
      for parameter in info.locals.prefix(info.parameterCount) {
        checker.bind(Local(parameter.name, parameter.type, parameter.range))
      }
      var items = MovementItems(info, unit: info.cost.type, checker: checker)
      for item in movement.syntax.items { items.read(item) }
      context.program.movements[index] = items.finish(movement.name)
    }
  }
}

/// One movement while its lines are read.
private struct MovementItems {
  private var info: MovementInfo
  private let unit: Type
  private var checker: ExpressionChecker
  private var told: [String: SourceRange] = [:]

  init(_ info: MovementInfo, unit: Type, checker: ExpressionChecker) {
    self.info = info
    self.unit = unit
    self.checker = checker
  }

  private mutating func isFirst(_ item: String, _ range: SourceRange) -> Bool {
    if let first = told[item] {
      checker.context.report(.movementItemTwice(item, range, first: first))
      return false
    }
    told[item] = range
    return true
  }

  mutating func read(_ item: MovementItemSyntax) {
    switch item.kind {
    case .step(let isDiagonal, let cutsCorners):
      guard isFirst("step", item.range) else { return }
      info.eightWays = isDiagonal
      info.cutsCorners = cutsCorners
    case .mayEnter(let cell, let condition): info.enter.append(cellCondition(cell, condition))
    case .mayEnd(let cell, let condition): info.end.append(cellCondition(cell, condition))
    case .cost(let amount):
      if isFirst("cost", item.range) { info.cost = checker.check(amount, as: unit) }
    case .extra(let extra): read(extra, item.doc)
    case .diagonals(let first, let second, let counter):
      guard isFirst("diagonals", item.range) else { return }
      readDiagonals(first, second, counter)
    }
  }

  private mutating func cellCondition(_ cell: Identifier, _ condition: ExpressionSyntax) -> MovementInfo.CellCondition {
    checker.scoped { checker in
      let id = checker.bind(Local(cell.text, .cell, cell.range))
      return MovementInfo.CellCondition(cell: id, condition: checker.condition(condition))
    }
  }

  private mutating func read(_ extra: ExtraSyntax, _ doc: DocComment?) {
    guard isFirst("extra \(extra.label.text)", extra.label.range) else { return }
    let unit = unit
    let id = "\(info.header.name).\(extra.label.text)"
    let made = checker.scoped { checker in
      let scope: MovementInfo.Extra.Scope
      switch extra.reach {
      case .everywhere: scope = .step
      case .cell(let cell): scope = .into(checker.bind(Local(cell.text, .cell, cell.range)))
      case .edge(let here, let there):
        scope = .edge(
          here: checker.bind(Local(here.text, .cell, here.range)),
          there: checker.bind(Local(there.text, .cell, there.range)))
      }
      let condition = extra.condition.map { checker.condition($0) }
      if let condition { checker.learn(from: condition) }
      let cost = checker.check(extra.amount, as: unit)
      return MovementInfo.Extra(label: Header(extra.label, doc), id: id, cost: cost, scope: scope, condition: condition)
    }
    info.extras.append(made)
  }

  private mutating func readDiagonals(_ first: ExpressionSyntax, _ second: ExpressionSyntax, _ counter: PlaceSyntax) {
    let first = checker.check(first, as: unit)
    let second = checker.check(second, as: unit)
    guard let place = checker.place(counter, for: .write) else { return }
    guard case .row(_, let row) = place.root, case .local(LocalID(0)) = row.kind, place.shape.type == .int else {
      checker.context.report(.diagonalsCounter(place.range))
      return
    }
    info.diagonals = MovementInfo.Diagonals(first: first, second: second, counter: place)
  }

  func finish(_ name: Identifier) -> MovementInfo {
    var info = info
    info.locals = checker.localInfos
    if told["step"] == nil { checker.context.report(.movementMisses("step", "step eight ways", name)) }
    if told["cost"] == nil { checker.context.report(.movementMisses("cost", "cost 5 ft", name)) }
    return info
  }
}
