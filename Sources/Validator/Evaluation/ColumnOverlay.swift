/// Columns as they are once changes are made: copies that an evaluator looks at instead, in memory that is used again.
/// The state that is judged stays as it is.
final class ColumnOverlay {
  private struct Copy {
    var memory: UnsafeMutablePointer<Word>?
    var capacity = 0
    /// The state's own column, while the copy stands for it.
    var original: UnsafePointer<Word>?
  }
  private var copies: [Copy]
  @exclusivity(unchecked) private var covered: [Int] = []
  /// Rises whenever a word that is looked at changes.
  @exclusivity(unchecked) private(set) var changes: UInt64 = 0

  init(columns: Int) { copies = Array(repeating: Copy(), count: columns) }

  deinit {
    for copy in copies { copy.memory?.deallocate() }
  }

  /// Whether any copy stands for a column.
  var isUsed: Bool { !covered.isEmpty }

  /// Writes a word of a column, which is copied first.
  func write(
    _ word: Word, row: Int, column: Int, rows: Int, into columns: UnsafeMutablePointer<UnsafePointer<Word>>
  ) {
    changes &+= 1
    if copies[column].original == nil { cover(column, rows: rows, in: columns) }
    if row < copies[column].capacity { copies[column].memory?[row] = word }
  }

  private func cover(_ column: Int, rows: Int, in columns: UnsafeMutablePointer<UnsafePointer<Word>>) {
    if copies[column].capacity < rows {
      copies[column].memory?.deallocate()
      copies[column].memory = .allocate(capacity: rows)
      copies[column].capacity = rows
    }
    guard let memory = copies[column].memory else { return }
    memory.update(from: columns[column], count: rows)
    copies[column].original = columns[column]
    columns[column] = UnsafePointer(memory)
    covered.append(column)
  }

  /// The state's own column behind a copy; nil where there is none.
  func original(of column: Int) -> UnsafePointer<Word>? { copies[column].original }

  /// Puts the state's own columns back.
  func restore(_ columns: UnsafeMutablePointer<UnsafePointer<Word>>) {
    changes &+= 1
    for column in covered {
      if let original = copies[column].original { columns[column] = original }
      copies[column].original = nil
    }
    covered.removeAll(keepingCapacity: true)
  }
}
