package import RulesLang

// Looking things up in a state: ids, rows, words, elements.

extension State {
  /// The row of an id.
  package func row(of id: String, in entity: EntityID) -> Int? {
    guard let text = texts.find(id) else { return nil }
    return row(of: text, in: Layout.table(of: entity))
  }

  /// The row whose id is a text: a search by halves, as rows stand in the order of their ids.
  package func row(of text: Word, in table: Int) -> Int? {
    let ids = self.table(table).ids
    let texts = self.texts
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] == text { return middle }
      if texts.isLess(ids[middle], text) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The id of a row.
  package func id(of row: Word, in entity: EntityID) -> String {
    let ids = table(Layout.table(of: entity)).ids
    return ids.indices.contains(Int(row)) ? texts[ids[Int(row)]] : ""
  }

  /// The words of a row's field.
  package func words(_ table: Int, row: Int, _ field: Layout.Field) -> [Word] {
    let storage = self.table(table)
    return (field.column..<field.column + field.words).map { storage[row, $0] }
  }

  /// The words of a row.
  package func words(_ table: Int, row: Int) -> ArraySlice<Word> {
    let storage = self.table(table)
    return (0..<rules.layout.tables[table].columnCount).map { storage[row, $0] }[...]
  }

  /// The words that a span names, where it lies in the state or among the constants of the rules.
  package func elements(of span: Span, stride: Int) -> [Word] {
    let count = span.count * stride
    if span.region == Span.Region.constants { return Array(rules.constants.pool[span.offset..<span.offset + count]) }
    let storage = table(span.region - Span.Region.table(0))
    return Array(UnsafeBufferPointer(start: storage.pool.base + span.offset, count: count))
  }
}
