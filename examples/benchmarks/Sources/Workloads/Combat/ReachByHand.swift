/// Where a creature can go, by hand: Dijkstra's algorithm with a bucket for each cost. It keeps its memory from search
/// to search.
final class ReachByHand {
  struct End: Hashable, Comparable {
    let cell: Int
    let cost: Int
    static func < (a: End, b: End) -> Bool { (a.cost, a.cell) < (b.cost, b.cell) }
  }

  private static let steps = [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)]
  /// The least cost known of a cell, and the search that found it.
  private var costs: [Int]
  private var searches: [Int]
  private var search = 0
  private var buckets: [[Int]] = []
  private(set) var ends: [End] = []

  init(cells: Int) {
    costs = Array(repeating: 0, count: cells)
    searches = Array(repeating: 0, count: cells)
  }

  /// Finds all cells on which a way of at most this cost may end.
  @inline(never)
  func run(_ mover: Int, budget: Int, in combat: CombatByHand) {
    search += 1
    ends.removeAll(keepingCapacity: true)
    // Costs are multiples of 5 ft.
    while buckets.count <= budget / 5 { buckets.append([]) }
    let (width, height) = (combat.field.width, combat.field.height)
    let start = combat.creatures[mover].y * width + combat.creatures[mover].x
    costs[start] = 0
    searches[start] = search
    buckets[0].append(start)
    for cost in stride(from: 0, through: budget, by: 5) {
      var next = 0
      while next < buckets[cost / 5].count {
        let cell = buckets[cost / 5][next]
        next += 1
        // A cell that has become cheaper since lies in an earlier bucket as well.
        guard costs[cell] == cost else { continue }
        if cell != start, combat.mayEnd(on: cell, mover) { ends.append(End(cell: cell, cost: cost)) }
        let (y, x) = cell.quotientAndRemainder(dividingBy: width)
        for (dx, dy) in Self.steps {
          guard x + dx >= 0, x + dx < width, y + dy >= 0, y + dy < height else { continue }
          let there = cell + dy * width + dx
          // No way to what was reached as cheaply can be better.
          if searches[there] == search, costs[there] <= cost + 5 { continue }
          guard combat.mayStep(x, y, dx, dy, mover) else { continue }
          let total = cost + combat.cost(of: there, mover)
          guard total <= budget, searches[there] != search || total < costs[there] else { continue }
          costs[there] = total
          searches[there] = search
          buckets[total / 5].append(there)
        }
      }
      buckets[cost / 5].removeAll(keepingCapacity: true)
    }
  }
}
