internal import Foundation
internal import GRDB

/// A store in one file, for one server.
///
/// Writes go through ``GroupCommit`` and are on the disk before a call returns: `synchronous = FULL`. Readers see what
/// was committed last and wait for nobody.
public final class SQLiteStore: Store {
  let pool: DatabasePool
  let commits: GroupCommit
  /// Milliseconds since 1970.
  private let clock: @Sendable () -> Int64

  /// Opens the file, and makes it and its folder where there is none.
  public convenience init(path: String) throws {
    try self.init(path: path) { Int64(Date().timeIntervalSince1970 * 1000) }
  }

  init(path: String, clock: @escaping @Sendable () -> Int64) throws {
    do {
      let folder = URL(filePath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      pool = try Self.open(path)
    } catch {
      throw StoreError(error)
    }
    commits = GroupCommit(pool: pool)
    self.clock = clock
  }

  private static func open(_ path: String) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    // Somebody who looks into the file, or copies it, holds a lock for a moment.
    configuration.busyMode = .timeout(5)
    let pool = try DatabasePool(path: path, configuration: configuration)
    // The pool has one connection that writes, and sets it to NORMAL when it opens it: an answer that was given could
    // be lost with the power.
    try pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA fullfsync = ON")
    }
    guard try !pool.read(SQLiteSchema.migrator.hasBeenSuperseded) else {
      throw StoreError.unavailable("the file was made by a newer server")
    }
    try SQLiteSchema.migrator.migrate(pool)
    return pool
  }

  public func check() async throws {
    // A transaction that may write takes the lock, so this fails where the file cannot be written.
    try await write { _ in }
  }

  public func close() async throws {
    // What was asked for before is written first.
    try? await commits.write { _ in }
    do { try pool.close() } catch { throw StoreError(error) }
  }

  /// Reads as of the last commit.
  func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
    do { return try await pool.read(body) } catch { throw Self.shown(error) }
  }

  /// Writes, together with what others write at this time.
  func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
    do { return try await commits.write(body) } catch { throw Self.shown(error) }
  }

  private static func shown(_ error: any Error) -> any Error {
    error is CancellationError ? error : StoreError(error)
  }

  func now() -> Int64 { clock() }
}

extension StoreError {
  /// What a store says of an error that is not its own.
  init(_ error: any Error) {
    self = error as? StoreError ?? .unavailable("\(error)")
  }
}
