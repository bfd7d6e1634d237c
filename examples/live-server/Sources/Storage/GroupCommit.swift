internal import GRDB

/// Writes what is asked for at the same time in one transaction.
///
/// A commit waits for the disk, and takes as long for one room's entries as for a hundred rooms'. So while one is under
/// way, further writes gather, and the next one takes them all. Each is made in a savepoint of its own: what one writer
/// gets wrong undoes nothing of the others, and everybody hears of their own write only once it is on the disk.
actor GroupCommit {
  private let pool: DatabasePool
  private var waiting: [Write] = []
  private var isWriting = false
  /// How many transactions there were.
  private(set) var count = 0

  init(pool: DatabasePool) { self.pool = pool }

  /// Returns what `body` does, once it is kept.
  func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      waiting.append(Write(body, continuation))
      guard !isWriting else { return }
      isWriting = true
      Task { await writeAll() }
    }
  }

  private func writeAll() async {
    while !waiting.isEmpty {
      let group = waiting
      waiting = []
      count += 1
      for tell in await commit(group) { tell() }
    }
    isWriting = false
  }

  /// What to tell each of the writers.
  private func commit(_ group: [Write]) async -> [@Sendable () -> Void] {
    do {
      return try await pool.write { db in
        try group.map { write in
          do {
            return try write.run(db)
          } catch {
            // Some failures, as that of a full disk, make SQLite take back all that was written before.
            guard db.isInsideTransaction else { throw error }
            return { write.fail(error) }
          }
        }
      }
    } catch {
      return group.map { write in { write.fail(error) } }
    }
  }
}

/// One write, and who waits for it.
private struct Write: Sendable {
  /// Makes it; what is returned tells of its success.
  let run: @Sendable (Database) throws -> @Sendable () -> Void
  /// Tells of its failure.
  let fail: @Sendable (any Error) -> Void

  init<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value, _ continuation: CheckedContinuation<Value, any Error>
  ) {
    run = { db in
      var values: [Value] = []
      try db.inSavepoint {
        values.append(try body(db))
        return .commit
      }
      let results = values
      return { for value in results { continuation.resume(returning: value) } }
    }
    fail = { continuation.resume(throwing: $0) }
  }
}
