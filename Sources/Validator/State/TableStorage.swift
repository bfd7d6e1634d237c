/// The rows of one table: a column behind the other, the ids, and the pool in which their sets and lists lie.
///
/// States share tables; one that is shared is copied before it is written to. Every span in a column lies in the
/// table's own pool or among the constants of the rules.
package final class TableStorage {
  /// Column c of row r stands at `c * rowCount + r`.
  package private(set) var columns: WordBuffer
  /// The text of each row's id; rows stand in the order of their ids' bytes.
  package let ids: [Word]
  package let columnCount: Int
  package private(set) var pool: WordBuffer
  /// How many words of the pool no column reaches any more.
  private var garbage = 0

  package var rowCount: Int { ids.count }

  /// A table from its columns, one behind the other.
  package init(ids: [Word], columns: [Word], pool: [Word]) {
    self.ids = ids
    columnCount = ids.isEmpty ? 0 : columns.count / ids.count
    self.columns = WordBuffer(capacity: columns.count)
    self.columns.append(contentsOf: columns)
    self.pool = WordBuffer(capacity: pool.count)
    self.pool.append(contentsOf: pool)
  }

  private init(copyOf other: TableStorage) {
    ids = other.ids
    columnCount = other.columnCount
    columns = other.columns.copy()
    pool = other.pool.copy()
    garbage = other.garbage
  }

  package func copy() -> TableStorage { TableStorage(copyOf: self) }

  /// INVARIANT: rows and columns come from the layout and from decoded requests, never from data as they are.
  package subscript(row: Int, column: Int) -> Word {
    get { columns.base[column * rowCount + row] }
    set { columns.base[column * rowCount + row] = newValue }
  }

  /// Puts elements into the pool and tells where they start.
  package func addToPool(_ words: [Word]) -> Int {
    let offset = pool.count
    pool.append(contentsOf: words)
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
  package var allColumns: [Word] { Array(UnsafeBufferPointer(start: columns.base, count: columns.count)) }
}
