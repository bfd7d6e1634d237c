internal import RulesLang

extension State {
  /// A table with other rows, whose references have new numbers. Rows that are new are all zeros.
  ///
  /// - Parameters:
  ///   - ids: of the rows there will be, in their order.
  ///   - numbers: for each entity the new number of each of its rows, ``Transplant/gone`` for one that is no more; nil
  ///     where nothing changes.
  ///   - takingOut: whether optionals and elements of lists go that need a row that is gone.
  ///   - check: is told of each field in its new place, and whether a reference that must not be absent leads nowhere.
  func renumbered(
    _ index: Int, ids: [Word], _ numbers: [[Word]?], takingOut: Bool,
    _ check: (_ words: [Word], _ row: Int, _ field: Int, _ isBroken: Bool) -> Void = { _, _, _, _ in }
  ) -> TableStorage {
    let table = rules.layout.tables[index]
    var columns = [Word](repeating: 0, count: ids.count * table.columnCount)
    var transplant = Transplant(from: WordSource(self), to: index, poolStart: 0, rows: numbers, takingOut: takingOut)
    let own = index == 0 ? nil : numbers[index - 1]
    for row in 0..<self.table(index).rowCount {
      let target = own.map { Int($0[row]) } ?? row
      guard target >= 0 else { continue }
      for (place, field) in table.fields.enumerated() {
        var words = words(index, row: row, field)
        transplant.startField()
        transplant.move(&words, at: 0, field.type)
        check(words, target, place, transplant.isBroken)
        for (word, column) in zip(words, field.column...) { columns[column * ids.count + target] = word }
      }
    }
    return TableStorage(ids: ids, columns: columns, pool: transplant.pool)
  }
}
