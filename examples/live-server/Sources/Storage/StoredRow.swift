internal import GRDB

/// Reading a row without trusting the file: GRDB's own subscripts trap on a value of another kind, as somebody's edit
/// or a broken disk leaves it.
extension Row {
  func text(_ column: String) throws -> String {
    guard let text = try optionalText(column) else { throw damaged(column) }
    return text
  }

  func optionalText(_ column: String) throws -> String? {
    guard let value = self[column] as DatabaseValue?, !value.isNull else { return nil }
    guard let text = StoredText.fromDatabaseValue(value)?.text else { throw damaged(column) }
    return text
  }

  func number(_ column: String) throws -> Int64 {
    guard let value = self[column] as DatabaseValue?, let number = Int64.fromDatabaseValue(value) else {
      throw damaged(column)
    }
    return number
  }

  private func damaged(_ column: String) -> StoreError {
    .unavailable("the file is damaged: `\(column)` of a row cannot be read")
  }
}
