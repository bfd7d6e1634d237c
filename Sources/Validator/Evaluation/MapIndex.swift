import RulesLang

/// Where everything stands in one state: the marks in force, and who covers which cell.
///
/// It remembers the words that places follow from. So when another state is looked at, or a round of consequences has
/// moved something, only the rows whose words have changed are placed anew: see ``follow(_:)``.
final class MapIndex {
  /// How wide a row stands, and how narrow it can make itself.
  struct Width {
    let side: Int
    let narrow: Int
  }

  /// Rows of one entity's table on the map.
  struct Placed {
    /// Whether the map places rows of this table at all.
    var isPlaced = false
    /// For each row its space; nil where it stands nowhere.
    var spaces: [Footprint?] = []
    /// Its width, where it stands somewhere.
    var widths: [Width?] = []
    /// What it marks its cells as.
    var marks: [Marks] = []
    var occupancy = OccupancyIndex()
    /// The column of the height, where there is one.
    var heightColumn: Int?
    /// The words that all this follows from: those of ``PlacementCode/columns``, row by row.
    var words: [Word] = []
  }

  @exclusivity(unchecked) private(set) var grid: Grid
  let measure: Measure
  /// By table; empty where an entity is not placed.
  @exclusivity(unchecked) private(set) var placed: [Placed]
  private let terrain: Terrain
  /// Whether a row has been placed or lifted that is solid: what squeezes has to find its place again.
  private var hasSolidMoved = false

  private init(grid: Grid, measure: Measure, placed: [Placed], terrain: Terrain) {
    self.grid = grid
    self.measure = measure
    self.placed = placed
    self.terrain = terrain
  }

  /// One that changes by itself.
  convenience init(copyOf other: MapIndex) {
    self.init(grid: other.grid, measure: other.measure, placed: other.placed, terrain: other.terrain)
  }

  func space(_ table: Int, _ row: Word) -> Footprint? {
    guard placed.indices.contains(table), placed[table].spaces.indices.contains(Int(row)) else { return nil }
    return placed[table].spaces[Int(row)]
  }

  /// How wide a row stands; nil where it stands nowhere.
  func width(_ table: Int, _ row: Word) -> Width? {
    guard placed.indices.contains(table), placed[table].widths.indices.contains(Int(row)) else { return nil }
    return placed[table].widths[Int(row)]
  }

  func isPlaced(_ table: Int) -> Bool { placed.indices.contains(table) && placed[table].isPlaced }

  /// Whether no row of a table stands on a cell.
  func isEmpty(_ cell: Cell, of table: Int) -> Bool {
    !placed.indices.contains(table) || placed[table].occupancy.isEmpty(cell)
  }
}

// MARK: Placing

extension MapIndex {
  /// Places all rows of the tables that an evaluator looks at.
  convenience init(_ evaluator: Evaluator, of state: State, _ info: MapInfo, _ measure: Measure) {
    let marks = info.terrains.map { Marks(rawValue: $0.marks) }
    let terrain = state.terrain
    let cells = terrain.cells.map { marks.indices.contains(Int($0)) ? marks[Int($0)] : Marks() }
    self.init(
      grid: Grid(width: terrain.width, height: terrain.height, terrain: cells) ?? .empty, measure: measure,
      placed: Array(repeating: Placed(), count: state.tableCount), terrain: terrain)
    // What may have to squeeze comes last, when all that never does stands.
    for isSqueezing in [false, true] {
      for code in evaluator.program.placements where (code.narrow != nil) == isSqueezing {
        placed[code.table].isPlaced = true
        placed[code.table].heightColumn = code.heightColumn
        for row in 0..<evaluator.rowCounts[code.table] {
          placed[code.table].words.append(contentsOf: code.words(of: row, evaluator))
          let (space, width, marks) = find(row, code, evaluator)
          placed[code.table].spaces.append(space)
          placed[code.table].widths.append(width)
          placed[code.table].marks.append(marks)
          put(row, of: code.table)
        }
      }
    }
  }

  /// Places rows anew whose words have changed. False where it is easier to begin again.
  func follow(_ evaluator: Evaluator, to state: State) -> Bool {
    guard terrain == state.terrain, evaluator.program.placements.allSatisfy({ canFollow($0, evaluator) }) else {
      return false
    }
    hasSolidMoved = false
    for code in evaluator.program.placements where code.narrow == nil { follow(code, evaluator) }
    for code in evaluator.program.placements where code.narrow != nil { follow(code, evaluator) }
    if hasSolidMoved { squeezeAgain(evaluator) }
    return true
  }

  private func canFollow(_ code: PlacementCode, _ evaluator: Evaluator) -> Bool {
    code.followsWords && placed[code.table].spaces.count == evaluator.rowCounts[code.table]
  }

  private func follow(_ code: PlacementCode, _ evaluator: Evaluator) {
    let width = code.columns.count
    for row in 0..<evaluator.rowCounts[code.table] {
      var hasChanged = false
      for (index, column) in code.columns.enumerated() {
        let word = evaluator.columns[column][row]
        if placed[code.table].words[row * width + index] != word {
          placed[code.table].words[row * width + index] = word
          hasChanged = true
        }
      }
      if hasChanged {
        lift(row, of: code.table)
        place(row, code, evaluator)
      }
    }
  }

  /// All that squeezes finds its place again, in the order in which it did at first.
  private func squeezeAgain(_ evaluator: Evaluator) {
    let squeezing = evaluator.program.placements.filter { $0.narrow != nil }
    for code in squeezing {
      for row in placed[code.table].spaces.indices { lift(row, of: code.table) }
    }
    for code in squeezing {
      for row in placed[code.table].spaces.indices { place(row, code, evaluator) }
    }
  }

  private func place(_ row: Int, _ code: PlacementCode, _ evaluator: Evaluator) {
    let (space, width, marks) = find(row, code, evaluator)
    placed[code.table].spaces[row] = space
    placed[code.table].widths[row] = width
    placed[code.table].marks[row] = marks
    put(row, of: code.table)
  }

  /// Where a row stands on the grid as it is, and what it marks. A row whose placement faults stands nowhere.
  private func find(_ row: Int, _ code: PlacementCode, _ evaluator: Evaluator) -> (Footprint?, Width?, Marks) {
    let cell = evaluator.columns[code.cellColumn][row]
    guard cell != .none, let width = evaluator.width(code, Word(row)),
      let space = grid.space(at: Cell(packed: cell), side: width.side, squeezingTo: width.narrow)
    else { return (nil, nil, []) }
    var marks: Marks = []
    for mark in code.marks {
      if let condition = mark.condition, evaluator.ask(condition, Word(row)) != 1 { continue }
      marks.formUnion(Marks(rawValue: mark.marks))
    }
    return (space, width, marks)
  }

  private func put(_ row: Int, of table: Int) {
    guard let space = placed[table].spaces[row] else { return }
    let marks = placed[table].marks[row]
    placed[table].occupancy.add(Int32(truncatingIfNeeded: row), on: space)
    grid.add(marks, on: space)
    if marks.contains(.solid) { hasSolidMoved = true }
  }

  private func lift(_ row: Int, of table: Int) {
    guard let space = placed[table].spaces[row] else { return }
    let marks = placed[table].marks[row]
    placed[table].occupancy.remove(Int32(truncatingIfNeeded: row), on: space)
    grid.remove(marks, on: space)
    if marks.contains(.solid) { hasSolidMoved = true }
  }
}

extension PlacementCode {
  fileprivate func words(of row: Int, _ evaluator: Evaluator) -> [Word] { columns.map { evaluator.columns[$0][row] } }
}

// MARK: The evaluator's

extension Evaluator {
  /// The map of the state that is judged; nil where the rules have none.
  func mapIndex() -> MapIndex? {
    if let map { return map }
    guard let state, let info = rules.program.map, let measure = Measure(info) else { return nil }
    if let kept = keptMap, kept.follow(self, to: state) {
      map = kept
      return kept
    }
    let index = MapIndex(self, of: state, info, measure)
    keptMap = index
    map = index
    return index
  }

  /// The space that a row takes at a cell; nil where its width is none.
  func space(of row: Word, in table: Int, at cell: Cell, _ map: MapIndex) -> Footprint? {
    guard let width = width(of: row, in: table, map) else { return nil }
    return map.grid.space(at: cell, side: width.side, squeezingTo: width.narrow)
  }

  /// How wide a row of a table that the map places stands, wherever it does; nil for a fault.
  func width(of row: Word, in table: Int, _ map: MapIndex) -> MapIndex.Width? {
    if let known = map.width(table, row) { return known }
    guard let code = program.placements.first(where: { $0.table == table }) else { return nil }
    return width(code, row)
  }

  func width(_ code: PlacementCode, _ row: Word) -> MapIndex.Width? {
    var side: Word = 1
    if let unit = code.side {
      guard let word = ask(unit, row) else { return nil }
      side = word
    }
    var narrow = side
    if let unit = code.narrow {
      guard let word = ask(unit, row) else { return nil }
      narrow = word
    }
    return MapIndex.Width(side: Int(clamping: side), narrow: Int(clamping: narrow))
  }
}

extension Measure {
  init?(_ map: MapInfo) {
    self.init(cellSize: Int(clamping: map.cellSize), metric: map.metric == .alternating ? .alternating : .equal)
  }
}
