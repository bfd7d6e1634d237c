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
/// nothing. Nothing is cleared between searches either: what is known of nodes and cells belongs to the search whose
/// number it bears. So a search takes time for what it reaches and not for the map, and memory for what paths of
/// ``mostSteps`` can reach of it. A copy shares the storage: only one of the two may be used.
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

  private struct Node: BitwiseCopyable {
    var key = 0
    var predecessor: Int32 = -1
    /// Twice the number of the search that wrote the node, and one more when it is settled.
    var mark: UInt32 = 0
  }

  /// What is known of all steps to a cell.
  private struct Known: BitwiseCopyable {
    var search: UInt32 = 0
    /// One of the words below, or a cost and, in its two lowest bits, whether paths may end there.
    var answer: Int32 = 0

    static let forbidden: Int32 = -1
    static let various: Int32 = -2
    static let noEnd: Int32 = 0
    static let end: Int32 = 1
    static let asked: Int32 = 2
  }

  /// What a search goes by, beside its rules.
  private struct Terms {
    let limit: Int
    let goesDiagonally: Bool
    let cutsCorners: Bool
    let pricesEdges: Bool
    /// Of a straight step, of a diagonal one, and of a diagonal one after an odd count of them.
    let straight: Int
    let diagonal: Int
    let oddDiagonal: Int
  }

  private var nodes = Lasting(count: 0, repeating: Node())
  private var known = Lasting(count: 0, repeating: Known())
  private var queue = BucketQueue()
  private var search: UInt32 = 0
  private var window = SearchWindow()
  private var layers = 1

  private static let stepBits = BucketQueue.stepBits

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
    begin(from: start, on: grid, layers: rules.countsDiagonals ? 2 : 1)
    guard let startNumber = window.number(of: start), budget >= 0, target != start else { return true }
    let terms = Terms(
      limit: min(budget, Self.largestBudget) << Self.stepBits | Self.mostSteps, goesDiagonally: rules.goesDiagonally,
      cutsCorners: rules.cutsCorners, pricesEdges: rules.pricesEdges,
      straight: rules.price(isDiagonal: false, isOdd: false), diagonal: rules.price(isDiagonal: true, isOdd: false),
      oddDiagonal: rules.price(isDiagonal: true, isOdd: layers == 2))
    let origin = startNumber * layers + (isOdd ? layers - 1 : 0)
    nodes.base[origin] = Node(key: 0, mark: 2 * search)
    queue.push(key: 0, node: Int32(truncatingIfNeeded: origin))

    while let (key, node) = queue.pop() {
      let index = Int(node)
      guard nodes.base[index].mark == 2 * search, nodes.base[index].key == key else { continue }
      nodes.base[index].mark = 2 * search + 1
      let number = layers == 2 ? index >> 1 : index
      let cell = window.cell(number)
      if number != startNumber, isFirst(index), target == nil || cell == target, mayEnd(number, cell, &rules) {
        ends.append(end(index, cell))
      }
      if cell == target { return true }
      guard key & (1 << Self.stepBits - 1) < Self.mostSteps else { continue }
      guard relax(index, number, at: cell, terms, on: grid, &rules) else { return false }
    }
    return true
  }

  /// The cells entered on the cheapest way to a cell, in order, the last being the cell itself. False, and no cells,
  /// where the last search did not reach it: a cell on which one may only pass counts as reached.
  package func path(to cell: Cell, into path: inout [Cell]) -> Bool {
    path.removeAll(keepingCapacity: true)
    guard var node = bestNode(of: cell), nodes.base[node].predecessor >= 0 else { return false }
    while nodes.base[node].predecessor >= 0 {
      path.append(window.cell(node / layers))
      node = Int(nodes.base[node].predecessor)
    }
    path.reverse()
    return true
  }

  /// What the cheapest way to a cell costs; `nil` where the last search did not reach it.
  package func cost(of cell: Cell) -> Int? { bestNode(of: cell).map { nodes.base[$0].key >> Self.stepBits } }

  private mutating func begin(from start: Cell, on grid: borrowing Grid, layers: Int) {
    self.layers = layers
    window =
      grid.contains(start)
      ? SearchWindow(around: start, width: grid.width, height: grid.height, reach: Self.mostSteps) : SearchWindow()
    if search >= .max / 2 || nodes.count < window.count * layers {
      // What older searches wrote is of no use any more.
      nodes = Lasting(count: max(nodes.count, window.count * layers), repeating: Node())
      known = Lasting(count: max(known.count, window.count), repeating: Known())
      search = 0
    }
    if known.count < window.count { known = Lasting(known, count: window.count, repeating: Known()) }
    search += 1
    queue.removeAll()
    ends.removeAll(keepingCapacity: true)
  }

  // MARK: Steps

  /// Tries the steps from a settled node, neighbours by y then x.
  @inline(__always)
  private mutating func relax<Rules: StepRules>(
    _ node: Int, _ number: Int, at cell: Cell, _ terms: Terms, on grid: borrowing Grid, _ rules: inout Rules
  ) -> Bool {
    let wasOdd = layers == 2 && node & 1 == 1
    let key = nodes.base[node].key
    let settled = 2 * search + 1
    let corners = terms.goesDiagonally && !terms.cutsCorners ? Corners(around: cell, on: grid) : Corners()
    for dy in -1...1 {
      for dx in -1...1 where dx != 0 || dy != 0 {
        let isDiagonal = dx != 0 && dy != 0
        guard !isDiagonal || terms.goesDiagonally else { continue }
        let there = number &+ dy &* window.width &+ dx
        let isOdd = layers == 2 && wasOdd != isDiagonal
        let next = there &* layers &+ (isOdd ? 1 : 0)
        // What is settled is as cheap as it gets; a step costs at least one in keys, so it cannot even tie.
        guard nodes.base[next].mark != settled else { continue }
        let answer = answer(there, &rules)
        guard answer != Known.forbidden else { continue }
        var price = StepPrice.cost(0)
        if answer >= 0 {
          if isDiagonal, corners.isCut(dx, dy) { continue }
          var cost = Int(answer >> 2)
          cost &+= isDiagonal ? (wasOdd ? terms.oddDiagonal : terms.diagonal) : terms.straight
          if terms.pricesEdges {
            switch rules.price(from: cell, to: window.cell(there)) {
            case .cost(let more): cost &+= more
            case .forbidden: continue
            case .fault: return false
            }
          }
          price = .cost(cost)
        }
        // What costs less than nothing is asked about once more, so that the rules report it themselves.
        if case .cost(let cost) = price, answer < 0 || cost < 0 {
          price = rules.step(from: cell, to: window.cell(there), isDiagonal: isDiagonal, isOdd: wasOdd)
        }
        switch price {
        case .forbidden: continue
        case .fault: return false
        case .cost(let cost):
          guard cost >= 0 else { return false }
          guard cost <= terms.limit >> Self.stepBits else { continue }
          let nextKey = key &+ cost << Self.stepBits &+ 1
          if nextKey <= terms.limit { offer(nextKey, to: next, from: node) }
        }
      }
    }
    return true
  }

  @inline(__always)
  private mutating func offer(_ key: Int, to next: Int, from node: Int) {
    let predecessor = Int32(truncatingIfNeeded: node)
    let there = nodes.base + next
    if there.pointee.mark == 2 * search {
      guard key <= there.pointee.key else { return }
      if key == there.pointee.key {
        // Nodes are numbered by y, x, then parity; the start has no predecessor and the smallest key of all.
        there.pointee.predecessor = min(there.pointee.predecessor, predecessor)
        return
      }
    }
    there.pointee = Node(key: key, predecessor: predecessor, mark: 2 * search)
    queue.push(key: key, node: Int32(truncatingIfNeeded: next))
  }

  /// What is known of steps to a cell.
  @inline(__always)
  private func answer<Rules: StepRules>(_ number: Int, _ rules: inout Rules) -> Int32 {
    if known.base[number].search == search { return known.base[number].answer }
    return ask(number, &rules)
  }

  private func ask<Rules: StepRules>(_ number: Int, _ rules: inout Rules) -> Int32 {
    let cell = window.cell(number)
    var answer = Known.forbidden
    // On the border lies what is beyond the map, or too far for any path.
    if window.number(of: cell) != nil {
      switch rules.arrival(at: cell) {
      case .various: answer = Known.various
      case .forbidden: break
      case .cost(let cost, let mayEnd):
        answer = Int32(truncatingIfNeeded: cost) << 2 | (mayEnd.map { $0 ? Known.end : Known.noEnd } ?? Known.asked)
      }
    }
    known.base[number] = Known(search: search, answer: answer)
    return answer
  }

  private func mayEnd<Rules: StepRules>(_ number: Int, _ cell: Cell, _ rules: inout Rules) -> Bool {
    let answer = answer(number, &rules)
    if answer >= 0, answer & 3 != Known.asked { return answer & 3 == Known.end }
    return rules.mayEnd(on: cell)
  }

  // MARK: Nodes

  private func end(_ node: Int, _ cell: Cell) -> End {
    let key = nodes.base[node].key
    return End(
      cell: cell, cost: key >> Self.stepBits, steps: key & (1 << Self.stepBits - 1),
      isOdd: layers == 2 && node & 1 == 1)
  }

  /// Whether a node that has just been settled is the first of its cell to be.
  private func isFirst(_ node: Int) -> Bool { layers == 1 || nodes.base[node ^ 1].mark != 2 * search + 1 }

  /// The settled node of a cell with the smallest key, an even count of diagonals first.
  private func bestNode(of cell: Cell) -> Int? {
    guard let number = window.number(of: cell) else { return nil }
    var best: Int?
    for node in number * layers..<(number + 1) * layers where nodes.base[node].mark == 2 * search + 1 {
      if best.map({ nodes.base[node].key < nodes.base[$0].key }) ?? true { best = node }
    }
    return best
  }
}

/// Which of the four cells beside one are solid: a diagonal step between them cuts a corner.
private struct Corners {
  var north = false
  var west = false
  var east = false
  var south = false

  init() {}

  @inline(__always)
  init(around cell: Cell, on grid: borrowing Grid) {
    let (x, y) = (Int(cell.x), Int(cell.y))
    north = grid[x, y - 1].contains(.solid)
    west = grid[x - 1, y].contains(.solid)
    east = grid[x + 1, y].contains(.solid)
    south = grid[x, y + 1].contains(.solid)
  }

  @inline(__always)
  func isCut(_ dx: Int, _ dy: Int) -> Bool { (dx < 0 ? west : east) || (dy < 0 ? north : south) }
}
