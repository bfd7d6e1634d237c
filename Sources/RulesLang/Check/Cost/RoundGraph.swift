// In how many rounds consequences can follow one request. Each pair of consequence and row happens at most once, so
// there are never more rounds than pairs; mostly there are far fewer. What happens in a round is brought about by a
// change of the round before, so a chain of rounds is a chain of consequences of which each writes what the next one
// reads. Where no such chain comes back to where it was, there are no more rounds than consequences in the longest.
// Where one does, its part of the chain ends when all its pairs have happened: as many rounds as it has rows; or, if
// each step stays with one row, as many as it has consequences.

/// Which consequence can bring about which, and so in how many rounds each may be looked at.
struct RoundGraph {
  /// For each consequence, in their order, the last round of a request in which its condition may become true.
  let rounds: [Steps]

  /// - Parameter rows: how many rows each consequence has.
  init(_ context: LawContext, rows: [Steps]) {
    let program = context.program
    let analysis = ReadAnalysis(program)
    let writes = WriteAnalysis(context)
    let effects = program.consequences.map { writes.writes(of: $0) }
    let reads = program.consequences.map { consequence in
      ([consequence.condition] + (consequence.binder?.expressions ?? [])).reduce(into: Reads()) {
        $0.formUnion(analysis.reads(of: $1))
      }
    }
    // Consequences by the fields that they read, so that only those that touch are compared.
    var readers: [WrittenField.Name: [Int]] = [:]
    for (index, read) in reads.enumerated() {
      for name in Set(read.fields.map { WrittenField.Name(entity: $0.entity, field: $0.field) }) {
        readers[name, default: []].append(index)
      }
    }
    var links: [[Link]] = []
    for (index, written) in effects.enumerated() {
      var strays: [Int: Bool] = [:]
      for field in written {
        for reader in readers[field.name] ?? [] {
          let stays = field.isOwn && program.consequences[reader].readsOwn(field.name, reads[reader])
          strays[reader] = (strays[reader] ?? false) || !stays
        }
      }
      // The same pair does not happen again.
      if strays[index] == false || rows[index] <= 1 { strays[index] = nil }
      links.append(strays.sorted { $0.key < $1.key }.map { Link(target: $0.key, strays: $0.value) })
    }
    rounds = Self.rounds(links, rows: rows)
  }

  /// One consequence's way to another.
  private struct Link {
    var target: Int
    /// It may lead to another row.
    var strays: Bool
  }

  private static func rounds(_ links: [[Link]], rows: [Steps]) -> [Steps] {
    let knots = KnotFinder(links.map { $0.map(\.target) }).knots
    var knot = [Int](repeating: 0, count: links.count)
    for (number, members) in knots.enumerated() { for member in members { knot[member] = number } }
    // Knots come behind those that lead to them, so what leads to one is known when it is met.
    var before = [Steps](repeating: 0, count: knots.count)
    var rounds = [Steps](repeating: 0, count: links.count)
    for (number, members) in knots.enumerated() {
      let inner = members.flatMap { from in links[from].filter { knot[$0.target] == number } }
      var length: Steps = 0
      if inner.contains(where: \.strays) {
        for member in members { length += rows[member] }
      } else {
        length = Steps(clamping: members.count)
      }
      for member in members { rounds[member] = before[number] + length }
      for link in members.flatMap({ links[$0] }) where knot[link.target] != number {
        before[knot[link.target]] = max(before[knot[link.target]], before[number] + length)
      }
    }
    return rounds
  }
}

extension ConsequenceInfo {
  /// Whether it reads the field of its own row alone.
  fileprivate func readsOwn(_ name: WrittenField.Name, _ reads: Reads) -> Bool {
    guard let binder, case .table(let entity) = binder.domain.kind, entity == name.entity else { return false }
    return reads.fields.allSatisfy { field in
      field.entity != name.entity || field.field != name.field || field.owner == .local(binder.local)
    }
  }
}

/// Groups of nodes of which each leads to each other, those first that lead to the others. Without recursion: a chain
/// may be as long as a rule set has declarations.
private struct KnotFinder {
  private(set) var knots: [[Int]] = []

  /// - Parameter out: where each node leads.
  init(_ out: [[Int]]) {
    var into = [[Int]](repeating: [], count: out.count)
    for (node, targets) in out.enumerated() { for target in targets { into[target].append(node) } }
    // What is finished last leads to what was finished before it; going back from it gathers its knot.
    var seen: Set<Int> = []
    for start in Self.finished(out).reversed() where seen.insert(start).inserted {
      var knot = [start]
      var next = 0
      while next < knot.count {
        knot += into[knot[next]].filter { seen.insert($0).inserted }
        next += 1
      }
      knots.append(knot)
    }
  }

  private static func finished(_ out: [[Int]]) -> [Int] {
    var order: [Int] = []
    var seen: Set<Int> = []
    for start in out.indices where seen.insert(start).inserted {
      var path = [(node: start, next: 0)]
      while let last = path.last {
        if let target = out[last.node].dropFirst(last.next).first {
          path[path.count - 1].next += 1
          if seen.insert(target).inserted { path.append((target, 0)) }
        } else {
          order.append(last.node)
          path.removeLast()
        }
      }
    }
    return order
  }
}
