/// Finds where one can go, and the cheapest way there: Dijkstra's algorithm on cells, or, where diagonals are counted,
/// on cells with an even or odd count of diagonals.
///
/// Cheapest means the least cost, then the fewest steps. Both are in one integer, the *key*: steps in its lowest bits,
/// the cost above them. A step adds its cost and one, so keys grow along every path, and cells without a price are
/// no special case. Of several ways with the same key, the one whose cells, read backwards from the end, are smaller
/// counts: every node keeps the smallest of its best predecessors, by y, then x, then an even count before an odd one.
/// The answer is a function of map and rules alone.
///
/// A search object keeps its storage: when it has once been used on a map as large, and has found as much, it allocates
/// nothing. Nothing is cleared between searches either: a node belongs to the search whose number it bears.
package struct MovementSearch {
  /// A path has at most so many steps. Where the cheapest way is longer, the cell is not reached.
  package static let mostSteps = 256
  /// The largest budget that is told from an unlimited one.
  package static let largestBudget = 1 << 50

  /// A cell on which a path may end.
  package struct End: Equatable, Sendable {
    package let cell: Cell
    package let cost: Int
    package let steps: Int
    /// The parity of diagonals, this path's and those before, on arrival.
    package let isOdd: Bool
  }

  /// The ends found by the last search, by cost, steps, then cells. The start is not among them.
  package private(set) var ends: [End] = []

  var nodes: [Node] = []
  var queue = MinimumQueue()
  private var search: UInt32 = 0
  private var width = 0
  private var height = 0
  private var layers = 1

  struct Node {
    var key = 0
    var predecessor: Int32 = -1
    /// The number of the search that wrote the node.
    var search: UInt32 = 0
    var isSettled = false
  }

  private static let stepBits = 9

  package init() {}

  /// Finds every cell on which a path of at most this cost may end. False where the rules reported a fault.
  ///
  /// - Parameters:
  ///   - isOdd: whether the number of diagonals already counted is odd.
  ///   - target: a single cell of interest; the search ends as soon as the way there is known.
  /// - Complexity: n log n in the n cells that the budget reaches, with eight questions for each.
  package mutating func run<Rules: StepRules>(
    from start: Cell, isOdd: Bool = false, budget: Int = largestBudget, to target: Cell? = nil, on grid: borrowing Grid,
    by rules: inout Rules
  ) -> Bool {
    begin(width: grid.width, height: grid.height, layers: rules.countsDiagonals ? 2 : 1)
    guard let startIndex = grid.index(of: start), budget >= 0, target != start else { return true }
    let limit = min(budget, Self.largestBudget) << Self.stepBits | Self.mostSteps
    let origin = startIndex * layers + (isOdd ? layers - 1 : 0)
    nodes[origin] = Node(key: 0, search: search)
    queue.push(key: 0, node: Int32(truncatingIfNeeded: origin))

    while let (key, node) = queue.pop() {
      guard !nodes[Int(node)].isSettled, nodes[Int(node)].key == key else { continue }
      nodes[Int(node)].isSettled = true
      let cell = cell(of: Int(node))
      if cell != start, isFirst(Int(node)), target == nil || cell == target, rules.mayEnd(on: cell) {
        ends.append(end(Int(node)))
      }
      if cell == target, cell != start { return true }
      guard key & (1 << Self.stepBits - 1) < Self.mostSteps else { continue }
      guard relax(Int(node), at: cell, limit: limit, &rules) else { return false }
    }
    return true
  }

  /// The cells entered on the cheapest way to a cell, in order, the last being the cell itself. False, and no cells,
  /// where the last search did not reach it: a cell on which one may only pass counts as reached.
  package func path(to cell: Cell, into path: inout [Cell]) -> Bool {
    path.removeAll(keepingCapacity: true)
    guard var node = bestNode(of: cell), nodes[node].predecessor >= 0 else { return false }
    while nodes[node].predecessor >= 0 {
      path.append(self.cell(of: node))
      node = Int(nodes[node].predecessor)
    }
    path.reverse()
    return true
  }

  /// What the cheapest way to a cell costs; `nil` where the last search did not reach it.
  package func cost(of cell: Cell) -> Int? { bestNode(of: cell).map { nodes[$0].key >> Self.stepBits } }

  private mutating func begin(width: Int, height: Int, layers: Int) {
    (self.width, self.height, self.layers) = (width, height, layers)
    let count = width * height * layers
    if nodes.count < count { nodes.append(contentsOf: repeatElement(Node(), count: count - nodes.count)) }
    if search == .max {
      for index in nodes.indices { nodes[index].search = 0 }
      search = 0
    }
    search += 1
    queue.removeAll()
    ends.removeAll(keepingCapacity: true)
  }

  /// Tries the steps from a settled node, neighbours by y then x.
  @inline(__always)
  private mutating func relax<Rules: StepRules>(
    _ node: Int, at cell: Cell, limit: Int, _ rules: inout Rules
  ) -> Bool {
    let wasOdd = layers == 2 && node & 1 == 1
    for dy in -1...1 {
      for dx in -1...1 where dx != 0 || dy != 0 {
        let isDiagonal = dx != 0 && dy != 0
        guard !isDiagonal || rules.goesDiagonally else { continue }
        let x = Int(cell.x) + dx
        let y = Int(cell.y) + dy
        guard x >= 0, x < width, y >= 0, y < height else { continue }
        let isOdd = layers == 2 && wasOdd != isDiagonal
        let next = (y * width + x) * layers + (isOdd ? 1 : 0)
        // What is settled is as cheap as it gets; a step costs at least one in keys, so it cannot even tie.
        guard nodes[next].search != search || !nodes[next].isSettled else { continue }
        switch rules.step(from: cell, to: Cell(near: x, y), isDiagonal: isDiagonal, isOdd: wasOdd) {
        case .forbidden: continue
        case .fault: return false
        case .cost(let cost):
          guard cost >= 0 else { return false }
          guard cost <= limit >> Self.stepBits else { continue }
          let key = nodes[node].key + cost << Self.stepBits + 1
          if key <= limit { offer(key, to: next, from: node) }
        }
      }
    }
    return true
  }

  private mutating func offer(_ key: Int, to next: Int, from node: Int) {
    let predecessor = Int32(truncatingIfNeeded: node)
    if nodes[next].search == search {
      guard key <= nodes[next].key else { return }
      if key == nodes[next].key {
        // Nodes are numbered by y, x, then parity; the start has no predecessor and the smallest key of all.
        nodes[next].predecessor = min(nodes[next].predecessor, predecessor)
        return
      }
    }
    nodes[next] = Node(key: key, predecessor: predecessor, search: search)
    queue.push(key: key, node: Int32(truncatingIfNeeded: next))
  }

  private func cell(of node: Int) -> Cell {
    let (y, x) = (node / layers).quotientAndRemainder(dividingBy: width)
    return Cell(near: x, y)
  }

  private func end(_ node: Int) -> End {
    let key = nodes[node].key
    return End(
      cell: cell(of: node), cost: key >> Self.stepBits, steps: key & (1 << Self.stepBits - 1),
      isOdd: layers == 2 && node & 1 == 1)
  }

  /// Whether a node that has just been settled is the first of its cell to be.
  private func isFirst(_ node: Int) -> Bool {
    guard layers == 2 else { return true }
    let other = nodes[node ^ 1]
    return other.search != search || !other.isSettled
  }

  /// The settled node of a cell with the smallest key, an even count of diagonals first.
  private func bestNode(of cell: Cell) -> Int? {
    guard cell.x >= 0, cell.x < width, cell.y >= 0, cell.y < height else { return nil }
    let first = (Int(cell.y) * width + Int(cell.x)) * layers
    var best: Int?
    for node in first..<first + layers where nodes[node].search == search && nodes[node].isSettled {
      if best.map({ nodes[node].key < nodes[$0].key }) ?? true { best = node }
    }
    return best
  }
}
