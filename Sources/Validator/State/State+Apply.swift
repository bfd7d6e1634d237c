internal import RulesLang

/// Why a verdict was not applied.
public enum ApplyError: Error, Sendable, Hashable {
  /// The state has changed since the verdict was made: judge the request again.
  case stale
  /// The verdict still needs dice.
  case awaitingRolls
  /// The verdict was made by other rules.
  case otherRules
  /// The request was refused.
  case refused
}

extension State {
  /// Makes the changes of a verdict. It must have been made for this very state, so nothing is done twice.
  public mutating func apply(_ verdict: Verdict) throws(ApplyError) {
    guard verdict.rules == rules.digest else { throw .otherRules }
    try apply(verdict.decision)
  }

  /// Makes the changes of a decision, in time proportional to them.
  public mutating func apply(_ decision: Decision) throws(ApplyError) {
    switch decision.outcome {
    case .refused: throw .refused
    case .awaiting: throw .awaitingRolls
    case .ready: break
    }
    guard decision.stamp == stamp else { throw .stale }
    let changes = transplanted(decision)
    write { storage in
      storage.clock = max(storage.clock, decision.now ?? storage.clock)
      storage.heard = storage.clock
      storage.revision += 1
      if !changes.isEmpty { storage.add(decision.texts) }
      for change in changes { storage.make(change) }
    }
    for change in changes where table(change.table).isWasteful { compact(change.table) }
  }

  /// The changes of one table, with what their sets and lists add to its pool.
  fileprivate struct TableChanges {
    let table: Int
    var changes: [Decision.Change]
    let pool: [Word]
  }

  /// Sets and lists are read where they lie before anything is written.
  private func transplanted(_ decision: Decision) -> [TableChanges] {
    let source = WordSource(self, added: decision.texts, arena: decision.pool)
    var tables: [TableChanges] = []
    var rest = decision.changes[...]
    while let table = rest.first.map({ Int($0.table) }) {
      let own = rest.prefix { Int($0.table) == table }
      rest = rest.dropFirst(own.count)
      let spans = rules.layout.tables[table].spans
      var transplant = Transplant(from: source, to: table, poolStart: self.table(table).pool.count)
      let moved = own.map { change in
        guard let type = spans[Int(change.column)] else { return change }
        return Decision.Change(
          table: change.table, row: change.row, column: change.column, word: transplant.span(change.word, type))
      }
      tables.append(TableChanges(table: table, changes: moved, pool: transplant.pool))
    }
    return tables
  }

  /// Copies what columns still reach into a new pool.
  private mutating func compact(_ index: Int) {
    let compacted = compacted(index)
    write { $0.replace(index, with: compacted) }
  }

  private func compacted(_ index: Int) -> TableStorage {
    let table = self.table(index)
    var columns = table.allColumns
    var transplant = Transplant(from: WordSource(self), to: index, poolStart: 0)
    for (column, type) in rules.layout.tables[index].spans.enumerated() {
      guard let type else { continue }
      for place in column * table.rowCount..<(column + 1) * table.rowCount {
        columns[place] = transplant.span(columns[place], type)
      }
    }
    return TableStorage(ids: table.ids, columns: columns, pool: transplant.pool)
  }
}

extension StateStorage {
  fileprivate func make(_ changes: State.TableChanges) {
    let table = writable(changes.table)
    let spans = rules.layout.tables[changes.table].spans
    _ = table.addToPool(changes.pool)
    for change in changes.changes {
      let (row, column) = (Int(change.row), Int(change.column))
      if let element = spans[column].flatMap(rules.layout.spanElement) {
        table.leave(table[row, column], stride: rules.layout.words(element))
      }
      table[row, column] = change.word
    }
  }
}
