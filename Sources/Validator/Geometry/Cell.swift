/// One square of the map: `x` counts eastwards, `y` southwards.
///
/// Cells are ordered by y, then x, and so are their packed forms. Coordinates are within ± a billion, so that sums and
/// differences of any of them are far from the ends of `Int`.
package struct Cell: Hashable, Sendable {
  package let x: Int32
  package let y: Int32

  /// What a coordinate may be.
  package static let coordinates = -1_000_000_000...1_000_000_000

  /// `nil` where a coordinate is out of ``coordinates``.
  package init?(x: Int, y: Int) {
    guard Self.coordinates.contains(x), Self.coordinates.contains(y) else { return nil }
    self.init(near: x, y)
  }

  /// For coordinates that are known to be in range, because they were counted on a map or from a cell.
  init(near x: Int, _ y: Int) {
    self.x = Int32(truncatingIfNeeded: x)
    self.y = Int32(truncatingIfNeeded: y)
  }

  /// The cell of a ``packed`` form.
  package init(packed: Int64) { (x, y) = GridPacking.unpack(packed) }

  /// One integer, never negative, whose order is that of the cells.
  package var packed: Int64 { GridPacking.pack(x, y) }

  /// The cell so many cells to the east and to the south; `nil` beyond the range of coordinates.
  package func offset(x dx: Int, y dy: Int) -> Cell? {
    let (newX, overflowX) = Int(x).addingReportingOverflow(dx)
    let (newY, overflowY) = Int(y).addingReportingOverflow(dy)
    return overflowX || overflowY ? nil : Cell(x: newX, y: newY)
  }
}

extension Cell: Comparable {
  package static func < (left: Cell, right: Cell) -> Bool {
    left.y != right.y ? left.y < right.y : left.x < right.x
  }
}

/// A corner of the grid: the point (x, y) is the north-west corner of the cell (x, y).
package struct GridPoint: Hashable, Sendable {
  package let x: Int32
  package let y: Int32

  /// What a coordinate may be: every corner of every cell has one.
  package static let coordinates = Cell.coordinates.lowerBound...(Cell.coordinates.upperBound + 1)

  /// `nil` where a coordinate is out of ``coordinates``.
  package init?(x: Int, y: Int) {
    guard Self.coordinates.contains(x), Self.coordinates.contains(y) else { return nil }
    self.init(near: x, y)
  }

  /// For coordinates that are known to be in range, as the corners of a cell are.
  init(near x: Int, _ y: Int) {
    self.x = Int32(truncatingIfNeeded: x)
    self.y = Int32(truncatingIfNeeded: y)
  }

  /// The point of a ``packed`` form.
  package init(packed: Int64) { (x, y) = GridPacking.unpack(packed) }

  /// One integer, never negative, whose order is by y, then x.
  package var packed: Int64 { GridPacking.pack(x, y) }
}

extension GridPoint: Comparable {
  package static func < (left: GridPoint, right: GridPoint) -> Bool {
    left.y != right.y ? left.y < right.y : left.x < right.x
  }
}

/// y in the upper half, x in the lower, each moved up by 2³⁰ so that neither is negative.
enum GridPacking {
  private static let origin: Int32 = 1 << 30

  static func pack(_ x: Int32, _ y: Int32) -> Int64 {
    (Int64(y) + Int64(origin)) << 32 | (Int64(x) + Int64(origin))
  }

  static func unpack(_ packed: Int64) -> (x: Int32, y: Int32) {
    (Int32(truncatingIfNeeded: packed) &- origin, Int32(truncatingIfNeeded: packed >> 32) &- origin)
  }
}
