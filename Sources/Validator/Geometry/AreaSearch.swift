/// Finds the cells of an effect's area on a map. It keeps its storage, so that a search allocates nothing once it has
/// been used for as large an area.
package struct AreaSearch {
  /// The cells found by the last search, by y then x.
  package private(set) var cells: [Cell] = []

  /// The part of the map that the area may take in.
  private var box = Box(xs: 0..<0, ys: 0..<0)
  /// For each cell of the box, whether the effect has spread there.
  private var isReached: [Bool] = []
  private var queue: [(x: Int, y: Int, steps: Int)] = []

  private struct Box {
    let xs: Range<Int>
    let ys: Range<Int>

    var count: Int { xs.count * ys.count }
    func index(_ x: Int, _ y: Int) -> Int { (y - ys.lowerBound) * xs.count + x - xs.lowerBound }
    func contains(_ x: Int, _ y: Int) -> Bool { xs.contains(x) && ys.contains(y) }
  }

  package init() {}

  /// Finds the cells that an effect takes in, leaving out solid ones and what is off the map. From an origin off the
  /// map it takes in nothing.
  ///
  /// Without spreading, a cell is in if it lies open to the origin: if a straight line that nothing solid stops leads
  /// to its centre or to a corner of it, as for a clear path. When it spreads, a cell is in if steps lead there, eight
  /// ways without cutting corners, from a cell that touches the origin, which may lie outside the shape, through cells
  /// of the shape; none of them solid, and for a sphere or cylinder at most as many as its radius has room for. On open
  /// ground the two are the same.
  ///
  /// - Complexity: the cells of the shape, times its reach where it does not spread.
  package mutating func run(_ area: Area, isSpreading: Bool, on grid: borrowing Grid) {
    cells.removeAll(keepingCapacity: true)
    guard (0...2 * grid.width).contains(area.origin.x), (0...2 * grid.height).contains(area.origin.y) else { return }
    box = Box(
      xs: Self.cells(around: area.origin.x, reach: area.reach).clamped(to: 0..<grid.width),
      ys: Self.cells(around: area.origin.y, reach: area.reach).clamped(to: 0..<grid.height))
    if isSpreading { spread(area, on: grid) }
    for y in box.ys {
      for x in box.xs {
        let isIn =
          isSpreading
          ? isReached[box.index(x, y)] && area.contains(x: x, y: y)
          : area.contains(x: x, y: y) && !grid[x, y].contains(.solid)
            && grid.isOpen(Cell(near: x, y), to: area.origin, stoppedBy: .solid, besides: nil, nil)
        if isIn { cells.append(Cell(near: x, y)) }
      }
    }
  }

  /// The columns or rows whose centres are within reach of a coordinate.
  private static func cells(around coordinate: Int, reach: Int) -> Range<Int> {
    let first = (coordinate - reach) >> 1
    return first..<max(first, (coordinate + reach + 1) >> 1)
  }

  /// Breadth first, so that each cell is reached in as few steps as it can be.
  private mutating func spread(_ area: Area, on grid: borrowing Grid) {
    isReached.removeAll(keepingCapacity: true)
    isReached.append(contentsOf: repeatElement(false, count: box.count))
    queue.removeAll(keepingCapacity: true)
    for y in (area.origin.y - 1) >> 1...area.origin.y >> 1 {
      for x in (area.origin.x - 1) >> 1...area.origin.x >> 1 { enter(x, y, steps: 0, on: grid) }
    }
    var next = 0
    while next < queue.count {
      let (x, y, steps) = queue[next]
      next += 1
      guard steps < area.mostSteps else { continue }
      for dy in -1...1 {
        for dx in -1...1 {
          let isCutting = grid[x + dx, y].contains(.solid) || grid[x, y + dy].contains(.solid)
          guard dx == 0 || dy == 0 || !isCutting, area.contains(x: x + dx, y: y + dy) else { continue }
          enter(x + dx, y + dy, steps: steps + 1, on: grid)
        }
      }
    }
  }

  private mutating func enter(_ x: Int, _ y: Int, steps: Int, on grid: borrowing Grid) {
    guard box.contains(x, y), !isReached[box.index(x, y)], !grid[x, y].contains(.solid) else { return }
    isReached[box.index(x, y)] = true
    queue.append((x, y, steps))
  }
}
