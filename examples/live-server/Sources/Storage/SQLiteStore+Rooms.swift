internal import GRDB

extension SQLiteStore {
  public func interaction(_ id: String) async throws -> Interaction? {
    try await read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT owner, members, testDice FROM interaction WHERE id = ?", arguments: [StoredText(id)])
      guard let row else { return nil }
      return Interaction(
        id: id, owner: try row.text("owner"), members: try Lists.texts(row.text("members")),
        testDice: try row.optionalText("testDice").map(Lists.numbers))
    }
  }

  public func create(_ interaction: Interaction, opening: Snapshot) async throws -> Bool {
    try await write { db in
      guard try Lease(of: interaction.id, db) == nil else { return false }
      try db.execute(
        sql: "INSERT INTO interaction (id, owner, members, testDice) VALUES (?, ?, ?, ?)",
        arguments: [
          StoredText(interaction.id), StoredText(interaction.owner),
          StoredText(Lists.json(of: interaction.members)),
          interaction.testDice.map { StoredText(Lists.json(of: $0)) },
        ])
      try opening.keep(as: "opening", of: interaction.id, db)
      return true
    }
  }

  public func opening(of interaction: String) async throws -> Snapshot? {
    try await read { db in try Snapshot(kind: "opening", of: interaction, db) }
  }

  public func snapshot(of interaction: String) async throws -> Snapshot? {
    try await read { db in
      try Snapshot(kind: "last", of: interaction, db) ?? Snapshot(kind: "opening", of: interaction, db)
    }
  }

  public func replace(_ snapshot: Snapshot, under claim: Claim) async throws {
    try await write { db in
      try claim.check(db)
      let before = try Int64.fetchOne(
        db, sql: "SELECT number FROM snapshot WHERE interaction = ? AND kind = 'last'",
        arguments: [StoredText(claim.interaction)])
      guard snapshot.number >= before ?? 0 else { return }
      try snapshot.keep(as: "last", of: claim.interaction, db)
    }
  }

  public func hand(over record: Handover, under claim: Claim) async throws {
    // Compared by their bytes, as the store does.
    guard record.interaction.utf8.elementsEqual(claim.interaction.utf8) else { throw StoreError.superseded }
    try await write { db in
      try claim.check(db)
      try db.execute(
        sql: "INSERT OR REPLACE INTO handover (interaction, number, content) VALUES (?, ?, ?)",
        arguments: [StoredText(record.interaction), record.number, StoredText(record.content)])
    }
  }

  public func handover(of interaction: String) async throws -> Handover? {
    try await read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT number, content FROM handover WHERE interaction = ?", arguments: [StoredText(interaction)])
      guard let row else { return nil }
      return Handover(interaction: interaction, number: try row.number("number"), content: try row.text("content"))
    }
  }
}

extension Snapshot {
  fileprivate init?(kind: String, of interaction: String, _ db: Database) throws {
    let row = try Row.fetchOne(
      db, sql: "SELECT number, rules, content FROM snapshot WHERE interaction = ? AND kind = ?",
      arguments: [StoredText(interaction), kind])
    guard let row else { return nil }
    self.init(number: try row.number("number"), rules: try row.text("rules"), content: try row.text("content"))
  }

  fileprivate func keep(as kind: String, of interaction: String, _ db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO snapshot (interaction, kind, number, rules, content) VALUES (?, ?, ?, ?, ?)",
      arguments: [StoredText(interaction), kind, number, StoredText(rules), StoredText(content)])
  }
}
