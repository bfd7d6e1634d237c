internal import Foundation
internal import GRDB

/// A text as SQLite keeps it, to the byte.
///
/// SQLite takes a text for ended by its first NUL. An identifier comes from a client and may hold one: cut there, it
/// would name somebody else's interaction. Such a text is bound as a blob, which is equal to no text; all others are
/// kept as texts, for people who look into the file.
struct StoredText: DatabaseValueConvertible {
  let text: String

  init(_ text: String) { self.text = text }

  var databaseValue: DatabaseValue {
    text.utf8.contains(0) ? Data(text.utf8).databaseValue : text.databaseValue
  }

  static func fromDatabaseValue(_ value: DatabaseValue) -> StoredText? {
    String.fromDatabaseValue(value).map(StoredText.init)
  }
}
