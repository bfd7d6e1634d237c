import TestKit
import Testing

@testable import Validator

private struct Bodies: CoveringBodies {
  let cells: Set<Cell>
  func isCovered(_ cell: Cell) -> Bool { cells.contains(cell) }
}

@Suite struct GeometryCoverTests {
  /// `c` is another creature.
  @Test(arguments: [
    ("a...b", Cover.none),
    ("a.#.b", .total),
    ("a.c.b", .half),
    ("#####\na...b\n#####", .none),
    ("a#\n.b", .none), ("a#\n#b", .total),
    ("a...\n..#b", .half), ("a...\n.##b", .half),
    ("a.c.\n...b", .none),
    ("....\na.c.\n...b\n....", .none),
    ("a.....#\n...##..\n......#\n#...#.b\n..#....", .threeQuarters),
    ("a|b", .total), ("a%b", .none),
  ])
  func coverInSmall(drawing: String, expected: Cover) {
    let map = GeometryDrawing(drawing)
    let bodies = Bodies(cells: Set(map.cells["c"].map { [$0] } ?? []))
    #expect(map.grid.cover(from: map["a"], to: map["b"], behind: bodies) == expected)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func agreesWithTheDefinition(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let grid = GeometryDrawing.random(width: 8, height: 7, density: 5 + Int(seed % 5) * 8, &random)
    let bodies = Bodies(
      cells: Set(
        (0..<6).map { _ in Cell(near: .random(in: 0..<8, using: &random), .random(in: 0..<7, using: &random)) }))
    for _ in 0..<40 {
      let a = try footprint(&random)
      let b = try footprint(&random)
      #expect(grid.cover(from: a, to: b, behind: bodies) == reference(grid, a, b, bodies))
      if grid.cover(from: a, to: b, behind: NoBodies()) == .total { #expect(!grid.hasClearPath(a, b)) }
    }
  }

  private func footprint(_ random: inout SplitMix) throws -> Footprint {
    let cell = Cell(near: .random(in: 0..<8, using: &random), .random(in: 0..<7, using: &random))
    return try #require(Footprint(at: cell, side: [1, 1, 1, 2].randomElement(using: &random) ?? 1))
  }

  private func reference(_ grid: Grid, _ a: Footprint, _ b: Footprint, _ bodies: Bodies) -> Cover {
    guard grid.hasClearPath(a, b) else { return .total }
    func isOwn(_ x: Int, _ y: Int) -> Bool { a.contains(x: x, y: y) || b.contains(x: x, y: y) }
    let covers = a.cells.flatMap { corners(of: Footprint($0)) }.flatMap { corner in
      b.cells.map { cell -> Cover in
        let lines = corners(of: Footprint(cell)).map { ReferenceSegment(from: corner, to: $0) }
        let solid = lines.filter { $0.isStopped { x, y in !isOwn(x, y) && grid[x, y].contains(.solid) } }
        let any = lines.filter {
          $0.isStopped { x, y in
            !isOwn(x, y) && (grid[x, y].contains(.solid) || bodies.isCovered(Cell(near: x, y)))
          }
        }
        return solid.count >= 3 ? .threeQuarters : any.isEmpty ? .none : .half
      }
    }
    return covers.min() ?? .total
  }

  private func corners(of footprint: Footprint) -> [HalfPoint] {
    [footprint.minX, footprint.maxX + 1].flatMap { x in
      [footprint.minY, footprint.maxY + 1].map { y in HalfPoint(x: 2 * x, y: 2 * y) }
    }
  }

  /// Who is as wide as that chooses the middle of its space, right before the gap.
  @Test func theWideSeeIntoAGap() throws {
    let map = GeometryDrawing("#....\nb....\n#....")
    let giant = try #require(Footprint(at: Cell(near: 1, 0), side: 3))
    #expect(map.grid.cover(from: giant, to: map["b"], behind: NoBodies()) == .none)
    #expect(map.grid.cover(from: map["b"], to: giant, behind: NoBodies()) == .none)
  }

  @Test func pointsHaveOneCorner() throws {
    let pillar = GeometryDrawing("....\n.#b.\n....")
    #expect(pillar.grid.cover(from: GridPoint(near: 1, 1), to: pillar["b"], behind: NoBodies()) == .half)
    #expect(pillar.grid.cover(from: GridPoint(near: 3, 0), to: pillar["b"], behind: NoBodies()) == .none)
    let wall = GeometryDrawing("....\n.#..\n.#b.\n.#..\n....")
    #expect(wall.grid.cover(from: GridPoint(near: 1, 2), to: wall["b"], behind: NoBodies()) == .total)
  }

  @Test func othersAreAllButTheTwo() {
    let map = GeometryDrawing("a.c.b")
    var index = OccupancyIndex()
    for (row, letter) in zip([0, 1, 2] as [Int32], "abc") { index.add(row, on: map[letter]) }
    let cover = { (target: Character, one: Int32, other: Int32) in
      map.grid.cover(from: map["a"], to: map[target], behind: OtherBodies(in: index, besides: one, other))
    }
    #expect(cover("b", 0, 1) == .half)
    #expect(cover("b", 0, 2) == .none)
    #expect(cover("c", 0, 2) == .none)
  }
}
