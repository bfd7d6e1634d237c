import TestKit
import Testing

@testable import Validator

@Suite struct GeometryGridTests {
  @Test func outsideIsSolidAndOpaque() {
    let map = GeometryDrawing("..\n..").grid
    #expect(map[Cell(near: -1, 0)] == .outside)
    #expect(map[Cell(near: 0, 2)] == .outside)
    #expect(map[Cell(near: Cell.coordinates.upperBound, Cell.coordinates.upperBound)] == .outside)
    #expect(map[Cell(near: 1, 1)] == [])
    #expect(map.index(of: Cell(near: 1, 1)) == 3)
    #expect(map.index(of: Cell(near: 2, 1)) == nil)
  }

  @Test func sizesHaveLimits() {
    #expect(Grid(width: 2, height: 2, terrain: [[], [], []]) == nil)
    #expect(Grid(width: -1, height: 0, terrain: []) == nil)
    #expect(Grid(width: Grid.longestEdge + 1, height: 0, terrain: []) == nil)
    #expect(Grid(width: .max, height: .max, terrain: []) == nil)
    #expect(Grid(width: 0, height: 0, terrain: []) != nil)
  }

  @Test func spacesSqueezeWhereTheyDoNotFit() throws {
    let map = GeometryDrawing("....\n..#.\n....").grid
    #expect(map.space(at: Cell(near: 0, 0), side: 2, squeezingTo: 1)?.side == 2)
    #expect(map.space(at: Cell(near: 1, 0), side: 2, squeezingTo: 1)?.side == 1)
    #expect(map.space(at: Cell(near: 3, 0), side: 2, squeezingTo: 1)?.side == 1)
    #expect(map.space(at: Cell(near: 1, 0), side: 2, squeezingTo: 2)?.side == 2)
    #expect(map.space(at: Cell(near: 0, 0), side: 0, squeezingTo: 1) == nil)
  }

  @Test func stepsEnterTheNewCells() throws {
    let at = { (x: Int, y: Int) throws in try #require(Footprint(at: Cell(near: x, y), side: 2)) }
    let entered = try Array(at(1, 1).cells(besides: at(0, 0)))
    #expect(entered == [Cell(near: 2, 1), Cell(near: 1, 2), Cell(near: 2, 2)])
    #expect(try Array(at(1, 0).cells(besides: at(0, 0))) == [Cell(near: 2, 0), Cell(near: 2, 1)])
    #expect(try Array(at(0, 0).cells(besides: at(0, 0))) == [])
    #expect(try Array(at(0, 0).cells) == [Cell(near: 0, 0), Cell(near: 1, 0), Cell(near: 0, 1), Cell(near: 1, 1)])
  }

  /// However things come and go, a cell has the marks of its terrain and of what stands on it.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func marksFollowWhatStandsThere(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let bare = GeometryDrawing.random(width: 6, height: 5, density: 30, &random)
    var grid = bare
    var standing: [(Marks, Footprint)] = []
    for _ in 0..<60 {
      if Bool.random(using: &random), let index = standing.indices.randomElement(using: &random) {
        let (marks, footprint) = standing.remove(at: index)
        grid.remove(marks, on: footprint)
      } else {
        let cell = Cell(near: .random(in: -2..<7, using: &random), .random(in: -2..<6, using: &random))
        let footprint = try #require(Footprint(at: cell, side: .random(in: 1...3, using: &random)))
        let marks = Marks(rawValue: .random(in: 0..<8, using: &random))
        standing.append((marks, footprint))
        grid.add(marks, on: footprint)
      }
      for y in -1...5 {
        for x in -1...6 {
          let expected = standing.filter { $0.1.contains(x: x, y: y) }.reduce(bare[x, y]) { $0.union($1.0) }
          #expect(grid[x, y] == (bare.contains(x: x, y: y) ? expected : .outside))
        }
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func theIndexKnowsWhoStandsWhere(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var index = OccupancyIndex()
    var standing: [Cell: Set<Int32>] = [:]
    var placed: [(Int32, Footprint)] = []
    for round in 0..<300 {
      if Int.random(in: 0..<5, using: &random) < 2, let place = placed.indices.randomElement(using: &random) {
        let (row, footprint) = placed.remove(at: place)
        index.remove(row, on: footprint)
        for cell in footprint.cells { standing[cell]?.remove(row) }
      } else {
        let spread = seed % 2 == 0 ? 4 : 1000
        let cell = Cell(
          near: .random(in: -spread...spread, using: &random), .random(in: -spread...spread, using: &random))
        let footprint = try #require(Footprint(at: cell, side: .random(in: 1...3, using: &random)))
        let row = Int32(round * 7 % 300)
        index.add(row, on: footprint)
        placed.append((row, footprint))
        for cell in footprint.cells { standing[cell, default: []].insert(row) }
      }
      if round % 20 == 0 || round > 295 {
        for (cell, rows) in standing { #expect(Array(index.rows(at: cell)) == rows.sorted()) }
        #expect(standing.allSatisfy { index.isEmpty($0.key) == $0.value.isEmpty })
      }
    }
    index.removeAll()
    #expect(standing.keys.allSatisfy { index.isEmpty($0) })
  }

  @Test func addingTwiceIsAddingOnce() {
    var index = OccupancyIndex()
    let cell = Footprint(Cell(near: 3, 3))
    index.add(2, on: cell)
    index.add(2, on: cell)
    index.add(1, on: cell)
    #expect(Array(index.rows(at: cell.cell)) == [1, 2])
    index.remove(2, on: cell)
    index.remove(2, on: cell)
    #expect(Array(index.rows(at: cell.cell)) == [1])
  }

  /// A pile on one cell, noted in order, takes no longer than as many single cells.
  @Test func pilesAreCheap() {
    var index = OccupancyIndex()
    let cell = Footprint(Cell(near: 0, 0))
    for row in 0..<50_000 as Range<Int32> { index.add(row, on: cell) }
    #expect(index.rows(at: cell.cell).reduce(0) { $0 + Int($1) } == 1_249_975_000)
  }
}
