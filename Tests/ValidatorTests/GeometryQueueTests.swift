import TestKit
import Testing

@testable import Validator

@Suite struct GeometryQueueTests {
  private struct Item: Comparable {
    let key: Int
    let node: Int32
    static func < (a: Item, b: Item) -> Bool { (a.key, a.node) < (b.key, b.node) }
  }

  /// What comes out is always the least of what is in it, as long as nothing below the last one is put in.
  @Test(arguments: [[0], [1, 5, 10], [0, 5], [63, 64, 65], [0, 1, 70, 1 << 40]])
  func theLeastComesFirst(costs: [Int]) throws {
    var queue = BucketQueue()
    for seed in 0..<60 as Range<UInt64> {
      var random = SplitMix(seed: seed)
      queue.removeAll()
      var waiting: [Item] = []
      var last = Item(key: 0, node: 0)
      func push() throws {
        let cost = (last.key >> BucketQueue.stepBits) + (try #require(costs.randomElement(using: &random)))
        let steps = (last.key & 255) + 1
        let item = Item(key: cost << BucketQueue.stepBits | steps % 256, node: .random(in: 0..<50, using: &random))
        guard item > last else { return }
        waiting.append(item)
        queue.push(key: item.key, node: item.node)
      }
      for _ in 0..<4 { try push() }
      for _ in 0..<200 {
        let least = waiting.min()
        let popped = queue.pop()
        #expect(popped?.key == least?.key && popped?.node == least?.node)
        guard let least, let index = waiting.firstIndex(of: least) else { break }
        waiting.remove(at: index)
        last = least
        for _ in 0..<Int.random(in: 0...3, using: &random) { try push() }
      }
      // What is still in it is forgotten.
    }
  }

  @Test func aBucketInWildOrderIsSorted() {
    var queue = BucketQueue()
    var random = SplitMix(seed: 1)
    let nodes = (0..<1000).map { Int32($0) }.shuffled(using: &random)
    for node in nodes { queue.push(key: 7 << BucketQueue.stepBits | 3, node: node) }
    for node in 0..<1000 as Range<Int32> { #expect(queue.pop()?.node == node) }
    #expect(queue.pop() == nil)
  }
}

/// The same steps, told cell by cell as far as that goes.
struct SplitSteps: StepRules {
  let steps: TestSteps
  /// Cells about which nothing is told, and such of which the end is not.
  var untold: Set<Cell> = []
  var openEnds: Set<Cell> = []
  /// Whether prices are told edge by edge.
  var pricesEdges = false
  private(set) var asked: Set<Cell> = []
  private(set) var askedTwice = false

  init(_ steps: TestSteps) { self.steps = steps }

  var goesDiagonally: Bool { steps.goesDiagonally }
  var cutsCorners: Bool { steps.cutsCorners }
  var countsDiagonals: Bool { steps.countsDiagonals }

  func step(from: Cell, to: Cell, isDiagonal: Bool, isOdd: Bool) -> StepPrice {
    steps.step(from: from, to: to, isDiagonal: isDiagonal, isOdd: isOdd)
  }

  func mayEnd(on cell: Cell) -> Bool { steps.mayEnd(on: cell) }

  mutating func arrival(at cell: Cell) -> Arrival {
    if !asked.insert(cell).inserted { askedTwice = true }
    guard !untold.contains(cell), let index = steps.grid.index(of: cell) else { return .various }
    guard !steps.grid.has(.solid, at: cell) else { return .forbidden }
    let extra = pricesEdges || steps.extra.isEmpty ? 0 : steps.extra[index]
    return .cost(extra, mayEnd: openEnds.contains(cell) ? nil : steps.mayEnd(on: cell))
  }

  func price(isDiagonal: Bool, isOdd: Bool) -> Int {
    isDiagonal ? (isOdd ? steps.diagonals.1 : steps.diagonals.0) : steps.straight
  }

  func price(from: Cell, to: Cell) -> StepPrice {
    guard let index = steps.grid.index(of: to) else { return .forbidden }
    return .cost(steps.extra.isEmpty ? 0 : steps.extra[index])
  }
}

@Suite struct GeometrySplitTests {
  /// A search that is told of cells finds what one finds that asks about every step.
  @Test func toldCellByCellItIsTheSame() {
    var plain = MovementSearch()
    var split = MovementSearch()
    for seed in 0..<300 as Range<UInt64> {
      var random = SplitMix(seed: seed)
      let (width, height) = (Int.random(in: 1...14, using: &random), Int.random(in: 1...12, using: &random))
      let grid = GeometryDrawing.random(width: width, height: height, density: 25, &random)
      func cell() -> Cell {
        Cell(near: .random(in: 0..<width, using: &random), .random(in: 0..<height, using: &random))
      }
      var steps = TestSteps(grid: grid, straight: Int.random(in: 0...5, using: &random))
      let diagonal = Int.random(in: 0...5, using: &random)
      steps.diagonals = Bool.random(using: &random) ? (diagonal, diagonal) : (5, 10)
      steps.cutsCorners = Bool.random(using: &random)
      steps.goesDiagonally = Int.random(in: 0..<4, using: &random) > 0
      steps.extra = (0..<width * height).map { _ in [0, 0, 0, 1, 5, 70].randomElement(using: &random) ?? 0 }
      steps.passing = Set((0..<5).map { _ in cell() })
      var told = SplitSteps(steps)
      told.untold = Set((0..<Int.random(in: 0...9, using: &random)).map { _ in cell() })
      told.openEnds = Set((0..<4).map { _ in cell() })
      told.pricesEdges = Bool.random(using: &random)
      let (start, isOdd, budget) = (cell(), Bool.random(using: &random), Int.random(in: 0...90, using: &random))
      #expect(plain.run(from: start, isOdd: isOdd, budget: budget, on: grid, by: &steps))
      #expect(split.run(from: start, isOdd: isOdd, budget: budget, on: grid, by: &told))
      #expect(plain.ends == split.ends)
      #expect(!told.askedTwice)
      var (path, other): ([Cell], [Cell]) = ([], [])
      for end in plain.ends {
        #expect(plain.path(to: end.cell, into: &path) && split.path(to: end.cell, into: &other))
        #expect(path == other)
      }
    }
  }

  /// On a map far larger than any path is long, the same is found as on the part that can be reached.
  @Test func largeMapsAreSearchedNearTheStartOnly() {
    let side = 1200
    let grid = GeometryDrawing.grid(width: side, height: side, terrain: Array(repeating: [], count: side * side))
    var steps = SplitSteps(TestSteps(grid: grid))
    var search = MovementSearch()
    for start in [Cell(near: 0, 0), Cell(near: 600, 700), Cell(near: side - 1, side - 1)] {
      #expect(search.run(from: start, budget: 20, on: grid, by: &steps))
      let cells = (-4...4).flatMap { dy in (-4...4).map { dx in (Int(start.x) + dx, Int(start.y) + dy) } }
      let expected = cells.filter { (0..<side).contains($0.0) && (0..<side).contains($0.1) }.count - 1
      #expect(search.ends.count == expected)
      #expect(search.ends.last?.cost == 20)
    }
    #expect(search.run(from: Cell(near: 300, 300), on: grid, by: &steps))
    #expect(search.ends.count == 513 * 513 - 1)
    #expect(search.ends.last?.cell == Cell(near: 556, 556))
    #expect(search.cost(of: Cell(near: 557, 300)) == nil)
  }
}
