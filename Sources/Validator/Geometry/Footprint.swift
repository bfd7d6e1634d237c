/// The square of cells that something stands on, given by its north-west cell.
package struct Footprint: Hashable, Sendable {
  /// The north-west cell.
  package let cell: Cell
  /// Cells along one edge.
  package let side: Int

  /// How wide a footprint may be: what is seen from every one of its cells must stay affordable.
  package static let sides = 1...16

  /// `nil` where the side is out of ``sides``.
  package init?(at cell: Cell, side: Int) {
    guard Self.sides.contains(side) else { return nil }
    self.cell = cell
    self.side = side
  }

  /// A single cell.
  package init(_ cell: Cell) {
    self.cell = cell
    side = 1
  }

  var minX: Int { Int(cell.x) }
  var minY: Int { Int(cell.y) }
  /// The last column, itself covered.
  var maxX: Int { minX + side - 1 }
  /// The last row, itself covered.
  var maxY: Int { minY + side - 1 }

  func contains(x: Int, y: Int) -> Bool { x >= minX && x <= maxX && y >= minY && y <= maxY }

  /// Whether the cell is one of those covered.
  package func contains(_ cell: Cell) -> Bool { contains(x: Int(cell.x), y: Int(cell.y)) }

  /// Whether the two share a cell.
  package func overlaps(_ other: Footprint) -> Bool {
    let gap = gap(to: other)
    return gap.x == 0 && gap.y == 0
  }

  /// Whether the two touch, along an edge or at a corner, without sharing a cell.
  package func isAdjacent(to other: Footprint) -> Bool {
    let gap = gap(to: other)
    return max(gap.x, gap.y) == 1
  }

  /// How far the nearest columns and the nearest rows lie apart: 0 where they are shared, 1 where they touch.
  func gap(to other: Footprint) -> (x: Int, y: Int) {
    (
      max(0, other.minX - maxX, minX - other.maxX),
      max(0, other.minY - maxY, minY - other.maxY)
    )
  }

  /// How many columns and rows lie between the footprint's edges and a point: 0 where it touches them.
  func gap(to point: GridPoint) -> (x: Int, y: Int) {
    (
      max(0, Int(point.x) - (maxX + 1), minX - Int(point.x)),
      max(0, Int(point.y) - (maxY + 1), minY - Int(point.y))
    )
  }

  /// The covered cells, by y then x. Cells beyond the range of coordinates are left out.
  package var cells: Cells { Cells(of: self, besides: nil) }

  /// The cells covered here that are not covered there: what a step from there enters.
  package func cells(besides other: Footprint) -> Cells { Cells(of: self, besides: other) }

  /// The cells of a footprint one after another, without storage.
  package struct Cells: Sequence, IteratorProtocol {
    private let footprint: Footprint
    private let excluded: Footprint?
    private var index = 0

    init(of footprint: Footprint, besides excluded: Footprint?) {
      self.footprint = footprint
      self.excluded = excluded
    }

    package mutating func next() -> Cell? {
      while index < footprint.side * footprint.side {
        let (row, column) = index.quotientAndRemainder(dividingBy: footprint.side)
        index += 1
        let x = footprint.minX + column
        let y = footprint.minY + row
        if let excluded, excluded.contains(x: x, y: y) { continue }
        if let cell = Cell(x: x, y: y) { return cell }
      }
      return nil
    }
  }
}
