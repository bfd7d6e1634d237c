internal import GRDB

extension SQLiteStore {
  public func entries(of interaction: String, after number: Int64, limit: Int) async throws -> [LogEntry] {
    try await read { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT number, content FROM entry WHERE interaction = ? AND number > ? ORDER BY number LIMIT ?",
        arguments: [StoredText(interaction), number, max(limit, 0)])
      var entries: [LogEntry] = []
      while let row = try rows.next() {
        entries.append(LogEntry(number: try row.number("number"), content: try row.text("content")))
      }
      return entries
    }
  }

  public func append(_ entries: [LogEntry], under claim: Claim) async throws {
    try await write { db in
      try claim.check(db)
      let interaction = StoredText(claim.interaction)
      var last = try Int64.fetchOne(
        db, sql: "SELECT MAX(number) FROM entry WHERE interaction = ?", arguments: [interaction]) ?? 0
      let insert = try db.cachedStatement(sql: "INSERT INTO entry (interaction, number, content) VALUES (?, ?, ?)")
      for entry in entries {
        if entry.number <= last {
          // One that says something else was written by another server of the same name.
          let there = try Row.fetchOne(
            db, sql: "SELECT content FROM entry WHERE interaction = ? AND number = ?",
            arguments: [interaction, entry.number])
          guard try there?.text("content").utf8.elementsEqual(entry.content.utf8) == true else {
            throw StoreError.superseded
          }
          continue
        }
        guard entry.number == last + 1 else { throw StoreError.gap(expected: last + 1) }
        try insert.execute(arguments: [interaction, entry.number, StoredText(entry.content)])
        last = entry.number
      }
    }
  }

  public func keep(rules bundle: String, digest: String) async throws {
    try await write { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO rules (digest, bundle) VALUES (?, ?)",
        arguments: [StoredText(digest), StoredText(bundle)])
    }
  }

  public func rules(_ digest: String) async throws -> String? {
    try await read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT bundle FROM rules WHERE digest = ?", arguments: [StoredText(digest)])
      return try row?.text("bundle")
    }
  }

  public func report(_ error: ErrorReport) async throws {
    try await write { db in
      try db.execute(
        sql: "INSERT INTO report (at, interaction, message) VALUES (?, ?, ?)",
        arguments: [error.at, error.interaction.map(StoredText.init), StoredText(error.message)])
    }
  }

  public func reports(limit: Int) async throws -> [ErrorReport] {
    try await read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT at, interaction, message FROM report ORDER BY at DESC, id DESC LIMIT ?",
        arguments: [max(limit, 0)])
      return try rows.map { row in
        ErrorReport(
          at: try row.number("at"), interaction: try row.optionalText("interaction"), message: try row.text("message"))
      }
    }
  }
}
