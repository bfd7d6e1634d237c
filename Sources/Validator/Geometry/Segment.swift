/// A place in half cells: cell centres have two odd coordinates, corners of the grid two even ones.
package struct HalfPoint: Hashable, Sendable {
  package let x: Int
  package let y: Int

  init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }

  /// A corner of the grid.
  package init(_ point: GridPoint) { self.init(x: 2 * Int(point.x), y: 2 * Int(point.y)) }

  /// The centre of a cell.
  package init(centerOf cell: Cell) { self.init(x: 2 * Int(cell.x) + 1, y: 2 * Int(cell.y) + 1) }
}

/// A straight line between two places, and the cells that it meets.
///
/// The walk along it is exact: which border comes next is told by the sign of one integer, so that passing through a
/// corner of the grid is known from passing near it. What a segment meets does not depend on the end it is walked from.
struct Segment {
  let from: HalfPoint
  let to: HalfPoint

  /// What a segment meets at one place on its way.
  enum Encounter {
    /// It crosses the inside of this cell.
    case cell(x: Int, y: Int)
    /// It passes exactly between these two: through the corner where they touch, or along the border that they share.
    case gap(x: Int, y: Int, otherX: Int, otherY: Int)
  }

  /// Tells what the segment meets, from its start on, until the answer is false. Returns false if it was.
  ///
  /// Ends count only for the insides: a segment that starts or ends in a corner does not pass through that corner.
  @inline(__always)
  func walk(_ visit: (Encounter) -> Bool) -> Bool {
    let lengthX = abs(to.x - from.x)
    let lengthY = abs(to.y - from.y)
    let stepX = (to.x - from.x).signum()
    let stepY = (to.y - from.y).signum()
    if stepX == 0 && isBorder(from.x) || stepY == 0 && isBorder(from.y) { return walkAlongBorder(visit) }

    var x = firstCell(from.x, stepX)
    var y = firstCell(from.y, stepY)
    // How far the next border of each kind is from the start, along its axis.
    var borderX = isBorder(from.x) ? 2 : 1
    var borderY = isBorder(from.y) ? 2 : 1
    // Negative where the next column comes first, positive where the next row does, zero at a corner.
    var order = borderX * lengthY - borderY * lengthX

    guard visit(.cell(x: x, y: y)) else { return false }
    while borderX < lengthX || borderY < lengthY {
      if order < 0 {
        x += stepX
        borderX += 2
        order += 2 * lengthY
      } else if order > 0 {
        y += stepY
        borderY += 2
        order -= 2 * lengthX
      } else {
        guard visit(.gap(x: x + stepX, y: y, otherX: x, otherY: y + stepY)) else { return false }
        x += stepX
        y += stepY
        borderX += 2
        borderY += 2
        order += 2 * (lengthY - lengthX)
      }
      guard visit(.cell(x: x, y: y)) else { return false }
    }
    return true
  }

  /// The walk of a segment that lies on a line of the grid: between two cells all the way.
  private func walkAlongBorder(_ visit: (Encounter) -> Bool) -> Bool {
    if from == to { return true }
    let isVertical = from.x == to.x
    let (start, end, border) = isVertical ? (from.y, to.y, from.x >> 1) : (from.x, to.x, from.y >> 1)
    let step = (end - start).signum()
    var place = firstCell(start, step)
    let last = firstCell(end, -step)
    while true {
      let encounter: Encounter =
        isVertical
        ? .gap(x: border - 1, y: place, otherX: border, otherY: place)
        : .gap(x: place, y: border - 1, otherX: place, otherY: border)
      guard visit(encounter) else { return false }
      if place == last { return true }
      place += step
    }
  }

  private func isBorder(_ coordinate: Int) -> Bool { coordinate & 1 == 0 }

  /// The column or row that one is in, or enters, at a coordinate when going in a direction.
  private func firstCell(_ coordinate: Int, _ step: Int) -> Int {
    isBorder(coordinate) && step < 0 ? (coordinate >> 1) - 1 : coordinate >> 1
  }
}

extension Grid {
  /// Whether nothing with one of the marks stops a segment: no such cell is crossed, and it passes between no two of
  /// them. The cells of the two footprints stop nothing.
  func isClear(_ segment: Segment, of stopping: Marks, besides a: Footprint?, _ b: Footprint?) -> Bool {
    segment.walk { encounter in
      switch encounter {
      case .cell(let x, let y): !stops(x, y, stopping, a, b)
      case .gap(let x, let y, let otherX, let otherY):
        !(stops(x, y, stopping, a, b) && stops(otherX, otherY, stopping, a, b))
      }
    }
  }

  /// Whether a cell has one of the marks and is in neither footprint.
  @inline(__always)
  func stops(_ x: Int, _ y: Int, _ marks: Marks, _ a: Footprint?, _ b: Footprint?) -> Bool {
    guard !self[x, y].isDisjoint(with: marks) else { return false }
    if let a, a.contains(x: x, y: y) { return false }
    if let b, b.contains(x: x, y: y) { return false }
    return true
  }
}
