// Built-ins of the map. WHO is an entity that the map places, or one `at` a cell; a PLACE is a WHO, a cell or a point.

extension ExpressionChecker {
  /// The map, or nil, reported, where the rule set has none.
  private func map(for name: Identifier) -> MapInfo? {
    if context.program.map == nil, !context.isMapBroken { context.report(.noMap(name)) }
    return context.program.map
  }

  mutating func placesCall(_ function: Builtin, _ call: CallArguments, gives: (MapInfo?) -> Type) -> TypedExpression {
    let map = map(for: call.name)
    guard expect(2, call), noLabels(call) else { return error(call.range) }
    let places = call.items.map { place($0, for: call.name) }
    return made(function, places, map == nil ? .error : gives(map), call)
  }

  mutating func squeezedCall(_ call: CallArguments) -> TypedExpression {
    let map = map(for: call.name)
    guard expect(1, call), noLabels(call) else { return error(call.range) }
    let who = place(call.items[0], for: call.name, takesCells: false)
    return made(.squeezed, [who], map == nil ? .error : .bool, call)
  }

  /// Something that stands somewhere, or a place itself.
  mutating func place(_ item: CallArguments.Item, for name: Identifier, takesCells: Bool = true) -> TypedExpression {
    let place: TypedExpression
    if case .written(let argument) = item.content, case .placed(let who, at: let cell) = argument.value.kind {
      place = placed(infer(who), at: cell, argument.value.range)
    } else {
      place = value(infer(item, hint: takesCells ? .cell : nil))
    }
    switch place.type {
    case .error: return place
    case .cell, .point: if takesCells { return place }
    case .entity(let entity):
      if context.isPlaced(entity) || context.isMapBroken || context.program.map == nil { return place }
      return mistake(.notPlaced(place, entity, context.program), place.range)
    default: break
    }
    return mistake(.placeDue(place, takesCells: takesCells, context.program), place.range)
  }

  /// `X at CELL`.
  private mutating func placed(_ expression: TypedExpression, at cell: ExpressionSyntax, _ range: SourceRange)
    -> TypedExpression
  {
    let who = value(expression)
    let cell = check(cell, as: .cell)
    if who.type == .error || cell.type == .error { return error(range) }
    guard case .entity = who.type else {
      return mistake(.placeDue(who, takesCells: false, context.program), range)
    }
    return TypedExpression(.placed(who, at: cell), who.type, range)
  }

  // MARK: Areas

  /// A length in the unit of the map's cells.
  private mutating func length(_ item: CallArguments.Item, _ map: MapInfo?) -> TypedExpression {
    guard let map else { return infer(item) }
    return check(item, as: .unit(map.unit))
  }

  mutating func areaCall(_ area: Builtin, lengths: Int, _ call: CallArguments) -> TypedExpression {
    let map = map(for: call.name)
    guard expect(lengths, call), noLabels(call) else { return error(call.range) }
    let lengths = call.items.map { length($0, map) }
    return made(area, lengths, map == nil ? .error : .area, call)
  }

  /// `line(length, width)` is an area, `line(from, to)` the cells between two.
  mutating func lineCall(_ call: CallArguments) -> TypedExpression {
    let map = map(for: call.name)
    guard expect(2, call), noLabels(call) else { return error(call.range) }
    let first = value(infer(call.items[0], hint: .cell))
    if first.type == .cell {
      return made(.line, [first, check(call.items[1], as: .cell)], .list(.cell), call)
    }
    guard let map, first.type != .error else { return error(call.range) }
    let length = convert(first, to: .unit(map.unit))
    return made(.lineArea, [length, self.length(call.items[1], map)], .area, call)
  }

  /// `cells(AREA, at: PLACE, toward: PLACE, spreading: BOOL)`: a cone, a cube or a line needs a direction, the others
  /// have none.
  mutating func areaUse(_ function: Builtin, gives result: Type, _ call: CallArguments) -> TypedExpression {
    let map = map(for: call.name)
    var rest = call
    let at = rest.take(label: "at")
    let toward = rest.take(label: "toward")
    let spreading = rest.take(label: "spreading")
    guard noLabels(rest), rest.count == 1, let area = rest.items.first, let at else {
      if rest.items.allSatisfy({ $0.label == nil }) { context.report(.areaArguments(call)) }
      return error(call.range)
    }
    let arguments = [
      check(area, as: .area), place(at, for: call.name),
      toward.map { place($0, for: call.name) } ?? TypedExpression(.none, .optional(.cell), call.range),
      spreading.map { check($0, as: .bool) } ?? TypedExpression(.bool(false), .bool, call.range),
    ]
    return made(function, arguments, map == nil ? .error : result, call)
  }

  // MARK: Movements

  /// `cost(path, way, actor)`. There may be no path, as `path.before(step)` may be absent: that costs nothing.
  mutating func costCall(_ call: CallArguments) -> TypedExpression {
    guard expect(3, call), noLabels(call) else { return error(call.range) }
    var path = settled(infer(call.items[0], hint: .path))
    if path.type != .optional(.path) { path = convert(path, to: .path) }
    let way = movement(of: call.items[1])
    let mover = way.map { check(call.items[2], as: moverType(of: $0)) } ?? infer(call.items[2])
    guard let way, path.type != .error, mover.type != .error else { return error(call.range) }
    let type = context.program.movements[way].cost.type
    return TypedExpression(.pathCost(path, way, mover: mover), type, call.range)
  }

  private func movement(of item: CallArguments.Item) -> MovementID? {
    guard case .written(let argument) = item.content, case .name(let name) = argument.value.kind else {
      context.report(.movementDue(item.range))
      return nil
    }
    return movement(name)
  }

  /// A movement by its name; nil, reported, where there is none.
  func movement(_ name: Identifier) -> MovementID? {
    if case .movement(let id) = context.names.rules[name.text] { return id }
    context.report(.unknownMovement(name, known: context.program.movements.map(\.header.name)))
    return nil
  }

  /// Of type `error` where the movement's own declaration is a mistake.
  private func moverType(of way: MovementID) -> Type {
    let movement = context.program.movements[way]
    return movement.cost.type == .error ? .error : .entity(movement.mover)
  }

  mutating func canFollow(_ mover: ExpressionSyntax, path: ExpressionSyntax, by way: Identifier, _ range: SourceRange)
    -> TypedExpression
  {
    let way = movement(way)
    let who = way.map { check(mover, as: moverType(of: $0)) } ?? infer(mover)
    let path = check(path, as: .path)
    guard let way, who.type != .error, path.type != .error else { return error(range) }
    return TypedExpression(.canFollow(who, path: path, way), .bool, range)
  }
}

extension CheckContext {
  /// Whether the map says where rows of an entity stand.
  func isPlaced(_ entity: EntityID) -> Bool {
    program.map?.placements.contains { $0.entity == entity } ?? false
  }
}
