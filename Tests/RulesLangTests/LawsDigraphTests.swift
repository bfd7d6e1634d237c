import Testing

@testable import RulesLang

@Suite struct LawsDigraphTests {
  private func digraph(_ edges: [Int: [Int]], count: Int) -> Digraph<Int> {
    Digraph(nodes: Array(0..<count)) { node in
      (edges[node] ?? []).map { ($0, SourceRange(file: 0, lower: node, upper: $0)) }
    }
  }

  @Test func everyNodeStandsBehindAllItLeadsTo() {
    let graph = digraph([0: [1, 2], 1: [3], 2: [3]], count: 4)
    #expect(graph.cycles.isEmpty)
    #expect(graph.order.first == 3)
    #expect(graph.order.last == 0)
    #expect(graph.order.count == 4)
  }

  @Test func aCycleIsToldOnceAndByItsShortestChain() {
    // 0 → 1 → 2 → 0 and the shorter 0 → 2 → 0; 3 only leads there.
    let graph = digraph([0: [1, 2], 1: [2], 2: [0], 3: [0]], count: 4)
    #expect(graph.cycles.map { $0.map(\.node) } == [[2, 0]])
    #expect(graph.order.isEmpty)
  }

  @Test func whatLeadsToItselfIsACycleOfOne() {
    #expect(digraph([0: [0]], count: 1).cycles.map { $0.map(\.node) } == [[0]])
  }

  @Test func knotsApartAreToldApart() {
    #expect(digraph([0: [1], 1: [0], 2: [3], 3: [2]], count: 4).cycles.count == 2)
  }

  @Test func aLongChainNeedsNoStack() {
    let count = 100_000
    let graph = Digraph(nodes: Array(0..<count)) { node in
      node + 1 < count ? [(node + 1, SourceRange(file: 0, lower: 0, upper: 0))] : []
    }
    #expect(graph.order.count == count)
  }
}
