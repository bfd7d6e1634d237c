// A directed graph with places on its edges, as the laws about cycles need it. Without recursion: a chain may be as
// long as a rule set has declarations.

struct Digraph<Node: Hashable> {
  typealias Edge = (node: Node, range: SourceRange)

  /// Nodes behind all they lead to; without those that lead to a cycle.
  let order: [Node]
  /// For each knot of nodes that lead back to themselves one closed chain, the shortest from its first node.
  let cycles: [[Edge]]

  init(nodes: [Node], edges: (Node) -> [Edge]) {
    let known = Set(nodes)
    var out: [Node: [Edge]] = [:]
    for node in known { out[node] = edges(node).filter { known.contains($0.node) } }
    order = Self.order(nodes, out)
    var cycles: [[Edge]] = []
    var told: Set<Node> = []
    let knotted = order.count == nodes.count ? [] : Self.knotted(nodes, out, settled: Set(order))
    for node in nodes where knotted.contains(node) && !told.contains(node) {
      guard let cycle = Self.shortestCycle(through: node, out) else { continue }
      if cycle.allSatisfy({ !told.contains($0.node) }) { cycles.append(cycle) }
      told.formUnion(cycle.map(\.node))
    }
    self.cycles = cycles
  }

  /// Takes away, round by round, what leads to nothing that is left.
  private static func order(_ nodes: [Node], _ out: [Node: [Edge]]) -> [Node] {
    var users: [Node: [Node]] = [:]
    var open: [Node: Int] = [:]
    for node in nodes {
      let targets = Set((out[node] ?? []).map(\.node))
      open[node] = targets.count
      for target in targets { users[target, default: []].append(node) }
    }
    var order = nodes.filter { open[$0] == 0 }
    var next = 0
    while next < order.count {
      for user in users[order[next]] ?? [] {
        let left = (open[user] ?? 1) - 1
        open[user] = left
        if left == 0 { order.append(user) }
      }
      next += 1
    }
    return order
  }

  /// Those that are not settled, without those that only lead to a cycle: nothing unsettled leads to them.
  private static func knotted(_ nodes: [Node], _ out: [Node: [Edge]], settled: Set<Node>) -> Set<Node> {
    var left = Set(nodes).subtracting(settled)
    var users: [Node: Int] = [:]
    for node in left {
      for edge in out[node] ?? [] { users[edge.node, default: 0] += 1 }
    }
    var pending = left.filter { users[$0, default: 0] == 0 }
    while let node = pending.popFirst() {
      left.remove(node)
      for edge in out[node] ?? [] where left.contains(edge.node) {
        users[edge.node, default: 0] -= 1
        if users[edge.node] == 0 { pending.insert(edge.node) }
      }
    }
    return left
  }

  /// Breadth first from the node until an edge leads back to it; the last edge of the chain is that one.
  private static func shortestCycle(through start: Node, _ out: [Node: [Edge]]) -> [Edge]? {
    var reachedBy: [Node: (from: Node, range: SourceRange)] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for edge in out[node] ?? [] where reachedBy[edge.node] == nil {
        reachedBy[edge.node] = (node, edge.range)
        if edge.node == start { return chain(backTo: start, reachedBy) }
        queue.append(edge.node)
      }
    }
    return nil
  }

  private static func chain(backTo start: Node, _ reachedBy: [Node: (from: Node, range: SourceRange)]) -> [Edge] {
    var chain: [Edge] = []
    var node = start
    repeat {
      guard let step = reachedBy[node] else { break }
      chain.append((node, step.range))
      node = step.from
    } while node != start
    return chain.reversed()
  }
}
