import Foundation
import GRDB
import Testing
@testable import Storage

/// What is asked of a file: that it is there, and whole, whatever becomes of the server.
struct SQLiteStoreTests {
  @Test("A file that is opened again has all that was written")
  func reopening() async throws {
    try await withFolder { folder in
      let path = folder.appending(path: "a/b/c.sqlite").path
      let first = try SQLiteStore(path: path)
      let claim = try await StoreUnderTest(store: first, another: { first }, advance: { _ in }).room()
      try await first.append(LogEntry.numbered(1...5), under: claim)
      try await first.close()
      try await first.close()
      await #expect(throws: StoreError.self) { try await first.append(LogEntry.numbered(6...6), under: claim) }
      await #expect(throws: StoreError.self) { try await first.interaction("room") }
      await #expect(throws: StoreError.self) { try await first.check() }

      let second = try SQLiteStore(path: path)
      #expect(try await second.entries(of: "room", after: 0, limit: 10) == LogEntry.numbered(1...5))
      #expect(try await second.interaction("room")?.owner == "owner")
      #expect(try await second.claim("room", holder: "other", seconds: 60) == nil)
      try await second.append(LogEntry.numbered(6...6), under: claim)
      try await second.close()
    }
  }

  /// What the disk has at any moment is what a server finds that starts after the power failed.
  @Test("Nothing that was answered is lost with the server")
  func copyWhileOpen() async throws {
    try await withFolder { folder in
      let store = try SQLiteStore(path: folder.appending(path: "rooms.sqlite").path)
      let claim = try await StoreUnderTest(store: store, another: { store }, advance: { _ in }).room()
      for round in 1...20 as ClosedRange<Int64> {
        try await store.append(LogEntry.numbered(round * 10 - 9...round * 10), under: claim)
        try await store.replace(
          Snapshot(number: round * 10, rules: "r", content: longText(bytes: 100_000)), under: claim)
        let copy = folder.appending(path: "copy-\(round).sqlite")
        for ending in ["", "-wal"] {
          let file = folder.appending(path: "rooms.sqlite\(ending)")
          try FileManager.default.copyItem(at: file, to: URL(filePath: copy.path + ending))
        }
        let copied = try SQLiteStore(path: copy.path)
        let entries = try await copied.entries(of: "room", after: 0, limit: 1000)
        #expect(entries == LogEntry.numbered(1...round * 10))
        #expect(try await copied.snapshot(of: "room")?.number == round * 10)
        try await copied.close()
      }
      try await store.close()
    }
  }

  @Test("The file is written as it was promised")
  func pragmas() async throws {
    try await withFolder { folder in
      let store = try SQLiteStore(path: folder.appending(path: "rooms.sqlite").path)
      let values = try await store.pool.writeWithoutTransaction { db in
        try ["journal_mode", "synchronous", "foreign_keys"].map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
      }
      #expect(values == ["wal", "2", "1"])
      try await store.close()
    }
  }

  @Test("Writes that are asked for at once share a commit, and each has its own answer")
  func grouping() async throws {
    try await withFolder { folder in
      let store = try SQLiteStore(path: folder.appending(path: "rooms.sqlite").path)
      let before = await store.commits.count
      let results = await withTaskGroup(of: (Int, Result<Int, any Error>).self) { group in
        for number in 0..<300 {
          group.addTask {
            do {
              let value = try await store.commits.write { db in
                try db.execute(sql: "INSERT INTO report (at, message) VALUES (?, '')", arguments: [number])
                if number % 3 == 0 { throw StoreError.gap(expected: Int64(number)) }
                return number
              }
              return (number, .success(value))
            } catch {
              return (number, .failure(error))
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      for (number, result) in results {
        switch result {
        case .success(let value): #expect(number % 3 != 0 && value == number)
        case .failure(let error): #expect(error as? StoreError == .gap(expected: Int64(number)))
        }
      }
      #expect(try await store.reports(limit: 1000).map { Int($0.at) } == (0..<300).reversed().filter { $0 % 3 != 0 })
      #expect(await store.commits.count - before < 150)
      try await store.close()
    }
  }

  @Test("A failure that takes the whole transaction back is told to all of it")
  func lostTransaction() async throws {
    try await withFolder { folder in
      let store = try SQLiteStore(path: folder.appending(path: "rooms.sqlite").path)
      let failed = await withTaskGroup(of: Int?.self) { group in
        for number in 0..<100 {
          group.addTask {
            do {
              try await store.commits.write { db in
                try db.execute(sql: "INSERT INTO report (at, message) VALUES (?, '')", arguments: [number])
                // What SQLite does by itself when the disk is full.
                if number == 50 { try db.execute(sql: "ROLLBACK") }
              }
              return nil
            } catch {
              return number
            }
          }
        }
        return await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
      }
      #expect(failed.contains(50))
      let kept = Set(try await store.reports(limit: 1000).map { Int($0.at) })
      #expect(kept == Set(0..<100).subtracting(failed))
      try await store.check()
      try await store.close()
    }
  }

  @Test("What is no database, or a newer one, is not opened")
  func unusable() async throws {
    try await withFolder { folder in
      let text = folder.appending(path: "text.sqlite")
      try Data(repeating: 65, count: 10_000).write(to: text)
      #expect(throws: StoreError.self) { try SQLiteStore(path: text.path) }
      #expect(throws: StoreError.self) { try SQLiteStore(path: folder.path) }
      #expect(throws: StoreError.self) { try SQLiteStore(path: text.path + "/below/a/file.sqlite") }

      let newer = folder.appending(path: "newer.sqlite").path
      let store = try SQLiteStore(path: newer)
      try await store.pool.write { db in
        try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('of the future')")
      }
      try await store.close()
      #expect(throws: StoreError.unavailable("the file was made by a newer server")) { try SQLiteStore(path: newer) }
    }
  }

  @Test("A row that somebody broke is an error, and no crash")
  func damage() async throws {
    try await withFolder { folder in
      let store = try SQLiteStore(path: folder.appending(path: "rooms.sqlite").path)
      let claim = try await StoreUnderTest(store: store, another: { store }, advance: { _ in }).room()
      try await store.append(LogEntry.numbered(1...1), under: claim)
      try await store.pool.write { db in
        try db.execute(sql: "UPDATE entry SET content = x'ff'")
        try db.execute(sql: "UPDATE snapshot SET number = 'many'")
        try db.execute(sql: "UPDATE interaction SET members = 'none', term = x'00'")
      }
      await #expect(throws: StoreError.self) { try await store.entries(of: "room", after: 0, limit: 1) }
      await #expect(throws: StoreError.self) { try await store.opening(of: "room") }
      await #expect(throws: StoreError.self) { try await store.interaction("room") }
      await #expect(throws: StoreError.self) { try await store.append(LogEntry.numbered(2...2), under: claim) }
      try await store.close()
    }
  }
}
