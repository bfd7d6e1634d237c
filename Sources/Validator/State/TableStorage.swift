/// The rows of one table: its columns, the ids, and the pool in which their sets and lists lie.
///
/// States share tables, and tables share columns; what is shared is copied before it is written to, so that a change
/// costs the columns that it touches. Every span in a column lies in the table's own pool or among the constants of the
/// rules.
package final class TableStorage {
  private var columns: [SharedWords]
  /// The text of each row's id; rows stand in the order of their ids' bytes.
  package let ids: [Word]
  package private(set) var pool: SharedWords
  /// How many words of the pool no column reaches any more.
  private var garbage = 0

  package var rowCount: Int { ids.count }
  package var columnCount: Int { columns.count }

  /// A table from its columns, one behind the other.
  package init(ids: [Word], columns: [Word], pool: [Word]) {
    self.ids = ids
    let count = ids.count
    self.columns = columns.withUnsafeBufferPointer { words in
      (0..<(count == 0 ? 0 : words.count / count)).map { column in
        SharedWords(UnsafeBufferPointer(rebasing: words[column * count..<(column + 1) * count]))
      }
    }
    self.pool = pool.withUnsafeBufferPointer { SharedWords($0) }
  }

  private init(sharing other: TableStorage) {
    ids = other.ids
    columns = other.columns
    pool = other.pool
    garbage = other.garbage
  }

  /// A table with the same columns, which are parted when one of the two writes to them.
  package func copy() -> TableStorage { TableStorage(sharing: self) }

  /// INVARIANT: rows and columns come from the layout and from decoded requests, never from data as they are.
  package subscript(row: Int, column: Int) -> Word {
    get { columns[column].base[row] }
    set {
      if !isKnownUniquelyReferenced(&columns[column]) { columns[column] = columns[column].copy() }
      columns[column].base[row] = newValue
    }
  }

  /// The address of each column; nil where there are no rows.
  func address(of column: Int) -> UnsafePointer<Word>? {
    columns.isEmpty ? nil : UnsafePointer(columns[column].base)
  }

  /// Whether a column is the very same in another table, with whatever its spans name.
  func sharesColumn(_ column: Int, with other: TableStorage) -> Bool {
    column < columns.count && column < other.columns.count && columns[column] === other.columns[column]
  }

  /// Puts elements into the pool and tells where they start.
  package func addToPool(_ words: [Word]) -> Int {
    let offset = pool.count
    if !words.isEmpty {
      if !isKnownUniquelyReferenced(&pool) { pool = pool.copy() }
      pool.append(contentsOf: words)
    }
    return offset
  }

  /// Counts the words of a set or list that a column leaves behind.
  package func leave(_ word: Word, stride: Int) {
    let span = Span(word: word)
    if word != Word.none, span.region != Span.Region.constants { garbage += span.count * stride }
  }

  /// Whether more than half of the pool was left behind.
  package var isWasteful: Bool { garbage > 1024 && garbage * 2 > pool.count }

  /// All columns, one behind the other.
  package var allColumns: [Word] {
    columns.flatMap { UnsafeBufferPointer(start: $0.base, count: $0.count) }
  }
}

/// A column or a pool, which tables share until one of them writes to it.
package final class SharedWords {
  private var words: WordBuffer

  package var base: UnsafeMutablePointer<Word> { words.base }
  package var count: Int { words.count }

  fileprivate init(_ words: UnsafeBufferPointer<Word>) {
    self.words = WordBuffer(capacity: words.count)
    self.words.append(contentsOf: words)
  }

  fileprivate func copy() -> SharedWords { SharedWords(UnsafeBufferPointer(start: base, count: count)) }

  fileprivate func append(contentsOf words: [Word]) { self.words.append(contentsOf: words) }
}
