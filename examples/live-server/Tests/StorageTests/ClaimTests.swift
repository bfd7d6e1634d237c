import Testing
@testable import Storage

/// One server at a time writes to a room.
struct ClaimTests {
  @Test("A room that is claimed goes to nobody else until its time is up", arguments: StoreKind.available)
  func expiry(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let first = try await test.room(holder: "a")
      #expect(first == Claim(interaction: "room", holder: "a", term: 1))
      let other = try test.another()
      #expect(try await other.claim("room", holder: "b", seconds: 60) == nil)

      // Claiming again goes on with it.
      try await test.advance(40)
      #expect(try await test.store.claim("room", holder: "a", seconds: 60) == first)
      try await test.advance(40)
      #expect(try await other.claim("room", holder: "b", seconds: 60) == nil)

      // Its time is up, and who let it run out writes on until somebody else takes the room.
      try await test.advance(40)
      try await test.store.append(LogEntry.numbered(1...1), under: first)
      let second = try await other.claim("room", holder: "b", seconds: 60)
      #expect(second == Claim(interaction: "room", holder: "b", term: 2))
      #expect(try await test.store.claim("room", holder: "a", seconds: 60) == nil)

      try await test.advance(61)
      #expect(try await test.store.claim("room", holder: "a", seconds: 60)?.term == 3)
      try await other.close()
    }
  }

  @Test("Who comes back before anybody else goes on with the term", arguments: StoreKind.available)
  func lateRenewal(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let claim = try await test.room()
      try await test.advance(1000)
      #expect(try await test.store.claim("room", holder: "server", seconds: 60) == claim)
    }
  }

  @Test("A room that is given back is free at once, and the claim void", arguments: StoreKind.available)
  func release(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let store = test.store
      let first = try await test.room(holder: "a")
      try await store.release(first)
      try await store.release(first)
      await #expect(throws: StoreError.superseded) { try await store.append(LogEntry.numbered(1...1), under: first) }

      let second = try #require(try await store.claim("room", holder: "b", seconds: 60))
      #expect(second.term == 2)
      // What is void already takes nothing from anybody.
      try await store.release(first)
      #expect(try await store.claim("room", holder: "c", seconds: 60) == nil)
      try await store.append(LogEntry.numbered(1...1), under: second)

      try await store.release(second)
      #expect(try await store.claim("room", holder: "b", seconds: 60)?.term == 3)
    }
  }

  @Test("A server that was superseded writes nothing", arguments: StoreKind.available)
  func superseded(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let store = test.store
      let old = try await test.room(holder: "a")
      try await store.append(LogEntry.numbered(1...2), under: old)
      try await test.advance(61)
      let new = try #require(try await store.claim("room", holder: "b", seconds: 60))
      try await store.append(LogEntry.numbered(3...3), under: new)

      let forged = Claim(interaction: "room", holder: "a", term: 2)
      for claim in [old, forged, Claim(interaction: "room", holder: "b", term: 3)] {
        await #expect(throws: StoreError.superseded) {
          try await store.append([LogEntry(number: 4, content: "old")], under: claim)
        }
        // Not even what is there already, since it may be another server's.
        await #expect(throws: StoreError.superseded) { try await store.append(LogEntry.numbered(3...3), under: claim) }
        await #expect(throws: StoreError.superseded) { try await store.append([], under: claim) }
        for length in [10, 3_000_000] {
          let content = longText(bytes: length)
          await #expect(throws: StoreError.superseded) {
            try await store.replace(Snapshot(number: 4, rules: "", content: content), under: claim)
          }
          await #expect(throws: StoreError.superseded) {
            try await store.hand(over: Handover(interaction: "room", number: 4, content: content), under: claim)
          }
        }
      }
      #expect(try await store.entries(of: "room", after: 0, limit: 10) == LogEntry.numbered(1...3))
      #expect(try await store.snapshot(of: "room")?.number == 0)
      #expect(try await store.handover(of: "room") == nil)
      try await store.append(LogEntry.numbered(4...4), under: new)
    }
  }

  @Test("Of many servers that claim a room at once, one gets it", arguments: StoreKind.available)
  func race(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      try await test.store.release(test.room())
      let other = try test.another()
      let claims = try await withThrowingTaskGroup(of: Claim?.self) { group in
        for number in 0..<30 {
          let store = number % 2 == 0 ? test.store : other
          group.addTask { try await store.claim("room", holder: "\(number)", seconds: 60) }
        }
        return try await group.reduce(into: []) { $0 += [$1].compactMap { $0 } }
      }
      #expect(claims.map(\.term) == [2])
      try await other.close()
    }
  }

  @Test("Any number of seconds is one", arguments: StoreKind.available)
  func seconds(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let first = try await test.room(holder: "a")
      #expect(try await test.store.claim("room", holder: "a", seconds: -5) == first)
      #expect(try await test.store.claim("room", holder: "b", seconds: .max)?.term == 2)
      try await test.advance(100_000_000)
      #expect(try await test.store.claim("room", holder: "a", seconds: 60) == nil)
    }
  }
}
