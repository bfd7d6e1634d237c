/// How steps along a diagonal count.
package enum Metric: Sendable {
  /// As one: the distance is the longer of the two ways.
  case equal
  /// As one and two by turns (5-10-5): the longer way and half of the shorter, rounded down.
  case alternating

  /// The least number of cells that a way of so many cells along each axis counts; `nil` on overflow.
  ///
  /// A step may change any of the axes by one, and is a diagonal where it changes more than one. So the longest way
  /// gives the steps, and the second longest gives the diagonals among them.
  @inline(__always)
  func cells(_ x: Int, _ y: Int, _ z: Int = 0) -> Int? {
    let longest = max(max(x, y), z)
    return self == .equal ? longest : alternatingCells(x, y, z, longest)
  }

  private func alternatingCells(_ x: Int, _ y: Int, _ z: Int, _ longest: Int) -> Int? {
    let shortest = min(x, y, z)
    // The second longest, without a sum that could overflow.
    let second = x == longest ? max(y, z) : y == longest ? max(x, z) : max(x, y, shortest)
    let (sum, overflow) = longest.addingReportingOverflow(second / 2)
    return overflow ? nil : sum
  }
}

/// The size of a cell in the map's unit, and how distances count: what `map { cell 5 ft, distance equal }` declares.
package struct Measure: Sendable {
  package let cellSize: Int
  package let metric: Metric

  /// What a cell may measure.
  package static let cellSizes = 1...(1 << 20)
  /// How far a shape may reach, in half cells.
  package static let reaches = 0...256

  /// Cells of one, each step counting one.
  static let plain = Measure()

  private init() { (cellSize, metric) = (1, .equal) }

  /// `nil` where the size is out of ``cellSizes``.
  package init?(cellSize: Int, metric: Metric) {
    guard Self.cellSizes.contains(cellSize) else { return nil }
    self.cellSize = cellSize
    self.metric = metric
  }

  /// The distance between the nearest cells of two footprints; 0 where they share one. Constant time.
  package func distance(_ a: Footprint, _ b: Footprint) -> Int? {
    let gap = a.gap(to: b)
    return length(gap.x, gap.y, 0)
  }

  /// The distance of two packed cells; `nil` on overflow.
  @inline(__always)
  package func distance(_ a: Int64, _ b: Int64) -> Int64? {
    let (x, y) = GridPacking.unpack(a)
    let (otherX, otherY) = GridPacking.unpack(b)
    let length = length(abs(Int(x) - Int(otherX)), abs(Int(y) - Int(otherY)), 0)
    return length.map { Int64($0) }
  }

  /// The distance of two footprints with heights, in the map's unit: the difference of the heights, in cells rounded
  /// up, is a third axis. `nil` on overflow.
  package func distance(_ a: Footprint, height: Int, _ b: Footprint, height otherHeight: Int) -> Int? {
    let (difference, overflow) = height.subtractingReportingOverflow(otherHeight)
    guard !overflow, difference != .min else { return nil }
    let (whole, rest) = abs(difference).quotientAndRemainder(dividingBy: cellSize)
    guard whole < .max else { return nil }
    let gap = a.gap(to: b)
    return length(gap.x, gap.y, whole + (rest > 0 ? 1 : 0))
  }

  /// The distance from a footprint's edge to a point: 0 where the point touches the footprint, otherwise that of the
  /// nearest cell that touches the point.
  package func distance(_ a: Footprint, _ point: GridPoint) -> Int? {
    let gap = a.gap(to: point)
    return length(gap.x, gap.y, 0)
  }

  /// The distance between two points.
  package func distance(_ a: GridPoint, _ b: GridPoint) -> Int? {
    length(abs(Int(a.x) - Int(b.x)), abs(Int(a.y) - Int(b.y)), 0)
  }

  /// A length in half cells, rounded down: the grain in which shapes are measured. `nil` where it is negative or more
  /// than 128 cells.
  package func halfCells(_ length: Int) -> Int? {
    let (doubled, overflow) = length.multipliedReportingOverflow(by: 2)
    guard !overflow, doubled >= 0 else { return nil }
    let halves = doubled / cellSize
    return Self.reaches.contains(halves) ? halves : nil
  }

  @inline(__always)
  private func length(_ x: Int, _ y: Int, _ z: Int) -> Int? {
    guard let cells = metric.cells(x, y, z) else { return nil }
    let (length, overflow) = cells.multipliedReportingOverflow(by: cellSize)
    return overflow ? nil : length
  }
}
