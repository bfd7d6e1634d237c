import TestKit
import Testing

@testable import Validator

@Suite struct GeometryAreaTests {
  private static let feet = Measure(cellSize: 5, metric: .equal)

  private func area(_ shape: AreaShape, _ x: Int, _ y: Int, toward: (Int, Int)? = nil) throws -> Area {
    let feet = try #require(Self.feet)
    let target = toward.map { HalfPoint(GridPoint(near: $0.0, $0.1)) }
    return try #require(Area(shape, at: HalfPoint(GridPoint(near: x, y)), toward: target, by: feet))
  }

  private func drawn(_ area: Area, on map: GeometryDrawing, isSpreading: Bool = false) -> String {
    var search = AreaSearch()
    search.run(area, isSpreading: isSpreading, on: map.grid)
    return map.drawing(of: search.cells)
  }

  private let open = GeometryDrawing(Array(repeating: "........", count: 6).joined(separator: "\n"))

  @Test func spheresTakeInCentres() throws {
    #expect(
      try drawn(area(.sphere(radius: 10), 3, 2), on: open) == """
        ..**....
        .****...
        .****...
        ..**....
        ........
        ........
        """)
    #expect(
      try drawn(area(.sphere(radius: 15), 0, 0), on: open) == """
        ***.....
        ***.....
        **......
        ........
        ........
        ........
        """)
    let feet = try #require(Self.feet)
    let own = try #require(Area(.cylinder(radius: 5), at: HalfPoint(centerOf: Cell(near: 1, 1)), by: feet))
    #expect(
      drawn(own, on: open) == """
        .*......
        ***.....
        .*......
        ........
        ........
        ........
        """)
  }

  @Test func cubesLieWhereTheyPoint() throws {
    #expect(
      try drawn(area(.cube(side: 15), 2, 1), on: open) == drawn(area(.cube(side: 15), 2, 1, toward: (3, 2)), on: open))
    #expect(
      try drawn(area(.cube(side: 15), 2, 3, toward: (5, 3)), on: open) == """
        ........
        ..***...
        ..***...
        ..***...
        ........
        ........
        """)
    #expect(
      try drawn(area(.cube(side: 10), 2, 3, toward: (0, 0)), on: open) == """
        ........
        **......
        **......
        ........
        ........
        ........
        """)
  }

  @Test func cubesLieBesideWhoeverTheyComeFrom() throws {
    let feet = try #require(Self.feet)
    let center = HalfPoint(centerOf: Cell(near: 3, 3))
    func wave(toward x: Int, _ y: Int) throws -> String {
      let target = HalfPoint(centerOf: Cell(near: x, y))
      return try drawn(#require(Area(.cube(side: 15), at: center, toward: target, by: feet)), on: open)
    }
    #expect(
      try wave(toward: 6, 3) == """
        ........
        ........
        ....***.
        ....***.
        ....***.
        ........
        """)
    #expect(
      try wave(toward: 0, 3) == """
        ........
        ........
        ***.....
        ***.....
        ***.....
        ........
        """)
    #expect(
      try wave(toward: 5, 5) == """
        ........
        ........
        ........
        ........
        ....***.
        ....***.
        """)
  }

  @Test func conesWidenAsTheyGo() throws {
    #expect(
      try drawn(area(.cone(length: 15), 1, 3, toward: (5, 3)), on: open) == """
        ........
        ...*....
        .***....
        .***....
        ...*....
        ........
        """)
    #expect(
      try drawn(area(.cone(length: 15), 0, 0, toward: (4, 4)), on: open) == """
        **......
        ***.....
        .*......
        ........
        ........
        ........
        """)
    #expect(try drawn(area(.cone(length: 15), 0, 0), on: open).contains("*") == false)
  }

  @Test func linesAreAsWideAsTheySay() throws {
    #expect(
      try drawn(area(.line(length: 30, width: 5), 1, 2, toward: (5, 2)), on: open) == """
        ........
        ........
        .******.
        ........
        ........
        ........
        """)
    #expect(
      try drawn(area(.line(length: 30, width: 10), 6, 2, toward: (5, 2)), on: open) == """
        ........
        ******..
        ******..
        ........
        ........
        ........
        """)
  }

  @Test func effectsStopAtWallsOrSpreadRoundThem() throws {
    let map = GeometryDrawing("........\n........\n...#....\n...#....\n...#....\n...#....")
    let fireball = try area(.sphere(radius: 20), 3, 3)
    #expect(
      drawn(fireball, on: map) == """
        ****....
        ****....
        ***#....
        ***#....
        ***#....
        ***#....
        """)
    #expect(
      drawn(fireball, on: map, isSpreading: true) == """
        *****...
        *****...
        ***#....
        ***#....
        ***#....
        ***#....
        """)
  }

  @Test func nothingBeyondTheMap() throws {
    #expect(try !drawn(area(.sphere(radius: 15), -1, 0), on: open).contains("*"))
    #expect(try !drawn(area(.sphere(radius: 15), 0, 7), on: open).contains("*"))
    #expect(try drawn(area(.sphere(radius: 5), 8, 6), on: open).filter { $0 == "*" }.count == 1)
  }

  @Test func lengthsHaveLimits() throws {
    let feet = try #require(Self.feet)
    let origin = HalfPoint(GridPoint(near: 0, 0))
    #expect(Area(.sphere(radius: 640), at: origin, by: feet) != nil)
    #expect(Area(.sphere(radius: 643), at: origin, by: feet) == nil)
    #expect(Area(.cone(length: -1), at: origin, by: feet) == nil)
    #expect(Area(.line(length: 5, width: .max), at: origin, by: feet) == nil)
    #expect(feet.halfCells(7) == 2)
    #expect(feet.halfCells(8) == 3)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func agreesWithTheDefinition(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let feet = try #require(Self.feet)
    var search = AreaSearch()
    for _ in 0..<12 {
      let grid = GeometryDrawing.random(width: 9, height: 8, density: Int(seed % 4) * 10, &random)
      let length = Int.random(in: 0...30, using: &random)
      let shape: AreaShape =
        [
          .sphere(radius: length), .cube(side: length), .cone(length: length),
          .line(length: length, width: 5 + length / 3),
        ].randomElement(using: &random) ?? .sphere(radius: 5)
      let origin = HalfPoint(GridPoint(near: .random(in: 0...9, using: &random), .random(in: 0...8, using: &random)))
      let target = HalfPoint(
        GridPoint(near: .random(in: -5...12, using: &random), .random(in: -5...12, using: &random)))
      let area = try #require(Area(shape, at: origin, toward: target, by: feet))

      let plain = cells(of: grid).filter { cell in
        takesIn(cell, shape, origin, target) && !grid.has(.solid, at: cell)
          && isOpen(cell, to: origin) { grid[$0, $1].contains(.solid) }
      }
      search.run(area, isSpreading: false, on: grid)
      #expect(search.cells == plain, "\(shape) from \(origin) toward \(target)")
      #expect(search.cells == search.cells.sorted())

      search.run(area, isSpreading: true, on: grid)
      let spread = search.cells
      #expect(spread.allSatisfy { takesIn($0, shape, origin, target) && !grid.has(.solid, at: $0) })
      #expect(spread == spread.sorted())
      #expect(Set(spread) == flooded(shape, origin, target, grid))
    }
  }

  /// On open ground it makes no difference whether an effect spreads.
  @Test(arguments: 0...24)
  func spreadingFillsOpenGround(halves: Int) throws {
    let measure = try #require(Measure(cellSize: 2, metric: .equal))
    let grid = GeometryDrawing.grid(width: 30, height: 30, terrain: Array(repeating: [], count: 900))
    var search = AreaSearch()
    for origin in [HalfPoint(GridPoint(near: 14, 15)), HalfPoint(centerOf: Cell(near: 15, 14))] {
      for shape in [
        AreaShape.sphere(radius: halves), .cube(side: halves), .cone(length: halves), .line(length: halves, width: 4),
      ] {
        for target in [HalfPoint(x: 60, y: origin.y), HalfPoint(x: 3, y: 9), HalfPoint(x: origin.x, y: 0)] {
          let area = try #require(Area(shape, at: origin, toward: target, by: measure))
          search.run(area, isSpreading: false, on: grid)
          let plain = search.cells
          search.run(area, isSpreading: true, on: grid)
          #expect(search.cells == plain, "\(shape) from \(origin) toward \(target)")
        }
      }
    }
  }

  private func cells(of grid: Grid) -> [Cell] {
    (0..<grid.height).flatMap { y in (0..<grid.width).map { x in Cell(near: x, y) } }
  }

  /// The definitions once more, in floating point with a little room where borders are part of the shape.
  private func takesIn(_ cell: Cell, _ shape: AreaShape, _ origin: HalfPoint, _ target: HalfPoint) -> Bool {
    let half = { (feet: Int) in Double(feet * 2 / 5) }
    let (vx, vy) = (Double(2 * Int(cell.x) + 1 - origin.x), Double(2 * Int(cell.y) + 1 - origin.y))
    let (ux, uy) = (Double(target.x - origin.x), Double(target.y - origin.y))
    let length = (ux * ux + uy * uy).squareRoot()
    let along = (vx * ux + vy * uy) / length
    let right = (ux * vy - uy * vx) / length
    let room = 1e-9
    switch shape {
    case .sphere(let radius), .cylinder(let radius): return (vx * vx + vy * vy).squareRoot() <= half(radius) + room
    case .cube(let side):
      let cells = Double(side / 5)
      if length == 0 { return vx >= 0 && vx < 2 * cells && vy >= 0 && vy < 2 * cells }
      return [(vx, ux), (vy, uy)].allSatisfy { v, u in
        if u > 0 { return v > 0 && v <= 2 * cells }
        let start = u < 0 ? -2 * cells : -cells
        return v >= start && v < start + 2 * cells
      }
    case .cone(let reach):
      guard length > 0, along > room, along <= half(reach) + room else { return false }
      return abs(right) * 2 <= along + 1 + room
    case .line(let reach, let width):
      guard length > 0, along > room, along <= half(reach) + room else { return false }
      return right <= half(width) / 2 + room && -right < half(width) / 2 - room
    }
  }

  private func isTouching(_ cell: Cell, _ origin: HalfPoint) -> Bool {
    let center = HalfPoint(centerOf: cell)
    return abs(center.x - origin.x) <= 1 && abs(center.y - origin.y) <= 1
  }

  /// Rounds of spreading by one step, as many as there are.
  private func flooded(_ shape: AreaShape, _ origin: HalfPoint, _ target: HalfPoint, _ grid: Grid) -> Set<Cell> {
    let ground = Set(cells(of: grid).filter { takesIn($0, shape, origin, target) && !grid.has(.solid, at: $0) })
    var reached = Set(cells(of: grid).filter { isTouching($0, origin) && !grid.has(.solid, at: $0) })
    var rounds = 100
    if case .sphere(let radius) = shape { rounds = (radius * 2 / 5 - 1) / 2 }
    for _ in 0..<max(rounds, 0) {
      reached.formUnion(
        ground.filter { cell in
          reached.contains { from in
            abs(from.x - cell.x) <= 1 && abs(from.y - cell.y) <= 1
              && !grid.isCuttingCorner(from: Footprint(from), to: Footprint(cell))
          }
        })
    }
    return reached.intersection(ground)
  }
}
