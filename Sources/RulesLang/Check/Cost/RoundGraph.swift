// In how many rounds consequences can follow one request. Each pair of consequence and row happens at most once, so
// there are never more rounds than pairs; mostly there are far fewer. What happens in a round is brought about by a
// change of the round before, so a chain of rounds is a chain of consequences of which each writes what the next one
// reads. Where no such chain comes back to where it was, there are no more rounds than consequences in the longest.
// Where one does, its part of the chain ends when all its pairs have happened: as many rounds as it has rows; or, if
// each step stays with one row, as many as it has consequences.

/// Which consequence can bring about which, and so in how many rounds each may be looked at.
///
/// A consequence leads to the fields that its event writes, a field to the consequences that read it. So where many
/// share a field there are as many links as there are writers and readers, not one for each two of them.
struct RoundGraph {
  /// For each consequence, in their order, the last round of a request in which its condition may become true.
  let rounds: [Steps]

  /// - Parameter rows: how many rows each consequence has.
  init(_ context: LawContext, rows: [Steps]) {
    let program = context.program
    let analysis = ReadAnalysis(program)
    let writes = WriteAnalysis(context)
    var fields: [WrittenField: Int] = [:]
    var links = Links(consequences: program.consequences.count)
    for (index, consequence) in program.consequences.enumerated() {
      for field in writes.writes(of: consequence) {
        let place = fields[field] ?? links.addField()
        fields[field] = place
        links.writers[place].append(index)
      }
    }
    for (index, consequence) in program.consequences.enumerated() {
      let reads = analysis.reads(of: consequence)
      for name in reads.names {
        let readsOwn = consequence.readsOwn(name, reads)
        for isOwn in [true, false] {
          guard let place = fields[WrittenField(name: name, parameter: nil, isOwn: isOwn)] else { continue }
          links.readers[place].append(Links.Reader(consequence: index, strays: !(isOwn && readsOwn)))
        }
      }
    }
    rounds = links.rounds(rows: rows)
  }
}

/// The ways from consequence to consequence, through the fields between them.
private struct Links {
  struct Reader {
    let consequence: Int
    /// It may be another row of it that what is written brings about.
    let strays: Bool
  }

  /// For each field the consequences that write it, and those that read it.
  var writers: [[Int]] = []
  var readers: [[Reader]] = []
  private let consequences: Int

  init(consequences: Int) { self.consequences = consequences }

  mutating func addField() -> Int {
    writers.append([])
    readers.append([])
    return writers.count - 1
  }

  func rounds(rows: [Steps]) -> [Steps] {
    // Consequences come first among the nodes, then fields.
    var out = [[Int]](repeating: [], count: consequences + writers.count)
    for field in writers.indices {
      for writer in writers[field] { out[writer].append(consequences + field) }
      out[consequences + field] = readers[field].map(\.consequence)
    }
    let knots = KnotFinder(out).knots
    var knot = [Int](repeating: 0, count: out.count)
    for (number, members) in knots.enumerated() { for member in members { knot[member] = number } }
    // Knots come behind those that lead to them, so what leads to one is known when it is met.
    var before = [Steps](repeating: 0, count: knots.count)
    var rounds = [Steps](repeating: 0, count: consequences)
    for (number, members) in knots.enumerated() {
      let inner = members.filter { $0 < consequences }
      let between = members.filter { $0 >= consequences }
      var length: Steps = 0
      if between.contains(where: { strays(within: number, $0 - consequences, knot, rows) }) {
        for member in inner { length += rows[member] }
      } else {
        length = Steps(clamping: inner.count)
      }
      for member in inner { rounds[member] = before[number] + length }
      for target in members.flatMap({ out[$0] }) where knot[target] != number {
        before[knot[target]] = max(before[knot[target]], before[number] + length)
      }
    }
    return rounds
  }

  /// Whether a field leads from a consequence of a knot to another row of one of the same knot.
  private func strays(within number: Int, _ field: Int, _ knot: [Int], _ rows: [Steps]) -> Bool {
    let writers = writers[field].filter { knot[$0] == number }
    let readers = readers[field].filter { $0.strays && knot[$0.consequence] == number }
    return readers.contains { reader in
      // The same pair does not happen again.
      rows[reader.consequence] > 1 ? !writers.isEmpty : writers.contains { $0 != reader.consequence }
    }
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
    var seen = [Bool](repeating: false, count: out.count)
    for start in Self.finished(out).reversed() where !seen[start] {
      seen[start] = true
      var knot = [start]
      var next = 0
      while next < knot.count {
        for node in into[knot[next]] where !seen[node] {
          seen[node] = true
          knot.append(node)
        }
        next += 1
      }
      knots.append(knot)
    }
  }

  private static func finished(_ out: [[Int]]) -> [Int] {
    var order: [Int] = []
    var seen = [Bool](repeating: false, count: out.count)
    for start in out.indices where !seen[start] {
      seen[start] = true
      var path = [(node: start, next: 0)]
      while let last = path.last {
        if let target = out[last.node].dropFirst(last.next).first {
          path[path.count - 1].next += 1
          if !seen[target] {
            seen[target] = true
            path.append((target, 0))
          }
        } else {
          order.append(last.node)
          path.removeLast()
        }
      }
    }
    return order
  }
}
