import TestKit
import Testing

@testable import Validator

@Suite struct GeometrySightTests {
  @Test(arguments: [
    ("a.b", true), ("a#b", false), ("a%b", false), ("a|b", true), ("ab", true),
    // The near corner is enough, but a pillar as wide as what it hides hides it.
    ("a..\n##b", true), ("a...\n..#b", true), ("a.....#.b", false), ("a#.......b", false),
    // One opaque cell beside a corner is grazed; two close it.
    ("a#\n.b", true), ("a.\n#b", true), ("a#\n#b", false), ("a%\n#b", false), ("a|\n#b", true),
    // A knight's move has two ways.
    ("a#.\n..b", true), ("a..\n.#b", true), ("a#.\n.#b", false), ("a.#\n#.b", true),
    ("a...\n.##.\n...b", false), ("a....\n.....\n..#..\n.....\n....b", false),
    ("a..#\n....\n....\n#..b", true),
  ])
  func sightInSmall(drawing: String, isSeen: Bool) {
    let map = GeometryDrawing(drawing)
    #expect(map.grid.sees(map["a"], map["b"]) == isSeen)
    #expect(map.grid.sees(map["b"], map["a"]) == isSeen)
  }

  @Test func clearPathIsStoppedBySolidOnly() {
    for (drawing, isClear) in [("a|b", false), ("a%b", true), ("a#b", false), ("a|\n|b", false), ("a|\n%b", true)] {
      let map = GeometryDrawing(drawing)
      #expect(map.grid.hasClearPath(map["a"], map["b"]) == isClear)
    }
  }

  @Test func anyPairOfCellsSuffices() {
    let map = GeometryDrawing("a.#...\n..#.b.\n......")
    #expect(!map.grid.sees(map["a"], map["b"]))
    #expect(map.grid.sees(map["a", 2], map["b", 2]))
  }

  @Test func whatOneLooksAtDoesNotHideItself() {
    var map = GeometryDrawing("a.b.c").grid
    let door = Footprint(Cell(near: 2, 0))
    map.add(.outside, on: door)
    #expect(map.sees(Footprint(Cell(near: 0, 0)), door))
    #expect(!map.sees(Footprint(Cell(near: 0, 0)), Footprint(Cell(near: 4, 0))))
    map.remove(.outside, on: door)
    #expect(map.sees(Footprint(Cell(near: 0, 0)), Footprint(Cell(near: 4, 0))))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func agreesWithTheDefinition(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let grid = GeometryDrawing.random(width: 9, height: 8, density: 5 + Int(seed % 6) * 8, &random)
    for _ in 0..<60 {
      let a = try footprint(&random)
      let b = try footprint(&random)
      for (marks, answer) in [(Marks.opaque, grid.sees(a, b)), (.solid, grid.hasClearPath(a, b))] {
        let expected =
          a.overlaps(b)
          || [(a, b), (b, a)].contains { one, other in
            one.cells.contains { start in
              other.cells.contains { end in
                isOpen(end, to: HalfPoint(centerOf: start)) { x, y in
                  !grid[x, y].isDisjoint(with: marks) && !a.contains(x: x, y: y) && !b.contains(x: x, y: y)
                }
              }
            }
          }
        #expect(answer == expected)
      }
      #expect(grid.sees(a, b) == grid.sees(b, a))
      #expect(grid.hasClearPath(a, b) == grid.hasClearPath(b, a))
    }
  }

  private func footprint(_ random: inout SplitMix) throws -> Footprint {
    let cell = Cell(near: .random(in: 0..<9, using: &random), .random(in: 0..<8, using: &random))
    return try #require(Footprint(at: cell, side: [1, 1, 1, 2, 3].randomElement(using: &random) ?? 1))
  }

  @Test func linesAreTheCellsCrossed() throws {
    let map = GeometryDrawing("......\n......\n......")
    var cells: [Cell] = []
    let line = { (x: Int, y: Int) in
      map.grid.line(from: Cell(near: 0, 0), to: Cell(near: x, y), into: &cells)
      return map.drawing(of: cells)
    }
    #expect(line(5, 2) == "**....\n.****.\n....**")
    #expect(line(2, 2) == "*.....\n.*....\n..*...")
    #expect(line(0, 0) == "*.....\n......\n......")
    #expect(line(1_000_000, 0) == "******\n......\n......")
    map.grid.line(from: Cell(near: -1, 0), to: Cell(near: 3, 0), into: &cells)
    #expect(cells == [])
  }

  @Test(arguments: [
    // The target's point is the north-west corner of `p`.
    ("a...p.", 4, 0), ("a.#.p.", 2, 0), ("a....p\n......\n......", 5, 0), ("......\na.#..p\n......", 5, 1),
    ("a#\n#p", 1, 1),
    ("a..\n.#.\n..p", 1, 1),
  ])
  func effectsBurstOnTheNearSide(drawing: String, x: Int, y: Int) throws {
    let map = GeometryDrawing(drawing)
    let cell = try #require(map.cells["p"])
    let point = map.grid.burstPoint(from: map["a"], toward: GridPoint(near: Int(cell.x), Int(cell.y)))
    #expect(point == GridPoint(x: x, y: y))
  }

  /// Wherever it bursts, it is at the point, or at a corner of a cell on the way there.
  @Test(arguments: 0..<30 as Range<UInt64>)
  func burstsWhereTheCasterReaches(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let grid = GeometryDrawing.random(width: 9, height: 8, density: 25, &random)
    for _ in 0..<40 {
      let caster = try footprint(&random)
      let target = try #require(
        GridPoint(x: .random(in: -1...10, using: &random), y: .random(in: -1...9, using: &random)))
      let point = grid.burstPoint(from: caster, toward: target)
      let touching = [(0, 0), (-1, 0), (0, -1), (-1, -1)].map { Cell(near: Int(point.x) + $0.0, Int(point.y) + $0.1) }
      let isOnTheWay = caster.cells.contains { start in
        let way = ReferenceSegment(from: HalfPoint(centerOf: start), to: HalfPoint(target))
        return touching.contains { cell in
          way.crossesInside(Int(cell.x), Int(cell.y)) && (!grid.has(.solid, at: cell) || caster.contains(cell))
        }
      }
      #expect(isOnTheWay || point == target)
      if grid.hasClearPath(caster, to: target) { #expect(point == target) }
    }
  }

  @Test func farOffTheMapIsTotal() throws {
    let map = GeometryDrawing("a.\n..")
    let far = Footprint(Cell(near: Cell.coordinates.upperBound, Cell.coordinates.lowerBound))
    #expect(!map.grid.sees(map["a"], far))
    #expect(!map.grid.sees(far, map["a"]))
    #expect(map.grid.cover(from: far, to: map["a"], behind: NoBodies()) == .total)
    _ = map.grid.burstPoint(from: far, toward: GridPoint(near: 0, 0))
    var cells: [Cell] = []
    map.grid.line(from: Cell(near: 0, 0), to: far.cell, into: &cells)
    #expect(cells == [Cell(near: 0, 0), Cell(near: 1, 0)] || cells == [Cell(near: 0, 0)])
  }
}
