extension Grid {
  /// Whether one footprint has sight of the other.
  ///
  /// Some straight line from the centre of a cell of the one to the centre of a cell of the other crosses no opaque
  /// cell, and passes exactly through no corner at which both cells beside the line are opaque. Touching one corner, or
  /// the side of one cell, does not stop it; neither do the cells of the two. The same in both directions. Heights do
  /// not matter.
  ///
  /// - Complexity: at most (side · side)² lines of width + height cells; nearly always one line.
  package func sees(_ a: Footprint, _ b: Footprint) -> Bool { hasLine(a, b, stoppedBy: .opaque) }

  /// As ``sees(_:_:)``, but stopped by what is solid: whether an arrow or a spell gets from one to the other.
  package func hasClearPath(_ a: Footprint, _ b: Footprint) -> Bool { hasLine(a, b, stoppedBy: .solid) }

  /// Whether an effect gets from a footprint to a point: some straight line from the centre of one of its cells.
  package func hasClearPath(_ a: Footprint, to point: GridPoint) -> Bool {
    a.cells.contains { isClear(Segment(from: HalfPoint(centerOf: $0), to: HalfPoint(point)), of: .solid, besides: a, nil) }
  }

  private func hasLine(_ a: Footprint, _ b: Footprint, stoppedBy marks: Marks) -> Bool {
    if a.overlaps(b) { return true }
    for start in a.cells {
      for end in b.cells {
        let segment = Segment(from: HalfPoint(centerOf: start), to: HalfPoint(centerOf: end))
        if isClear(segment, of: marks, besides: a, b) { return true }
      }
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
  /// Of the lines from the footprint's cells, the first clear one, by y then x, reaches the point itself. If there is
  /// none, the line from the cell nearest to the point counts, and the last cell that it crosses before it is stopped:
  /// the effect bursts at that cell's corner nearest to the point. Left out are corners where the two cells beside that
  /// cell are both solid, unless all four are such. Ties go to the smaller, by y then x.
  ///
  /// - Complexity: side · side lines of width + height cells.
  package func burstPoint(from footprint: Footprint, toward point: GridPoint) -> GridPoint {
    if hasClearPath(footprint, to: point) { return point }
    let target = HalfPoint(point)
    var nearest = footprint.cell
    for cell in footprint.cells
    where HalfPoint(centerOf: cell).squaredDistance(to: target) < HalfPoint(centerOf: nearest).squaredDistance(to: target) {
      nearest = cell
    }

    var (x, y) = (Int(nearest.x), Int(nearest.y))
    func stops(_ x: Int, _ y: Int) -> Bool { self[x, y].contains(.solid) && !footprint.contains(x: x, y: y) }
    _ = Segment(from: HalfPoint(centerOf: nearest), to: target).walk { encounter in
      switch encounter {
      case .gap(let x, let y, let otherX, let otherY): return !(stops(x, y) && stops(otherX, otherY))
      case .cell(let nextX, let nextY):
        guard !stops(nextX, nextY) else { return false }
        (x, y) = (nextX, nextY)
        return true
      }
    }
    return openCorner(x: x, y: y, nearestTo: target, onlyOpen: true)
      ?? openCorner(x: x, y: y, nearestTo: target, onlyOpen: false) ?? point
  }

  private func openCorner(x: Int, y: Int, nearestTo target: HalfPoint, onlyOpen: Bool) -> GridPoint? {
    var best: GridPoint?
    for number in 0..<4 {
      let (dx, dy) = (number & 1, number >> 1)
      if onlyOpen, self[x + 2 * dx - 1, y].contains(.solid), self[x, y + 2 * dy - 1].contains(.solid) { continue }
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
