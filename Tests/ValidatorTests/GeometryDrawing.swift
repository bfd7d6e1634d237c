import TestKit
import Testing

@testable import Validator

/// A small map and the cells that letters stand on.
///
/// `#` is solid and opaque, `|` only solid, `%` only opaque, `~` carries the third mark; all else is open ground.
struct GeometryDrawing {
  let grid: Grid
  let cells: [Character: Cell]

  init(_ text: String) {
    let rows = text.split(separator: "\n").map(Array.init)
    var cells: [Character: Cell] = [:]
    var terrain: [Marks] = []
    for (y, row) in rows.enumerated() {
      for (x, character) in row.enumerated() {
        terrain.append(Self.marks(of: character))
        if character.isLetter { cells[character] = Cell(near: x, y) }
      }
    }
    self.cells = cells
    grid = Self.grid(width: rows.first?.count ?? 0, height: rows.count, terrain: terrain)
  }

  /// The footprint at a letter.
  subscript(letter: Character, side: Int = 1) -> Footprint {
    let cell = cells[letter] ?? Cell(near: -1, -1)
    return Footprint(at: cell, side: side) ?? Footprint(cell)
  }

  /// The map with a `*` on each of the cells.
  func drawing(of marked: [Cell]) -> String {
    (0..<grid.height).map { y in
      String(
        (0..<grid.width).map { x in
          marked.contains(Cell(near: x, y)) ? "*" : grid[x, y].contains(.solid) ? "#" : "."
        })
    }.joined(separator: "\n")
  }

  static func random(width: Int, height: Int, density: Int, _ random: inout SplitMix) -> Grid {
    let terrain = (0..<width * height).map { _ -> Marks in
      guard Int.random(in: 0..<100, using: &random) < density else { return [] }
      return [.outside, .solid, .opaque, .outside][Int.random(in: 0..<4, using: &random)]
    }
    return grid(width: width, height: height, terrain: terrain)
  }

  static func grid(width: Int, height: Int, terrain: [Marks]) -> Grid {
    do {
      return try #require(Grid(width: width, height: height, terrain: terrain))
    } catch {
      // The failure is recorded; an empty map lets the test go on to its end.
      return Grid.empty
    }
  }

  private static func marks(of character: Character) -> Marks {
    switch character {
    case "#": [.solid, .opaque]
    case "|": .solid
    case "%": .opaque
    case "~": Marks(number: 2)
    default: []
    }
  }
}

/// What a segment meets, by a definition that has nothing in common with the walk along it: every cell and every corner
/// of the box around it is asked whether the segment meets it.
struct ReferenceSegment {
  let from: HalfPoint
  let to: HalfPoint

  func isStopped(by stops: (_ x: Int, _ y: Int) -> Bool) -> Bool {
    let xs = (min(from.x, to.x) / 2 - 1)...(max(from.x, to.x) / 2 + 1)
    let ys = (min(from.y, to.y) / 2 - 1)...(max(from.y, to.y) / 2 + 1)
    for y in ys {
      for x in xs {
        if crossesInside(x, y), stops(x, y) { return true }
        if passesThroughCorner(x, y) {
          let falling = (to.x - from.x).signum() == (to.y - from.y).signum()
          if falling ? stops(x, y - 1) && stops(x - 1, y) : stops(x - 1, y - 1) && stops(x, y) { return true }
        }
        if runsAlongWestBorder(x, y), stops(x - 1, y), stops(x, y) { return true }
        if runsAlongNorthBorder(x, y), stops(x, y - 1), stops(x, y) { return true }
      }
    }
    return false
  }

  private var dx: Int { to.x - from.x }
  private var dy: Int { to.y - from.y }

  /// Times are counted from 0 to the product of both lengths, so that all of them are whole.
  func crossesInside(_ x: Int, _ y: Int) -> Bool {
    let (scaleX, scaleY) = (max(abs(dy), 1), max(abs(dx), 1))
    var times = (lower: 0, upper: max(abs(dx), 1) * max(abs(dy), 1))
    for (start, change, low, scale) in [(from.x, dx, 2 * x, scaleX), (from.y, dy, 2 * y, scaleY)] {
      if change == 0 {
        if start <= low || start >= low + 2 { return false }
      } else {
        let ends = [(low - start) * change.signum() * scale, (low + 2 - start) * change.signum() * scale].sorted()
        times = (max(times.lower, ends[0]), min(times.upper, ends[1]))
      }
    }
    return times.lower < times.upper
  }

  private func passesThroughCorner(_ x: Int, _ y: Int) -> Bool {
    guard dx != 0, dy != 0 else { return false }
    let (vx, vy) = (2 * x - from.x, 2 * y - from.y)
    let along = vx * dx + vy * dy
    return vx * dy == vy * dx && along > 0 && along < dx * dx + dy * dy
  }

  private func runsAlongWestBorder(_ x: Int, _ y: Int) -> Bool {
    dx == 0 && from.x == 2 * x && max(2 * y, min(from.y, to.y)) < min(2 * y + 2, max(from.y, to.y))
  }

  private func runsAlongNorthBorder(_ x: Int, _ y: Int) -> Bool {
    dy == 0 && from.y == 2 * y && max(2 * x, min(from.x, to.x)) < min(2 * x + 2, max(from.x, to.x))
  }
}

/// Whether a cell lies open to a place, by the reference for lines.
func isOpen(_ cell: Cell, to place: HalfPoint, stops: (_ x: Int, _ y: Int) -> Bool) -> Bool {
  let (x, y) = (Int(cell.x), Int(cell.y))
  var ends = [HalfPoint(centerOf: cell)]
  for (cornerX, besideX) in [(x, x - 1), (x + 1, x + 1)] {
    for (cornerY, besideY) in [(y, y - 1), (y + 1, y + 1)] where !(stops(besideX, y) && stops(x, besideY)) {
      ends.append(HalfPoint(x: 2 * cornerX, y: 2 * cornerY))
    }
  }
  return ends.contains { !ReferenceSegment(from: place, to: $0).isStopped(by: stops) }
}
