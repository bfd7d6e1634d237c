/// One notion serves sight, paths of effects and areas: a cell *lies open* to a place where something of it can be
/// reached from there in a straight line. Lines are drawn to the cell's centre and to its corners, but not to a corner
/// at which both neighbours of the cell stop the line: that would be looking in through a crack.
extension Grid {
  /// Whether one footprint has sight of the other.
  ///
  /// Some cell of the one lies open to the centre of a cell of the other, whichever is which. A line is stopped where
  /// it crosses an opaque cell, or passes exactly between two, through their common corner or along their common
  /// border; touching the corner or the side of one does not stop it, and neither do the cells of the two. The same in
  /// both directions. Heights do not matter.
  ///
  /// - Complexity: at most 9 · (side · side)² lines of width + height cells; on open ground, one line.
  package func sees(_ a: Footprint, _ b: Footprint) -> Bool { hasLine(a, b, stoppedBy: .opaque) }

  /// As ``sees(_:_:)``, but stopped by what is solid: whether an arrow or a spell gets from one to the other.
  package func hasClearPath(_ a: Footprint, _ b: Footprint) -> Bool { hasLine(a, b, stoppedBy: .solid) }

  /// Whether an effect gets from a footprint to a point, or from the point to the footprint: whether one of its cells
  /// lies open to the point.
  package func hasClearPath(_ a: Footprint, to point: GridPoint) -> Bool {
    a.cells.contains { isOpen($0, to: HalfPoint(point), stoppedBy: .solid, besides: a, nil) }
  }

  private func hasLine(_ a: Footprint, _ b: Footprint, stoppedBy marks: Marks) -> Bool {
    if a.overlaps(b) { return true }
    for start in a.cells {
      for end in b.cells {
        if isOpen(end, to: HalfPoint(centerOf: start), stoppedBy: marks, besides: a, b) { return true }
        if isOpen(start, to: HalfPoint(centerOf: end), stoppedBy: marks, besides: a, b) { return true }
      }
    }
    return false
  }

  /// Whether a cell lies open to a place. The cells of the two footprints stop nothing.
  func isOpen(
    _ cell: Cell, to place: HalfPoint, stoppedBy marks: Marks, besides a: Footprint?, _ b: Footprint?
  ) -> Bool {
    if isClear(Segment(from: place, to: HalfPoint(centerOf: cell)), of: marks, besides: a, b) { return true }
    let (x, y) = (Int(cell.x), Int(cell.y))
    for number in 0..<4 {
      let (dx, dy) = (number & 1, number >> 1)
      if stops(x + 2 * dx - 1, y, marks, a, b), stops(x, y + 2 * dy - 1, marks, a, b) { continue }
      let corner = HalfPoint(x: 2 * (x + dx), y: 2 * (y + dy))
      if isClear(Segment(from: place, to: corner), of: marks, besides: a, b) { return true }
    }
    return false
  }

  /// The cells whose inside the straight line from centre to centre crosses, in its order, both ends included. It ends
  /// where it leaves the map, and is empty where it starts off the map. What stands in the way does not matter.
  ///
  /// - Complexity: at most width + height cells.
  package func line(from start: Cell, to end: Cell, into cells: inout [Cell]) {
    cells.removeAll(keepingCapacity: true)
    let segment = Segment(from: HalfPoint(centerOf: start), to: HalfPoint(centerOf: end))
    _ = segment.walk { encounter in
      guard case .cell(let x, let y) = encounter else { return true }
      guard contains(x: x, y: y) else { return false }
      cells.append(Cell(near: x, y))
      return true
    }
  }

  /// Where an effect that is sent to a point bursts: there, or on the near side of what stops it.
  ///
  /// It reaches the point itself if there is a clear path to it. If not, the line from the centre of the footprint's
  /// cell nearest to the point counts, and the last cell that it crosses before it is stopped: the effect bursts at
  /// that cell's corner nearest to the point. Left out are corners through which it would get between two solid cells
  /// to an open one behind them, unless all four are such. Ties go to the smaller, by y then x.
  ///
  /// - Complexity: 5 · side · side lines of width + height cells.
  package func burstPoint(from footprint: Footprint, toward point: GridPoint) -> GridPoint {
    if hasClearPath(footprint, to: point) { return point }
    let target = HalfPoint(point)
    var nearest = footprint.cell
    for cell in footprint.cells {
      let distance = HalfPoint(centerOf: cell).squaredDistance(to: target)
      if distance < HalfPoint(centerOf: nearest).squaredDistance(to: target) { nearest = cell }
    }

    var (x, y) = (Int(nearest.x), Int(nearest.y))
    func stops(_ x: Int, _ y: Int) -> Bool { self.stops(x, y, .solid, footprint, nil) }
    _ = Segment(from: HalfPoint(centerOf: nearest), to: target).walk { encounter in
      switch encounter {
      case .gap(let x, let y, let otherX, let otherY): return !(stops(x, y) && stops(otherX, otherY))
      case .cell(let nextX, let nextY):
        guard !stops(nextX, nextY) else { return false }
        (x, y) = (nextX, nextY)
        return true
      }
    }
    return corner(ofX: x, y: y, nearestTo: target, allowingCracks: false)
      ?? corner(ofX: x, y: y, nearestTo: target, allowingCracks: true) ?? point
  }

  private func corner(ofX x: Int, y: Int, nearestTo target: HalfPoint, allowingCracks: Bool) -> GridPoint? {
    var best: GridPoint?
    for number in 0..<4 {
      let (dx, dy) = (number & 1, number >> 1)
      let (besideX, besideY) = (x + 2 * dx - 1, y + 2 * dy - 1)
      let isCrack =
        self[besideX, y].contains(.solid) && self[x, besideY].contains(.solid)
        && !self[besideX, besideY].contains(.solid)
      if isCrack && !allowingCracks { continue }
      let corner = GridPoint(near: x + dx, y + dy)
      let distance = HalfPoint(corner).squaredDistance(to: target)
      if let best, HalfPoint(best).squaredDistance(to: target) <= distance { continue }
      best = corner
    }
    return best
  }
}

extension HalfPoint {
  /// Compared only; places farther apart than any map is long count as equally far.
  fileprivate func squaredDistance(to other: HalfPoint) -> Int {
    let dx = min(abs(x - other.x), 1 << 30)
    let dy = min(abs(y - other.y), 1 << 30)
    return dx * dx + dy * dy
  }
}
