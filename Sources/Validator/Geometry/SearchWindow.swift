/// The part of a map that a search can get to, as no path is longer than ``MovementSearch/mostSteps``, with a border of
/// one cell around it: every cell inside has eight neighbours. Its cells are numbered row by row.
struct SearchWindow {
  private(set) var width = 0
  private var left = 0
  private var top = 0
  private var height = 0

  var count: Int { width * height }

  init() {}

  init(around start: Cell, width: Int, height: Int, reach: Int) {
    let xs = max(0, Int(start.x) - reach)...min(width - 1, Int(start.x) + reach)
    let ys = max(0, Int(start.y) - reach)...min(height - 1, Int(start.y) + reach)
    (left, top) = (xs.lowerBound - 1, ys.lowerBound - 1)
    (self.width, self.height) = (xs.count + 2, ys.count + 2)
  }

  /// The number of a cell; nil beyond the window.
  func number(of cell: Cell) -> Int? {
    let (x, y) = (Int(cell.x) - left, Int(cell.y) - top)
    return x > 0 && x < width - 1 && y > 0 && y < height - 1 ? y * width + x : nil
  }

  @inline(__always)
  func cell(_ number: Int) -> Cell {
    let y = number / width
    return Cell(near: number &- y &* width &+ left, y &+ top)
  }
}
