import TestKit
import Testing

@testable import Validator

@Suite struct GeometryDistanceTests {
  private let equal = Measure(cellSize: 5, metric: .equal)
  private let alternating = Measure(cellSize: 5, metric: .alternating)

  private func space(_ x: Int, _ y: Int, _ side: Int = 1) throws -> Footprint {
    let cell = try #require(Cell(x: x, y: y))
    return try #require(Footprint(at: cell, side: side))
  }

  @Test(arguments: [
    (0, 0, 0, 0), (1, 0, 5, 5), (1, 1, 5, 5), (2, 2, 10, 15), (3, 3, 15, 20), (4, 1, 20, 20), (4, 2, 20, 25),
    (-3, 4, 20, 25),
  ])
  func singleCells(x: Int, y: Int, equalFeet: Int, alternatingFeet: Int) throws {
    #expect(try equal?.distance(space(0, 0), space(x, y)) == equalFeet)
    #expect(try alternating?.distance(space(0, 0), space(x, y)) == alternatingFeet)
  }

  @Test func nearestCellsCount() throws {
    #expect(try equal?.distance(space(0, 0, 3), space(3, 1)) == 5)
    #expect(try equal?.distance(space(0, 0, 3), space(5, 5, 2)) == 15)
    #expect(try equal?.distance(space(0, 0, 4), space(2, 3, 2)) == 0)
    #expect(try space(0, 0, 2).isAdjacent(to: space(2, 2)))
    #expect(try !space(0, 0, 2).isAdjacent(to: space(3, 2)))
    #expect(try !space(0, 0, 2).isAdjacent(to: space(1, 1)))
  }

  /// 7 ft up is two cells; a step in all three axes is one diagonal.
  @Test func heightIsAThirdAxis() throws {
    #expect(try equal?.distance(space(0, 0), height: 0, space(1, 0), height: 7) == 10)
    #expect(try equal?.distance(space(0, 0), height: 30, space(4, 0), height: 0) == 30)
    #expect(try alternating?.distance(space(0, 0), height: 0, space(2, 2), height: 10) == 15)
    #expect(try alternating?.distance(space(0, 0), height: -10, space(4, 1), height: 10) == 30)
    #expect(try equal?.distance(space(0, 0), height: .min, space(1, 0), height: .max) == nil)
    #expect(try equal?.distance(space(0, 0), height: .max, space(1, 0), height: 0) == nil)
    #expect(try equal?.distance(space(0, 0), height: .min, space(1, 0), height: 0) == nil)
    #expect(
      try Measure(cellSize: 1, metric: .alternating)?.distance(space(0, 0), height: .max, space(9, 9), height: 0) == nil
    )
  }

  @Test func pointsAreCorners() throws {
    let corner = { (x: Int, y: Int) throws in try #require(GridPoint(x: x, y: y)) }
    #expect(try equal?.distance(space(0, 0), corner(1, 1)) == 0)
    #expect(try equal?.distance(space(0, 0), corner(31, 0)) == 150)
    #expect(try equal?.distance(space(0, 0), corner(-30, 4)) == 150)
    #expect(try alternating?.distance(corner(0, 0), corner(4, -4)) == 30)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func agreesWithTheNearestOfAllPairs(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    for _ in 0..<50 {
      let a = try space(
        .random(in: -9...9, using: &random), .random(in: -9...9, using: &random), .random(in: 1...4, using: &random))
      let b = try space(
        .random(in: -9...9, using: &random), .random(in: -9...9, using: &random), .random(in: 1...4, using: &random))
      for measure in [try #require(equal), try #require(alternating)] {
        let pairs = a.cells.flatMap { first in b.cells.compactMap { measure.distance(Footprint(first), Footprint($0)) }
        }
        #expect(measure.distance(a, b) == pairs.min())
        #expect(measure.distance(a, b) == measure.distance(b, a))
      }
    }
  }

  /// The alternating distance is what the cheapest steps cost, found by search on an open map.
  @Test func alternatingIsTheCostOfTheCheapestSteps() throws {
    let grid = GeometryDrawing.grid(width: 15, height: 15, terrain: Array(repeating: [], count: 225))
    var search = MovementSearch()
    var rules = TestSteps(grid: grid, straight: 5, diagonals: (5, 10))
    let start = Cell(near: 7, 7)
    #expect(search.run(from: start, on: grid, by: &rules))
    #expect(search.ends.count == 224)
    for end in search.ends {
      #expect(alternating?.distance(Footprint(start), Footprint(end.cell)) == end.cost)
    }
  }

  @Test func edgesOfTheRangesAreTotal() throws {
    let far = try #require(Cell(x: Cell.coordinates.upperBound, y: Cell.coordinates.lowerBound))
    let near = try #require(Cell(x: Cell.coordinates.lowerBound, y: Cell.coordinates.upperBound))
    #expect(Cell(x: Cell.coordinates.upperBound + 1, y: 0) == nil)
    #expect(far.offset(x: .max, y: .max) == nil)
    #expect(far.offset(x: .min, y: 0) == nil)
    #expect(far.offset(x: -1, y: 1) != nil)
    #expect(
      Measure(cellSize: 1 << 20, metric: .alternating)?.distance(Footprint(far), Footprint(near)) == 3_000_000_000 << 20
    )
    #expect(Measure(cellSize: 0, metric: .equal) == nil)
    #expect(Footprint(at: far, side: 0) == nil)
    #expect(Footprint(at: far, side: 17) == nil)
    let wide = try #require(Footprint(at: far, side: 16))
    #expect(Array(wide.cells).count == 16)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func packedCellsKeepTheirOrder(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    for _ in 0..<100 {
      let cells = try (0..<2).map { _ in
        try #require(
          Cell(x: .random(in: Cell.coordinates, using: &random), y: .random(in: Cell.coordinates, using: &random)))
      }
      #expect(Cell(packed: cells[0].packed) == cells[0])
      #expect(cells[0].packed >= 0)
      #expect((cells[0] < cells[1]) == (cells[0].packed < cells[1].packed))
    }
    // Any word is some cell: no word can trap.
    _ = Cell(packed: .min)
    _ = Cell(packed: .max).packed
    let corner = try #require(GridPoint(x: GridPoint.coordinates.upperBound, y: GridPoint.coordinates.upperBound))
    #expect(GridPoint(packed: corner.packed) == corner)
  }
}
