internal import GRDB

extension SQLiteStore {
  public func claim(_ interaction: String, holder: String, seconds: Int) async throws -> Claim? {
    try await write { [self] db in
      guard let lease = try Lease(of: interaction, db) else { throw StoreError.unknown(interaction) }
      let now = now()
      let isOwn = lease.holder == holder
      guard isOwn || lease.holder == nil || lease.until <= now else { return nil }
      let term = isOwn ? lease.term : lease.term + 1
      // A time that no clock reaches is as good as for ever.
      let until = now + Int64(min(max(seconds, 0), 1 << 32)) * 1000
      try db.execute(
        sql: "UPDATE interaction SET holder = ?, term = ?, until = ? WHERE id = ?",
        arguments: [StoredText(holder), term, until, StoredText(interaction)])
      return Claim(interaction: interaction, holder: holder, term: term)
    }
  }

  public func release(_ claim: Claim) async throws {
    try await write { db in
      try db.execute(
        sql: "UPDATE interaction SET holder = NULL, until = 0 WHERE id = ? AND holder = ? AND term = ?",
        arguments: [StoredText(claim.interaction), StoredText(claim.holder), claim.term])
    }
  }
}

/// Who has a room.
struct Lease {
  let holder: String?
  let term: Int64
  /// Milliseconds since 1970.
  let until: Int64

  init?(of interaction: String, _ db: Database) throws {
    let row = try Row.fetchOne(
      db, sql: "SELECT holder, term, until FROM interaction WHERE id = ?", arguments: [StoredText(interaction)])
    guard let row else { return nil }
    holder = try row.optionalText("holder")
    term = try row.number("term")
    until = try row.number("until")
  }
}

extension Claim {
  /// Throws where it is not the room's claim any more.
  func check(_ db: Database) throws {
    guard let lease = try Lease(of: interaction, db) else { throw StoreError.unknown(interaction) }
    guard lease.term == term, lease.holder == holder else { throw StoreError.superseded }
  }
}
