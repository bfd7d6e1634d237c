import TestKit
import Testing

@testable import Validator

/// Steps on a grid, as simple as they come.
struct TestSteps: StepRules {
  let grid: Grid
  var straight = 5
  /// The price of an odd-numbered diagonal and of an even-numbered one.
  var diagonals = (5, 5)
  var goesDiagonally = true
  var cutsCorners = false
  /// What entering a cell costs on top, by index.
  var extra: [Int] = []
  /// Cells on which no path may end.
  var passing: Set<Cell> = []

  var countsDiagonals: Bool { diagonals.0 != diagonals.1 }

  func step(from: Cell, to: Cell, isDiagonal: Bool, isOdd: Bool) -> StepPrice {
    guard !grid.has(.solid, at: to), let index = grid.index(of: to) else { return .forbidden }
    if !cutsCorners, grid.isCuttingCorner(from: Footprint(from), to: Footprint(to)) { return .forbidden }
    let base = isDiagonal ? (isOdd ? diagonals.1 : diagonals.0) : straight
    return .cost(base + (extra.isEmpty ? 0 : extra[index]))
  }

  func mayEnd(on cell: Cell) -> Bool { !passing.contains(cell) }
}

@Suite struct GeometryMovementTests {
  @Test func reachIsDrawn() {
    let map = GeometryDrawing("##########\n#a..~~..g#\n#....#...#\n##########")
    var rules = TestSteps(grid: map.grid)
    rules.extra = (0..<40).map { map.grid[$0 % 10, $0 / 10].contains(Marks(number: 2)) ? 5 : 0 }
    var search = MovementSearch()
    #expect(search.run(from: Cell(near: 1, 1), budget: 20, on: map.grid, by: &rules))
    #expect(
      map.drawing(of: search.ends.map(\.cell)) == """
        ##########
        #.***....#
        #****#...#
        ##########
        """)
    #expect(search.cost(of: Cell(near: 4, 1)) == 20)
    #expect(search.cost(of: Cell(near: 5, 1)) == nil)
  }

  @Test func cornersAreNotCut() {
    let map = GeometryDrawing("a#\n..")
    var rules = TestSteps(grid: map.grid)
    var search = MovementSearch()
    #expect(search.run(from: Cell(near: 0, 0), on: map.grid, by: &rules))
    #expect(search.cost(of: Cell(near: 1, 1)) == 10)
    rules.cutsCorners = true
    #expect(search.run(from: Cell(near: 0, 0), on: map.grid, by: &rules))
    #expect(search.cost(of: Cell(near: 1, 1)) == 5)
    rules.goesDiagonally = false
    #expect(search.run(from: Cell(near: 0, 0), on: map.grid, by: &rules))
    #expect(search.cost(of: Cell(near: 1, 1)) == 10)
  }

  /// A body two cells wide sweeps over the two cells of the box around it that it covers neither before nor after.
  @Test func wideBodiesCutCornersToo() throws {
    let wide = { (x: Int, y: Int) throws in try #require(Footprint(at: Cell(near: x, y), side: 2)) }
    let map = GeometryDrawing("..#\n...\n...").grid
    #expect(try map.isCuttingCorner(from: wide(0, 0), to: wide(1, 1)))
    #expect(try map.isCuttingCorner(from: wide(1, 1), to: wide(0, 0)))
    #expect(try !map.isCuttingCorner(from: wide(0, 0), to: wide(0, 1)))
    let other = GeometryDrawing("...\n.#.\n...").grid
    #expect(try !other.isCuttingCorner(from: wide(0, 0), to: wide(1, 1)))
    let third = GeometryDrawing("...\n...\n#..").grid
    #expect(try third.isCuttingCorner(from: wide(0, 0), to: wide(1, 1)))
    #expect(try !third.isCuttingCorner(from: wide(1, 0), to: wide(0, 1)))
  }

  @Test func whoMayNotStayMayPass() {
    let map = GeometryDrawing("a.b")
    var rules = TestSteps(grid: map.grid)
    rules.passing = [Cell(near: 1, 0)]
    var search = MovementSearch()
    #expect(search.run(from: Cell(near: 0, 0), on: map.grid, by: &rules))
    #expect(search.ends == [.init(cell: Cell(near: 2, 0), cost: 10, steps: 2, isOdd: false)])
    var path: [Cell] = []
    #expect(search.path(to: Cell(near: 2, 0), into: &path))
    #expect(path == [Cell(near: 1, 0), Cell(near: 2, 0)])
    #expect(!search.path(to: Cell(near: 0, 0), into: &path))
    #expect(path == [])
  }

  @Test func diagonalsCountOnFromBefore() {
    let map = GeometryDrawing("a...\n....\n....\n....")
    var rules = TestSteps(grid: map.grid, diagonals: (5, 10))
    var search = MovementSearch()
    #expect(search.run(from: Cell(near: 0, 0), isOdd: true, to: Cell(near: 3, 3), on: map.grid, by: &rules))
    #expect(search.ends == [.init(cell: Cell(near: 3, 3), cost: 25, steps: 3, isOdd: false)])
    #expect(search.run(from: Cell(near: 0, 0), isOdd: false, to: Cell(near: 3, 3), on: map.grid, by: &rules))
    #expect(search.ends == [.init(cell: Cell(near: 3, 3), cost: 20, steps: 3, isOdd: true)])
  }

  @Test func pathsHaveAtMost256Steps() {
    let grid = GeometryDrawing.grid(width: 300, height: 1, terrain: Array(repeating: [], count: 300))
    var rules = TestSteps(grid: grid, straight: 0)
    var search = MovementSearch()
    #expect(search.run(from: Cell(near: 0, 0), budget: 0, on: grid, by: &rules))
    #expect(search.ends.count == 256)
    #expect(search.ends.last == .init(cell: Cell(near: 256, 0), cost: 0, steps: 256, isOdd: false))
  }

  @Test func hugeCostsAreBeyondEveryBudget() {
    let map = GeometryDrawing("a.b")
    var rules = TestSteps(grid: map.grid, straight: .max)
    var search = MovementSearch()
    #expect(search.run(from: Cell(near: 0, 0), budget: .max, on: map.grid, by: &rules))
    #expect(search.ends == [])
    rules.straight = MovementSearch.largestBudget
    #expect(search.run(from: Cell(near: 0, 0), on: map.grid, by: &rules))
    #expect(search.ends.map(\.cell) == [Cell(near: 1, 0)])
    rules.straight = -1
    #expect(!search.run(from: Cell(near: 0, 0), on: map.grid, by: &rules))
    #expect(search.run(from: Cell(near: 9, 0), on: map.grid, by: &rules))
    #expect(search.ends == [])
  }

  /// Costs, steps, ends and paths agree with a plain relaxation until nothing changes, also when one search object is
  /// used for maps of different sizes.
  @Test func agreesWithPlainRelaxation() {
    var search = MovementSearch()
    for seed in 0..<80 as Range<UInt64> {
      var random = SplitMix(seed: seed)
      let (width, height) = (Int.random(in: 1...9, using: &random), Int.random(in: 1...8, using: &random))
      let grid = GeometryDrawing.random(width: width, height: height, density: 25, &random)
      var rules = TestSteps(grid: grid, straight: Int.random(in: 0...5, using: &random))
      rules.diagonals = [(5, 5), (5, 10), (3, 1)].randomElement(using: &random) ?? (5, 5)
      rules.cutsCorners = Bool.random(using: &random)
      rules.goesDiagonally = Int.random(in: 0..<4, using: &random) > 0
      rules.extra = (0..<width * height).map { _ in [0, 0, 0, 1, 5].randomElement(using: &random) ?? 0 }
      rules.passing = Set((0..<5).map { _ in cell(in: grid, &random) })
      let start = cell(in: grid, &random)
      let isOdd = Bool.random(using: &random)
      let budget = Int.random(in: 0...40, using: &random)

      #expect(search.run(from: start, isOdd: isOdd, budget: budget, on: grid, by: &rules))
      let reference = Relaxation(grid: grid, rules: rules, start: start, isOdd: isOdd, budget: budget)
      #expect(Set(search.ends.map(\.cell)) == reference.ends)
      #expect(search.ends.count == reference.ends.count)
      var path: [Cell] = []
      for end in search.ends {
        #expect(reference.best(end.cell).map { [$0.cost, $0.steps] } == [end.cost, end.steps])
        #expect(search.path(to: end.cell, into: &path))
        #expect(path == reference.path(to: end.cell))
      }
      let order = search.ends.map { [$0.cost, $0.steps, Int($0.cell.y), Int($0.cell.x)] }
      #expect(zip(order, order.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })

      let target = cell(in: grid, &random)
      let known = search.ends.first { $0.cell == target }
      #expect(search.run(from: start, isOdd: isOdd, budget: budget, to: target, on: grid, by: &rules))
      #expect(search.ends == (known.map { [$0] } ?? []))
      if known != nil {
        #expect(search.path(to: target, into: &path))
        #expect(path == reference.path(to: target))
      }
    }
  }

  private func cell(in grid: Grid, _ random: inout SplitMix) -> Cell {
    Cell(near: .random(in: 0..<grid.width, using: &random), .random(in: 0..<grid.height, using: &random))
  }
}

/// The least (cost, steps) of every cell and parity, by trying every step until nothing gets better.
private struct Relaxation {
  struct Node: Hashable {
    let cell: Cell
    let isOdd: Bool
  }

  struct Value: Equatable {
    var cost: Int
    var steps: Int
    static func < (left: Value, right: Value) -> Bool { (left.cost, left.steps) < (right.cost, right.steps) }
  }

  let rules: TestSteps
  let start: Node
  private(set) var values: [Node: Value]

  init(grid: Grid, rules: TestSteps, start: Cell, isOdd: Bool, budget: Int) {
    self.rules = rules
    self.start = Node(cell: start, isOdd: isOdd && rules.countsDiagonals)
    values = [self.start: Value(cost: 0, steps: 0)]
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for (node, value) in values {
        for (next, cost) in steps(from: node) {
          let offered = Value(cost: value.cost + cost, steps: value.steps + 1)
          guard offered.cost <= budget, values[next].map({ offered < $0 }) ?? true else { continue }
          values[next] = offered
          hasChanged = true
        }
      }
    }
  }

  var ends: Set<Cell> {
    Set(values.keys.map(\.cell).filter { $0 != start.cell && rules.mayEnd(on: $0) })
  }

  func best(_ cell: Cell) -> Value? { bestNode(cell).flatMap { values[$0] } }

  /// Backwards from the end, always by the smallest of the best predecessors.
  func path(to cell: Cell) -> [Cell] {
    var path: [Cell] = []
    var node = bestNode(cell)
    while let current = node, current != start, let value = values[current] {
      path.append(current.cell)
      let predecessors = values.filter { candidate in
        steps(from: candidate.key).contains { next, cost in
          next == current && Value(cost: candidate.value.cost + cost, steps: candidate.value.steps + 1) == value
        }
      }
      node = predecessors.keys.min { ($0.cell, $0.isOdd ? 1 : 0) < ($1.cell, $1.isOdd ? 1 : 0) }
    }
    return path.reversed()
  }

  private func bestNode(_ cell: Cell) -> Node? {
    [false, true].map { Node(cell: cell, isOdd: $0) }.filter { values[$0] != nil }
      .min { left, right in
        guard let left = values[left], let right = values[right] else { return false }
        return left < right
      }
  }

  private func steps(from node: Node) -> [(Node, Int)] {
    var steps: [(Node, Int)] = []
    for dy in -1...1 {
      for dx in -1...1 where dx != 0 || dy != 0 {
        let isDiagonal = dx != 0 && dy != 0
        let cell = Cell(near: Int(node.cell.x) + dx, Int(node.cell.y) + dy)
        guard rules.goesDiagonally || !isDiagonal,
          case .cost(let cost) = rules.step(from: node.cell, to: cell, isDiagonal: isDiagonal, isOdd: node.isOdd)
        else { continue }
        steps.append((Node(cell: cell, isOdd: rules.countsDiagonals && node.isOdd != isDiagonal), cost))
      }
    }
    return steps
  }
}
