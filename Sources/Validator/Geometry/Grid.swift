/// The map as geometry sees it: marks by cell, of the terrain and of what stands on it.
///
/// The marks in force lie in one flat array, row by row, so that a query reads one word a cell. The terrain's own marks
/// are kept apart and shared between copies; how many things put a mark on a cell is counted only where some do.
package struct Grid: Sendable {
  package let width: Int
  package let height: Int
  private let terrain: [Marks]
  /// INVARIANT: one element a cell; the terrain's marks and those that ``layer`` counts.
  private var marks: [Marks]
  private var layer: [Layered: Int] = [:]

  private struct Layered: Hashable {
    let cell: Int
    let mark: Int
  }

  /// The longest edge a map may have: arithmetic on its coordinates stays within 64 bits.
  package static let longestEdge = 8192
  /// The most cells a map may have.
  package static let mostCells = 1 << 22

  /// A map without a cell.
  package static let empty = Grid()

  private init() { (width, height, terrain, marks) = (0, 0, [], []) }

  /// A map with the terrain's marks, row by row from the north-west; `nil` where the sizes do not fit.
  package init?(width: Int, height: Int, terrain: [Marks]) {
    guard (0...Self.longestEdge).contains(width), (0...Self.longestEdge).contains(height),
      width * height <= Self.mostCells, terrain.count == width * height
    else { return nil }
    self.width = width
    self.height = height
    self.terrain = terrain
    marks = terrain
  }

  /// Whether the cell is on the map.
  package func contains(_ cell: Cell) -> Bool { contains(x: Int(cell.x), y: Int(cell.y)) }

  func contains(x: Int, y: Int) -> Bool { x >= 0 && x < width && y >= 0 && y < height }

  /// The place of a cell, counted row by row; `nil` off the map.
  package func index(of cell: Cell) -> Int? {
    contains(cell) ? Int(cell.y) * width + Int(cell.x) : nil
  }

  /// The marks of a cell; off the map, solid and opaque.
  package subscript(cell: Cell) -> Marks { self[Int(cell.x), Int(cell.y)] }

  subscript(x: Int, y: Int) -> Marks {
    contains(x: x, y: y) ? marks[y * width + x] : .outside
  }

  /// Whether a cell has one of the marks.
  package func has(_ marks: Marks, at cell: Cell) -> Bool { !self[cell].isDisjoint(with: marks) }

  /// Whether no cell of the footprint is solid.
  package func fits(_ footprint: Footprint) -> Bool {
    for y in footprint.minY...footprint.maxY {
      for x in footprint.minX...footprint.maxX where self[x, y].contains(.solid) { return false }
    }
    return true
  }

  /// The space that something `side` cells wide takes at a cell: that square, or the `narrow` one where it does not
  /// fit. `nil` where a width is out of ``Footprint/sides``.
  ///
  /// It reads the marks as they are: what is itself solid must be lifted off the map before it is placed.
  package func space(at cell: Cell, side: Int, squeezingTo narrow: Int) -> Footprint? {
    guard let full = Footprint(at: cell, side: side), let squeezed = Footprint(at: cell, side: narrow) else {
      return nil
    }
    return narrow >= side || fits(full) ? full : squeezed
  }

  /// Whether a diagonal step cuts a corner: the box around the two spaces has two cells that are in neither, and one of
  /// them is solid. Where the spaces differ in size, the smaller counts for both. Other steps cut none.
  package func isCuttingCorner(from: Footprint, to: Footprint) -> Bool {
    let dx = to.minX - from.minX
    let dy = to.minY - from.minY
    guard abs(dx) == 1, abs(dy) == 1 else { return false }
    let reach = min(from.side, to.side) - 1
    // Columns and rows that the step enters, and those that it leaves.
    let newX = dx > 0 ? from.minX + reach + 1 : to.minX
    let newY = dy > 0 ? from.minY + reach + 1 : to.minY
    let oldX = dx > 0 ? from.minX : from.minX + reach
    let oldY = dy > 0 ? from.minY : from.minY + reach
    return self[newX, oldY].contains(.solid) || self[oldX, newY].contains(.solid)
  }

  /// Puts marks on the cells of a footprint, as something comes to stand there. Cells off the map are passed over.
  package mutating func add(_ added: Marks, on footprint: Footprint) { change(added, on: footprint, by: 1) }

  /// Takes back what ``add(_:on:)`` put there with the same arguments.
  package mutating func remove(_ removed: Marks, on footprint: Footprint) { change(removed, on: footprint, by: -1) }

  private mutating func change(_ changed: Marks, on footprint: Footprint, by difference: Int) {
    guard !changed.isEmpty else { return }
    for cell in footprint.cells {
      guard let index = index(of: cell) else { continue }
      for mark in 0..<64 where changed.contains(Marks(number: mark)) {
        let key = Layered(cell: index, mark: mark)
        let count = max(0, (layer[key] ?? 0) + difference)
        layer[key] = count > 0 ? count : nil
        if count > 0 {
          marks[index].insert(Marks(number: mark))
        } else if !terrain[index].contains(Marks(number: mark)) {
          marks[index].remove(Marks(number: mark))
        }
      }
    }
  }
}
