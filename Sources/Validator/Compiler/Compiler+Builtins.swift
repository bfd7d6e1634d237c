import RulesLang

// The built-in functions of the map and of paths.

extension Compiler {
  func builtin(
    _ builtin: Builtin, _ arguments: [TypedExpression], _ expression: TypedExpression, into target: Int32?
  ) -> Int32 {
    if let result = numberBuiltin(builtin, arguments, into: target) { return result }
    if let result = collectionBuiltin(builtin, arguments, expression.type, into: target) { return result }
    if let result = pathBuiltin(builtin, arguments, expression, into: target) { return result }
    return mapBuiltin(builtin, arguments, expression, into: target)
  }

  private func mapBuiltin(
    _ builtin: Builtin, _ arguments: [TypedExpression], _ expression: TypedExpression, into target: Int32?
  ) -> Int32 {
    guard let first = arguments.first else { return constant(.none, into: target) }
    if let shape = AreaWord(builtin) { return area(shape, arguments, into: target) }
    let result = registers(for: expression.type, target)
    releasing {
      switch builtin {
      case .distance where arguments.count == 2 && rowDistance(first, arguments[1], into: result): break
      case .distance, .adjacent, .sees, .clearPath, .cover:
        guard arguments.count == 2, let op = Self.placeOpcode(builtin) else { return }
        let a = place(first)
        code.emit(op, result, a, place(arguments[1]))
      case .occupantsAt(let entity):
        code.emit(.occupantsAt, result, value(first), n: Layout.table(of: entity))
      case .occupantsIn(let entity):
        code.emit(.occupantsIn, result, areaArguments(arguments), n: Layout.table(of: entity))
      case .cells: code.emit(.cells, result, areaArguments(arguments))
      case .burstPoint:
        guard arguments.count == 2 else { return }
        let a = place(first)
        code.emit(.burstPoint, result, a, value(arguments[1]))
      case .line:
        guard arguments.count == 2 else { return }
        let (a, b) = operands(first, arguments[1])
        code.emit(.line, result, a, b)
      case .squeezed: code.emit(.squeezed, result, place(first))
      case .mark(let mark): code.emit(.mark, result, value(first), n: mark)
      default: break
      }
    }
    return result
  }

  private static func placeOpcode(_ builtin: Builtin) -> Opcode? {
    switch builtin {
    case .distance: .distance
    case .adjacent: .adjacent
    case .sees: .sees
    case .clearPath: .clearPath
    case .cover: .cover
    default: nil
    }
  }

  /// The distance of two rows where they stand: most that are asked for are such.
  private func rowDistance(_ a: TypedExpression, _ b: TypedExpression, into result: Int32) -> Bool {
    guard let first = standing(a), let second = standing(b) else { return false }
    let (x, y) = operands(a, b)
    let tables = [first, second].map { Layout.table(of: $0.entity) }
    if [first, second].allSatisfy({ $0.side == nil && $0.narrow == nil && $0.heightField == nil }) {
      let columns = zip([first, second], tables).map { placement, table in
        Int32(columnStarts[table] + layout.tables[table].column(placement.cellField))
      }
      code.emit(.cellDistance, result, x, y)
      code.emit(.operand, columns[0], columns[1])
    } else {
      code.emit(.rowDistance, result, x, y, n: tables[0] | tables[1] << 8)
    }
    return true
  }

  /// How a row is placed that is meant where it stands.
  private func standing(_ who: TypedExpression) -> MapInfo.Placement? {
    if case .placed = who.kind { return nil }
    if case .local(let local) = who.kind, scope.standing[local] != nil { return nil }
    guard case .entity(let entity) = who.type, !traces else { return nil }
    return program.map?.placements.first { $0.entity == entity }
  }

  // MARK: Places

  /// Three registers: what a place is (``PlaceKind``), the row, cell or point, and the cell at which to take a row.
  func place(_ expression: TypedExpression) -> Int32 {
    let result = code.registers(3)
    var who = expression
    var cell: Int32?
    if case .placed(let inner, let at) = expression.kind {
      who = inner
      cell = value(at)
    } else if case .local(let local) = expression.kind {
      cell = scope.standing[local]
    }
    let kind: Word =
      switch who.type {
      case .cell: PlaceKind.cell
      case .point: PlaceKind.point
      case .entity(let id): PlaceKind.row(of: Layout.table(of: id))
      default: PlaceKind.nowhere
      }
    code.emit(.move, result, constant(kind))
    if kind != PlaceKind.nowhere { value(who, into: result + 1) }
    code.emit(.move, result + 2, cell ?? constant(.none))
    return result
  }

  // MARK: Areas

  /// Three registers: the shape and its two lengths.
  private func area(_ shape: AreaWord, _ arguments: [TypedExpression], into target: Int32?) -> Int32 {
    let result = target ?? code.registers(3)
    code.emit(.move, result, constant(Word(shape.rawValue)))
    for index in 0..<2 {
      let register = result + 1 + Int32(index)
      if arguments.indices.contains(index) {
        releasing { _ = value(arguments[index], into: register) }
      } else {
        code.emit(.move, register, constant(0))
      }
    }
    return result
  }

  /// Ten registers behind one another: the area, where it starts, where it points, whether it spreads.
  private func areaArguments(_ arguments: [TypedExpression]) -> Int32 {
    let parts = arguments.count == 4 ? arguments : []
    let places = parts.dropFirst().prefix(2).map { place($0) }
    let result = code.registers(10)
    if let area = parts.first { value(area, into: result) }
    for (index, place) in places.enumerated() { code.move(place, to: result + 3 + 3 * Int32(index), words: 3) }
    if let spreading = parts.last { value(spreading, into: result + 9) }
    return result
  }

  // MARK: Paths

  private func pathBuiltin(
    _ builtin: Builtin, _ arguments: [TypedExpression], _ expression: TypedExpression, into target: Int32?
  ) -> Int32? {
    guard let first = arguments.first else { return nil }
    switch builtin {
    case .pathSteps:
      return collect(1, order: .kept, into: target) {
        walk(expression) { step, _ in code.emit(.collect, step, n: 1) }
      }
    case .pathEnd, .stepThere: return unary(.lastElement, first, into: target)
    case .stepHere: return unary(.stepHere, first, into: target)
    // A step is the path up to it.
    case .stepNumber: return unary(.spanCount, first, into: target)
    case .pathBefore, .pathThrough:
      guard arguments.count == 2 else { return nil }
      let result = target ?? code.registers()
      releasing {
        let (path, step) = operands(first, arguments[1])
        let number = code.registers()
        code.emit(.spanCount, number, step)
        if builtin == .pathBefore { code.emit(.addConstant, number, number, -1) }
        code.emit(.prefix, result, path, number, flag: builtin == .pathBefore ? 1 : 0)
      }
      return result
    default: return nil
    }
  }

  private func unary(_ op: Opcode, _ operand: TypedExpression, into target: Int32?) -> Int32 {
    let result = target ?? code.registers()
    releasing { code.emit(op, result, value(operand)) }
    return result
  }

  // MARK: Dice

  /// Part 0 of a roll is whether it was made, 1 its total, 2 the kept dice alone.
  func rollPart(_ roll: RollReference, _ part: Int32, into target: Int32?) -> Int32 {
    let register = scope[roll.local] ?? constant(0)
    guard let element = roll.element else { return move(register + part, .int, into: target) }
    let result = code.registers(3)
    code.emit(.findRoll, result, register, value(element))
    return move(result + part, .int, into: target)
  }
}

/// What the first word of a place says.
enum PlaceKind {
  static let nowhere: Word = -1
  static let cell: Word = 0
  static let point: Word = 1
  /// Tables of entities are counted from 1.
  static func row(of table: Int) -> Word { 1 + Word(table) }
  static func table(_ kind: Word) -> Int { Int(kind) - 1 }
}

/// What the first word of an area says.
enum AreaWord: Int {
  case sphere, cube, cone, line, cylinder

  init?(_ builtin: Builtin) {
    switch builtin {
    case .sphere: self = .sphere
    case .cube: self = .cube
    case .cone: self = .cone
    case .lineArea: self = .line
    case .cylinder: self = .cylinder
    default: return nil
    }
  }
}
