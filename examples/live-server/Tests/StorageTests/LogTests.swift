import Testing
@testable import Storage

/// The log of a room has no gaps, and says each thing once.
struct LogTests {
  @Test("Entries are read in order, from a number on", arguments: StoreKind.available)
  func entries(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let (store, claim) = (test.store, try await test.room())
      #expect(try await store.entries(of: "room", after: 0, limit: 10).isEmpty)
      try await store.append(LogEntry.numbered(1...1), under: claim)
      try await store.append(LogEntry.numbered(2...12), under: claim)
      #expect(try await store.entries(of: "room", after: 0, limit: 100) == LogEntry.numbered(1...12))
      #expect(try await store.entries(of: "room", after: -1, limit: 100) == LogEntry.numbered(1...12))
      #expect(try await store.entries(of: "room", after: 9, limit: 2) == LogEntry.numbered(10...11))
      #expect(try await store.entries(of: "room", after: 11, limit: .max) == LogEntry.numbered(12...12))
      #expect(try await store.entries(of: "room", after: 12, limit: 10).isEmpty)
      #expect(try await store.entries(of: "room", after: .max, limit: 10).isEmpty)
      for limit in [0, -1] { #expect(try await store.entries(of: "room", after: 0, limit: limit).isEmpty) }
    }
  }

  @Test("What is repeated is written once, and what is something else not at all", arguments: StoreKind.available)
  func repeats(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let (store, claim) = (test.store, try await test.room())
      try await store.append(LogEntry.numbered(1...3), under: claim)
      try await store.append(LogEntry.numbered(1...3), under: claim)
      try await store.append(LogEntry.numbered(2...5), under: claim)
      try await store.append([], under: claim)
      // Another server of the same name has written otherwise.
      for number in [5, 2, 0, -3] as [Int64] {
        await #expect(throws: StoreError.superseded) {
          try await store.append([LogEntry(number: number, content: "other")] + LogEntry.numbered(6...7), under: claim)
        }
      }
      #expect(try await store.entries(of: "room", after: 0, limit: 10) == LogEntry.numbered(1...5))
    }
  }

  @Test("Behind a gap nothing is written", arguments: StoreKind.available)
  func gaps(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let (store, claim) = (test.store, try await test.room())
      await #expect(throws: StoreError.gap(expected: 1)) {
        try await store.append(LogEntry.numbered(2...3), under: claim)
      }
      try await store.append(LogEntry.numbered(1...3), under: claim)
      await #expect(throws: StoreError.gap(expected: 4)) {
        try await store.append(LogEntry.numbered(5...5), under: claim)
      }
      // Not what stands before the gap either: a call is done as a whole.
      await #expect(throws: StoreError.gap(expected: 5)) {
        try await store.append(LogEntry.numbered(3...4) + LogEntry.numbered(6...6), under: claim)
      }
      #expect(try await store.entries(of: "room", after: 0, limit: 10) == LogEntry.numbered(1...3))
      try await store.append(LogEntry.numbered(4...6), under: claim)
    }
  }

  @Test("Many entries, and long ones, come back as they were", arguments: StoreKind.available)
  func long(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let (store, claim) = (test.store, try await test.room())
      let lengths = [10, 950_000, 0, 300_000, 4_600_000, 899_990, 900_001, 1]
      let long = lengths.enumerated().map {
        LogEntry(number: Int64($0.offset + 1), content: longText(bytes: $0.element))
      }
      try await store.append(long, under: claim)
      let first = Int64(lengths.count) + 1
      let many = LogEntry.numbered(first...2500)
      try await store.append(many, under: claim)
      #expect(try await store.entries(of: "room", after: 0, limit: .max) == long + many)
      #expect(try await store.entries(of: "room", after: 4, limit: 3) == Array(long[4..<7]))
      for index in long.indices {
        #expect(try await store.entries(of: "room", after: Int64(index), limit: 1) == [long[index]])
      }
      #expect(try await store.entries(of: "room", after: 400, limit: 1500) == LogEntry.numbered(401...1900))
    }
  }

  @Test("Hundreds of rooms write at once", arguments: StoreKind.available)
  func concurrency(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let store = test.store
      let (rooms, appends) = kind == .sqlite ? (120, 10) : (24, 10)
      var claims: [Claim] = []
      for number in 0..<rooms { claims.append(try await test.room("room-\(number)")) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for claim in claims {
          group.addTask {
            for number in 1...Int64(appends) {
              try await store.append(LogEntry.numbered(2 * number - 1...2 * number), under: claim)
              // Reads go on meanwhile, and see what was written.
              let last = try await store.entries(of: claim.interaction, after: 2 * number - 1, limit: 5)
              #expect(last == LogEntry.numbered(2 * number...2 * number))
            }
            try await store.replace(Snapshot(number: Int64(2 * appends), rules: "r", content: "end"), under: claim)
          }
          // Some who have no right to, and some who are wrong, harm nobody but themselves.
          group.addTask {
            await #expect(throws: StoreError.superseded) {
              try await store.append(
                LogEntry.numbered(1...1), under: Claim(interaction: claim.interaction, holder: "x", term: 9))
            }
            await #expect(throws: StoreError.self) {
              try await store.append([LogEntry(number: 1000, content: "")], under: claim)
            }
          }
        }
        try await group.waitForAll()
      }
      for claim in claims {
        let entries = try await store.entries(of: claim.interaction, after: 0, limit: 1000)
        #expect(entries == LogEntry.numbered(1...Int64(2 * appends)))
        #expect(try await store.snapshot(of: claim.interaction)?.number == Int64(2 * appends))
      }
    }
  }

  @Test("The same entries from many tasks are written once", arguments: StoreKind.available)
  func sameRoom(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let (store, claim) = (test.store, try await test.room())
      try await withThrowingTaskGroup(of: Void.self) { group in
        for end in 1...40 as ClosedRange<Int64> {
          group.addTask { try await store.append(LogEntry.numbered(1...end), under: claim) }
        }
        try await group.waitForAll()
      }
      #expect(try await store.entries(of: "room", after: 0, limit: 100) == LogEntry.numbered(1...40))
    }
  }
}
