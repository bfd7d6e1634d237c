/// The shape of an effect, with lengths in the map's unit.
package enum AreaShape: Hashable, Sendable {
  case sphere(radius: Int)
  /// On the plane the same as a sphere; who is within its height is for those to tell who know heights.
  case cylinder(radius: Int)
  case cube(side: Int)
  case cone(length: Int)
  case line(length: Int, width: Int)
}

/// A shape in its place on the plane: it tells which cells it takes in, whatever the map is like.
///
/// Lengths are measured in half cells, rounded down, and a cell is taken in by its centre, all in integers:
///
/// - A sphere or cylinder takes in centres at most the radius from the origin.
/// - A cube is a block of side · side cells with the origin at an edge or corner of it. It lies to the east of the
///   origin if the direction points east, to the west if it points west, and otherwise half on either side, the odd
///   cell to the west; likewise in the other axis. On the side that it lies on, a cell whose centre is the origin is
///   out. Without a direction it lies to the south-east.
/// - A cone takes in centres before the origin, up to the length along its direction, and to either side at most half
///   of what they are along, widened by half a cell in all, so that the cell right before the origin is in.
/// - A line takes in centres before the origin, up to the length along its direction, and to either side at most half
///   the width; centres exactly on its left border are out, so that a line along the grid is as wide as it says.
///
/// Cones and lines without a direction take in nothing.
package struct Area: Sendable {
  private enum Form: Sendable {
    case disc(radius: Int)
    case block(side: Int)
    case cone(length: Int)
    case line(length: Int, width: Int)
  }

  package let origin: HalfPoint
  private let form: Form
  /// A vector of any length; zero where there is no direction.
  private let directionX: Int
  private let directionY: Int

  /// `nil` where a length is negative or more than 128 cells.
  package init?(_ shape: AreaShape, at origin: HalfPoint, toward target: HalfPoint? = nil, by measure: Measure) {
    switch shape {
    case .sphere(let radius), .cylinder(let radius):
      guard let radius = measure.halfCells(radius) else { return nil }
      form = .disc(radius: radius)
    case .cube(let side):
      guard let side = measure.halfCells(side) else { return nil }
      form = .block(side: side / 2 * 2)
    case .cone(let length):
      guard let length = measure.halfCells(length) else { return nil }
      form = .cone(length: length)
    case .line(let length, let width):
      guard let length = measure.halfCells(length), let width = measure.halfCells(width) else { return nil }
      form = .line(length: length, width: width)
    }
    self.origin = origin
    (directionX, directionY) = Self.direction(from: origin, to: target)
  }

  /// The vector from one place to another. Beyond a million half cells it is shortened by halves, so that its squares
  /// stay within 64 bits; on a map every direction is exact.
  private static func direction(from origin: HalfPoint, to target: HalfPoint?) -> (x: Int, y: Int) {
    guard let target else { return (0, 0) }
    var (x, y) = (target.x - origin.x, target.y - origin.y)
    while max(abs(x), abs(y)) > 1 << 20 { (x, y) = (x / 2, y / 2) }
    return (x, y)
  }

  /// Half the edge of a square around the origin that holds every centre taken in, in half cells.
  var reach: Int {
    switch form {
    case .disc(let radius): radius
    case .block(let side): side
    // The far corners of a cone are √1.25 of its length away, and a little for its widening.
    case .cone(let length): length + length / 8 + 2
    case .line(let length, let width): length + width
    }
  }

  /// How many steps an effect may spread inside the shape, from the cells that touch the origin.
  var mostSteps: Int {
    switch form {
    // Half a cell from the origin to the first centres, if it is a corner, and a cell for each step.
    case .disc(let radius): (radius - (origin.x & 1 == 0 ? 1 : 0)) / 2
    case .block, .cone, .line: .max
    }
  }

  /// Whether the shape takes in a cell on which ``reach`` does not rule.
  func contains(x: Int, y: Int) -> Bool {
    let (vx, vy) = (2 * x + 1 - origin.x, 2 * y + 1 - origin.y)
    guard max(abs(vx), abs(vy)) <= reach else { return false }
    let along = vx * directionX + vy * directionY
    let across = directionX * vy - directionY * vx
    let square = directionX * directionX + directionY * directionY
    switch form {
    case .disc(let radius): return vx * vx + vy * vy <= radius * radius
    case .block(let side):
      return isWithin(vx, side, directionX, directionY) && isWithin(vy, side, directionY, directionX)
    case .cone(let length):
      guard along > 0, along * along <= length * length * square else { return false }
      let excess = 2 * abs(across) - along
      return excess <= 0 || excess * excess <= square
    case .line(let length, let width):
      guard along > 0, along * along <= length * length * square else { return false }
      let beside = 4 * across * across
      return across >= 0 ? beside <= width * width * square : beside < width * width * square
    }
  }

  /// One axis of a block: on the side that the direction points to, or half on either side.
  private func isWithin(_ v: Int, _ side: Int, _ direction: Int, _ otherDirection: Int) -> Bool {
    let isWithout = direction == 0 && otherDirection == 0
    if isWithout { return v >= 0 && v < side }
    if direction > 0 { return v > 0 && v <= side }
    if direction < 0 { return v >= -side && v < 0 }
    return v >= -(side / 2) && v < side / 2
  }
}
