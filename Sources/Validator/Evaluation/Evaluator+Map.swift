import RulesLang

// The built-in functions of the map: words on this side, geometry on the other.

extension Evaluator {
  /// What a place of the rules is on the plane.
  enum Place {
    case body(Footprint, table: Int, row: Word)
    case point(GridPoint)
    case nowhere

    var space: Footprint? {
      if case .body(let space, _, _) = self { return space }
      return nil
    }

    /// Its middle.
    var centre: HalfPoint? {
      switch self {
      case .body(let space, _, _): HalfPoint(x: 2 * space.minX + space.side, y: 2 * space.minY + space.side)
      case .point(let point): HalfPoint(point)
      case .nowhere: nil
      }
    }
  }

  /// Does a step that asks the map; false for a fault.
  func mapStep(_ i: Instruction) -> Bool {
    let r = registers
    let (a, b, c) = (Int(i.a), Int(i.b), Int(i.c))
    if i.op == .stepHere {
      // Before the cells of a path lies the one it starts from.
      let span = Span(word: r[b])
      guard span.offset + span.count >= 2 else { return fail(.offMap) }
      r[a] = regions[span.region][span.offset + span.count - 2]
      return true
    }
    guard let map = mapIndex() else { return fail(.offMap) }
    switch i.op {
    case .distance:
      guard let distance = distance(place(b, map), place(c, map), map) else { return fail(.offMap) }
      r[a] = distance
    case .adjacent: r[a] = Word(isAdjacent(place(b, map), place(c, map), map))
    case .sees: r[a] = Word(isOpen(place(b, map), place(c, map), map, stoppedBy: .opaque))
    case .clearPath: r[a] = Word(isOpen(place(b, map), place(c, map), map, stoppedBy: .solid))
    case .cover: r[a] = Word(cover(place(b, map), place(c, map), map).rawValue)
    case .occupantsAt: return occupants(on: [Cell(packed: r[b])], Int(i.n), map, into: a)
    case .occupantsIn:
      guard findCells(b, map) else { return false }
      return occupants(on: cells, Int(i.n), map, into: a)
    case .cells:
      guard findCells(b, map) else { return false }
      return putCells(into: a)
    case .line:
      map.grid.line(from: Cell(packed: r[b]), to: Cell(packed: r[c]), into: &cells)
      return putCells(into: a)
    case .burstPoint:
      let target = GridPoint(packed: r[c])
      switch place(b, map) {
      case .body(let space, _, _): r[a] = map.grid.burstPoint(from: space, toward: target).packed
      case .point, .nowhere: r[a] = target.packed
      }
    case .squeezed: r[a] = Word(isSqueezed(place(b, map), map))
    case .mark: r[a] = Word(map.grid.has(Marks(number: Int(i.n)), at: Cell(packed: r[b])))
    default: return false
    }
    return true
  }

  // MARK: Places

  /// The place that three registers tell of.
  func place(_ register: Int, _ map: MapIndex) -> Place {
    let kind = registers[register]
    let word = registers[register + 1]
    switch kind {
    case PlaceKind.nowhere: return .nowhere
    case PlaceKind.cell: return .body(Footprint(Cell(packed: word)), table: 0, row: .none)
    case PlaceKind.point: return .point(GridPoint(packed: word))
    default:
      let table = PlaceKind.table(kind)
      let space = space(of: word, in: table, at: registers[register + 2], map)
      return space.map { .body($0, table: table, row: word) } ?? .nowhere
    }
  }

  /// The space of a row, where it stands or as if it stood at a cell.
  func space(of row: Word, in table: Int, at cell: Word, _ map: MapIndex) -> Footprint? {
    guard cell != .none else { return map.space(table, row) }
    guard map.isPlaced(table) else { return Footprint(Cell(packed: cell)) }
    return space(of: row, in: table, at: Cell(packed: cell), map)
  }

  private func height(_ place: Place, _ map: MapIndex) -> Int? {
    guard case .body(_, let table, let row) = place, map.placed.indices.contains(table),
      let column = map.placed[table].heightColumn
    else { return nil }
    return Int(columns[column][Int(row)])
  }

  // MARK: Questions

  private func distance(_ a: Place, _ b: Place, _ map: MapIndex) -> Word? {
    let distance: Int?
    switch (a, b) {
    case (.body(let x, _, _), .body(let y, _, _)):
      if let own = height(a, map), let other = height(b, map) {
        distance = map.measure.distance(x, height: own, y, height: other)
      } else {
        distance = map.measure.distance(x, y)
      }
    case (.body(let x, _, _), .point(let y)), (.point(let y), .body(let x, _, _)): distance = map.measure.distance(x, y)
    case (.point(let x), .point(let y)): distance = map.measure.distance(x, y)
    default: distance = nil
    }
    return distance.map { Word($0) }
  }

  /// The distance of two rows where they stand; nil where one of them stands nowhere.
  func distance(_ a: Word, _ table: Int, _ b: Word, _ otherTable: Int) -> Word? {
    guard let map = mapIndex(), let x = map.space(table, a), let y = map.space(otherTable, b) else { return nil }
    return distance(.body(x, table: table, row: a), .body(y, table: otherTable, row: b), map)
  }

  private func isAdjacent(_ a: Place, _ b: Place, _ map: MapIndex) -> Bool {
    switch (a, b) {
    case (.body(let x, _, _), .body(let y, _, _)): x.isAdjacent(to: y)
    case (.body, .point), (.point, .body): distance(a, b, map) == 0
    default: false
    }
  }

  private func isOpen(_ a: Place, _ b: Place, _ map: MapIndex, stoppedBy marks: Marks) -> Bool {
    switch (a, b) {
    case (.body(let x, _, _), .body(let y, _, _)):
      marks == .opaque ? map.grid.sees(x, y) : map.grid.hasClearPath(x, y)
    case (.body(let x, _, _), .point(let y)), (.point(let y), .body(let x, _, _)):
      x.cells.contains { map.grid.isOpen($0, to: HalfPoint(y), stoppedBy: marks, besides: x, nil) }
    case (.point(let x), .point(let y)):
      map.grid.isClear(Segment(from: HalfPoint(x), to: HalfPoint(y)), of: marks, besides: nil, nil)
    default: false
    }
  }

  /// Whoever else stands between the two gives cover: rows of the target's table.
  /// Made once: an index takes memory.
  private static let nobody = OccupancyIndex()

  private func cover(_ a: Place, _ b: Place, _ map: MapIndex) -> Cover {
    guard case .body(let target, let table, let row) = b else { return .total }
    let index = row == .none ? Self.nobody : map.placed[table].occupancy
    let other: Int32 =
      if case .body(_, table, let own) = a { Int32(truncatingIfNeeded: own) } else { -1 }
    let bodies = OtherBodies(in: index, besides: Int32(truncatingIfNeeded: row), other)
    switch a {
    case .body(let attacker, _, _): return map.grid.cover(from: attacker, to: target, behind: bodies)
    case .point(let point): return map.grid.cover(from: point, to: target, behind: bodies)
    case .nowhere: return .total
    }
  }

  private func isSqueezed(_ place: Place, _ map: MapIndex) -> Bool {
    guard case .body(let space, let table, let row) = place, map.isPlaced(table),
      let width = width(of: row, in: table, map)
    else { return false }
    return space.side < width.side
  }

  // MARK: Areas

  /// Finds the cells of an area that ten registers tell of; false for a fault.
  private func findCells(_ register: Int, _ map: MapIndex) -> Bool {
    let r = registers
    guard let shape = Self.shape(r[register], r[register + 1], r[register + 2]) else { return fail(.offMap) }
    cells.removeAll(keepingCapacity: true)
    guard let origin = place(register + 3, map).centre else { return true }
    let target = place(register + 6, map).centre
    guard let area = Area(shape, at: origin, toward: target, by: map.measure) else { return fail(.outOfSize) }
    areas.run(area, isSpreading: r[register + 9] != 0, on: map.grid)
    cells.append(contentsOf: areas.cells)
    return true
  }

  private static func shape(_ kind: Word, _ first: Word, _ second: Word) -> AreaShape? {
    let (first, second) = (Int(first), Int(second))
    switch AreaWord(rawValue: Int(kind)) {
    case .sphere: return .sphere(radius: first)
    case .cube: return .cube(side: first)
    case .cone: return .cone(length: first)
    case .line: return .line(length: first, width: second)
    case .cylinder: return .cylinder(radius: first)
    case nil: return nil
    }
  }

  private func putCells(into register: Int) -> Bool {
    let base = collected.count
    for cell in cells { collected.append(cell.packed) }
    guard let word = build(from: base, width: 1, order: .kept) else { return fail(.outOfSize) }
    registers[register] = word
    return true
  }

  /// All rows of a table that cover one of the cells.
  private func occupants(on cells: [Cell], _ table: Int, _ map: MapIndex, into register: Int) -> Bool {
    let base = collected.count
    if map.placed.indices.contains(table) {
      for cell in cells {
        for row in map.placed[table].occupancy.rows(at: cell) { collected.append(Word(row)) }
      }
    }
    guard let word = build(from: base, width: 1, order: cells.count == 1 ? .kept : .words) else {
      return fail(.outOfSize)
    }
    registers[register] = word
    return true
  }
}
