import RulesLang

/// Where everything stands in one state: the marks in force, and who covers which cell.
final class MapIndex {
  /// Rows of one entity's table on the map.
  struct Placed {
    /// For each row its space; nil where it stands nowhere.
    var spaces: [Footprint?] = []
    var occupancy = OccupancyIndex()
    /// The column of the height, where there is one.
    var heightColumn: Int?
  }

  let grid: Grid
  let measure: Measure
  /// By table; empty where an entity is not placed.
  let placed: [Placed]

  init(grid: Grid, measure: Measure, placed: [Placed]) {
    self.grid = grid
    self.measure = measure
    self.placed = placed
  }

  func space(_ table: Int, _ row: Word) -> Footprint? {
    guard placed.indices.contains(table), placed[table].spaces.indices.contains(Int(row)) else { return nil }
    return placed[table].spaces[Int(row)]
  }
}

extension Evaluator {
  /// The map of the state that is judged; nil where the rules have none. A row whose placement faults stands nowhere.
  func mapIndex() -> MapIndex? {
    if let map { return map }
    guard let state, let info = rules.program.map, let measure = Measure(info) else { return nil }
    let terrain = state.terrain
    let marks = terrain.cells.map { Marks(rawValue: info.terrains[Int($0)].marks) }
    var grid = Grid(width: terrain.width, height: terrain.height, terrain: marks) ?? Grid.empty
    var placed = [MapIndex.Placed](repeating: MapIndex.Placed(), count: state.tableCount)
    // What may have to squeeze comes last, when all that never does stands.
    let placements = Array(zip(info.placements, program.placements))
    for (placement, code) in placements where placement.narrow == nil { place(placement, code, &grid, &placed) }
    for (placement, code) in placements where placement.narrow != nil { place(placement, code, &grid, &placed) }
    let index = MapIndex(grid: grid, measure: measure, placed: placed)
    map = index
    return index
  }

  private func place(
    _ placement: MapInfo.Placement, _ code: PlacementCode, _ grid: inout Grid, _ placed: inout [MapIndex.Placed]
  ) {
    let layout = rules.layout.tables[code.table]
    let start = program.columnStarts[code.table]
    let cells = columns[start + layout.column(placement.cellField)]
    var own = MapIndex.Placed()
    own.heightColumn = placement.heightField.map { start + layout.column($0) }
    own.spaces.reserveCapacity(rowCounts[code.table])
    for row in 0..<rowCounts[code.table] {
      let space = cells[row] == .none ? nil : space(code, Word(row), at: Cell(packed: cells[row]), on: grid)
      own.spaces.append(space)
      guard let space else { continue }
      own.occupancy.add(Int32(truncatingIfNeeded: row), on: space)
      for mark in code.marks {
        if let condition = mark.condition, call(condition, Word(row)) != 1 { continue }
        grid.add(Marks(rawValue: mark.marks), on: space)
      }
    }
    placed[code.table] = own
  }

  /// The space that a row takes at a cell; nil where its width is none.
  func space(_ code: PlacementCode, _ row: Word, at cell: Cell, on grid: Grid) -> Footprint? {
    guard let (side, narrow) = width(code, row) else { return nil }
    return grid.space(at: cell, side: side, squeezingTo: narrow)
  }

  /// How wide a row stands, and how narrow it can make itself.
  func width(_ code: PlacementCode, _ row: Word) -> (side: Int, narrow: Int)? {
    var side: Word = 1
    if let unit = code.side {
      guard let word = call(unit, row) else { return nil }
      side = word
    }
    var narrow = side
    if let unit = code.narrow {
      guard let word = call(unit, row) else { return nil }
      narrow = word
    }
    return (Int(clamping: side), Int(clamping: narrow))
  }

  func placement(of table: Int) -> PlacementCode? { program.placements.first { $0.table == table } }
}

extension Measure {
  init?(_ map: MapInfo) {
    self.init(cellSize: Int(clamping: map.cellSize), metric: map.metric == .alternating ? .alternating : .equal)
  }
}
