/// How much an obstacle shields its bearer.
package enum Cover: Int, Comparable, CaseIterable, Sendable {
  case none, half, threeQuarters, total

  package static func < (left: Cover, right: Cover) -> Bool { left.rawValue < right.rawValue }
}

/// The bodies that give half cover to whoever stands behind them.
package protocol CoveringBodies {
  /// Whether a body, other than the two in question, stands on the cell.
  func isCovered(_ cell: Cell) -> Bool
}

/// No bodies at all.
package struct NoBodies: CoveringBodies {
  package init() {}
  package func isCovered(_ cell: Cell) -> Bool { false }
}

extension Grid {
  /// The cover that a target has from an attacker.
  ///
  /// Total, if nothing gets from the one to the other (``hasClearPath(_:_:)``). Otherwise the attacker chooses one of
  /// the corners of the cells of its space and one cell of the target, and draws the lines from that corner to the four
  /// corners of that cell. A line is blocked if it crosses a solid cell, or passes exactly between two; touching the
  /// corner or the side of one does not block it, nor do the spaces of the two. Bodies block lines in the same way, but
  /// never give more than half. Three or four lines blocked by what is solid: three quarters; one or more blocked by
  /// anything: half; otherwise none. The choice is the one that leaves the least cover.
  ///
  /// - Complexity: that of a clear path, and four lines for each cell of the target from each corner of the attacker.
  package func cover(from attacker: Footprint, to target: Footprint, behind bodies: some CoveringBodies) -> Cover {
    guard hasClearPath(attacker, target) else { return .total }
    var best = Cover.threeQuarters
    for y in attacker.minY...attacker.minY + attacker.side {
      for x in attacker.minX...attacker.minX + attacker.side {
        best = min(best, leastCover(from: HalfPoint(x: 2 * x, y: 2 * y), attacker, to: target, behind: bodies))
        if best == .none { return best }
      }
    }
    return best
  }

  /// The cover that a target has from an effect that comes from a point: as from an attacker with one corner.
  package func cover(from point: GridPoint, to target: Footprint, behind bodies: some CoveringBodies) -> Cover {
    guard hasClearPath(target, to: point) else { return .total }
    return leastCover(from: HalfPoint(point), nil, to: target, behind: bodies)
  }

  private func leastCover(
    from corner: HalfPoint, _ attacker: Footprint?, to target: Footprint, behind bodies: some CoveringBodies
  ) -> Cover {
    var best = Cover.threeQuarters
    for cell in target.cells {
      var solid = 0
      var any = 0
      for number in 0..<4 {
        let line = Segment(from: corner, to: Footprint(cell).corner(number))
        if !isClear(line, of: .solid, besides: attacker, target) {
          solid += 1
          any += 1
        } else if !isClearOfBodies(line, bodies, besides: attacker, target) {
          any += 1
        }
      }
      best = min(best, solid >= 3 ? .threeQuarters : any >= 1 ? .half : .none)
      if best == .none { break }
    }
    return best
  }

  /// Whether a line that no solid cell blocks is not blocked by bodies either, or between a body and a solid cell.
  private func isClearOfBodies(
    _ line: Segment, _ bodies: some CoveringBodies, besides a: Footprint?, _ b: Footprint?
  ) -> Bool {
    func blocks(_ x: Int, _ y: Int) -> Bool {
      if let a, a.contains(x: x, y: y) { return false }
      if let b, b.contains(x: x, y: y) { return false }
      return self[x, y].contains(.solid) || bodies.isCovered(Cell(near: x, y))
    }
    return line.walk { encounter in
      switch encounter {
      case .cell(let x, let y): !blocks(x, y)
      case .gap(let x, let y, let otherX, let otherY): !(blocks(x, y) && blocks(otherX, otherY))
      }
    }
  }
}

extension Footprint {
  /// One of the four corners of the space, counted from 0 by y then x.
  fileprivate func corner(_ number: Int) -> HalfPoint {
    HalfPoint(x: 2 * (minX + (number & 1) * side), y: 2 * (minY + (number >> 1) * side))
  }
}
