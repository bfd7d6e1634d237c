import Testing
@testable import Storage

/// What a store says of interactions, and keeps of how they stand.
struct RoomTests {
  @Test("What was said of an interaction is kept", arguments: StoreKind.available)
  func create(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let interaction = Interaction(id: "room/é 1", owner: "user_1", members: ["user_1", "😀", ""], testDice: [20, 1])
      let opening = Snapshot(number: 0, rules: "digest", content: #"{"name":"é"}"#)
      #expect(try await test.store.interaction(interaction.id) == nil)
      #expect(try await test.store.create(interaction, opening: opening))
      #expect(try await test.store.interaction(interaction.id) == interaction)
      #expect(try await test.store.opening(of: interaction.id) == opening)
      #expect(try await test.store.snapshot(of: interaction.id) == opening)

      let plain = Interaction(id: "plain", owner: "o", members: [])
      #expect(try await test.store.create(plain, opening: opening))
      #expect(try await test.store.interaction("plain") == plain)
    }
  }

  @Test("An interaction that is there already is left as it is", arguments: StoreKind.available)
  func createTwice(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let first = Interaction(id: "room", owner: "first", members: ["first"])
      let opening = Snapshot(number: 0, rules: "a", content: "1")
      #expect(try await test.store.create(first, opening: opening))
      let second = Interaction(id: "room", owner: "second", members: ["second"])
      #expect(try await !test.store.create(second, opening: Snapshot(number: 0, rules: "b", content: "2")))
      #expect(try await test.store.interaction("room") == first)
      #expect(try await test.store.opening(of: "room") == opening)
    }
  }

  @Test("Of two servers that make an interaction at once, one does", arguments: StoreKind.available)
  func createAtOnce(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let other = try test.another()
      let made = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<20 {
          let store = number % 2 == 0 ? test.store : other
          group.addTask {
            try await store.create(
              Interaction(id: "room", owner: "\(number)", members: []),
              opening: Snapshot(number: 0, rules: "\(number)", content: "\(number)"))
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(made == 1)
      let owner = try await test.store.interaction("room")?.owner
      #expect(try await test.store.opening(of: "room")?.rules == owner)
      try await other.close()
    }
  }

  @Test("A snapshot takes the place of the one before, the opening stays", arguments: StoreKind.available)
  func replace(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let claim = try await test.room()
      let opening = try await test.store.opening(of: "room")
      for number in [3, 7, 7] as [Int64] {
        let snapshot = Snapshot(number: number, rules: "r\(number)", content: "at \(number)")
        try await test.store.replace(snapshot, under: claim)
        #expect(try await test.store.snapshot(of: "room") == snapshot)
      }
      // What comes late is older than what is there.
      try await test.store.replace(Snapshot(number: 6, rules: "late", content: "late"), under: claim)
      #expect(try await test.store.snapshot(of: "room")?.number == 7)
      let other = Snapshot(number: 7, rules: "other", content: "other")
      try await test.store.replace(other, under: claim)
      #expect(try await test.store.snapshot(of: "room") == other)
      #expect(try await test.store.opening(of: "room") == opening)
    }
  }

  @Test("Only what was handed over last is kept", arguments: StoreKind.available)
  func handover(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let claim = try await test.room()
      #expect(try await test.store.handover(of: "room") == nil)
      for number in [5, 9, 9] as [Int64] {
        let record = Handover(interaction: "room", number: number, content: "until \(number)")
        try await test.store.hand(over: record, under: claim)
        #expect(try await test.store.handover(of: "room") == record)
      }
      let elsewhere = Handover(interaction: "another", number: 1, content: "")
      await #expect(throws: StoreError.superseded) { try await test.store.hand(over: elsewhere, under: claim) }
    }
  }

  @Test("Long texts come back to the byte", arguments: StoreKind.available)
  func longTexts(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      // Of more pieces than one answer of Convex holds, and of as many as fit into a call.
      let long = longText(bytes: 9_000_000)
      let middling = longText(bytes: 2_000_000)
      #expect(
        try await test.store.create(
          Interaction(id: "long", owner: "o", members: []), opening: Snapshot(number: 0, rules: "r", content: long)))
      let claim = try #require(try await test.store.claim("long", holder: "h", seconds: 60))
      #expect(try await test.store.snapshot(of: "long")?.content == long)
      for content in [middling, long, "short", middling, ""] {
        try await test.store.replace(Snapshot(number: 1, rules: "r", content: content), under: claim)
        #expect(try await test.store.snapshot(of: "long")?.content == content)
        try await test.store.hand(over: Handover(interaction: "long", number: 1, content: content), under: claim)
        #expect(try await test.store.handover(of: "long")?.content == content)
      }
      #expect(try await test.store.opening(of: "long")?.content == long)
    }
  }

  @Test("Rules are kept by their digest, once", arguments: StoreKind.available)
  func rules(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      #expect(try await test.store.rules("digest") == nil)
      let long = longText(bytes: 3_000_000)
      for (digest, bundle) in [("digest", "bundle\r\n\u{0}\u{1F600}"), ("long", long)] {
        try await test.store.keep(rules: bundle, digest: digest)
        try await test.store.keep(rules: bundle, digest: digest)
        #expect(try await test.store.rules(digest) == bundle)
      }
    }
  }

  @Test("Errors are told newest first", arguments: StoreKind.available)
  func reports(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      #expect(try await test.store.reports(limit: 10).isEmpty)
      let reports = [
        ErrorReport(at: 1_700_000_000_003, interaction: "room", message: "third"),
        ErrorReport(at: 1_700_000_000_001, interaction: nil, message: "first"),
        ErrorReport(at: 1_700_000_000_003, interaction: nil, message: "fourth"),
        ErrorReport(at: 1_700_000_000_002, interaction: "ô", message: "second"),
      ]
      for report in reports { try await test.store.report(report) }
      #expect(try await test.store.reports(limit: 10).map(\.message) == ["fourth", "third", "second", "first"])
      #expect(try await test.store.reports(limit: 2).map(\.interaction) == [nil, "room"])
      #expect(try await test.store.reports(limit: 0).isEmpty)
      let long = longText(bytes: 2_000_000)
      try await test.store.report(ErrorReport(at: 2_000_000_000_000, interaction: nil, message: long))
      #expect(try await test.store.reports(limit: 1).first?.message.utf8.starts(with: #"{"é0""#.utf8) == true)
    }
  }

  @Test("Identifiers are what they are to the byte", arguments: StoreKind.available)
  func identifiers(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let opening = Snapshot(number: 0, rules: "", content: "")
      // The letter é in one scalar, and in two; and what C takes for the end of a text.
      let ids = ["x", "x\u{0}y", "x\u{0}", "\u{e9}", "e\u{301}", "X", " x", "x'--"]
      for (number, id) in ids.enumerated() {
        #expect(
          try await test.store.create(Interaction(id: id, owner: "\(number)", members: []), opening: opening))
      }
      for (number, id) in ids.enumerated() {
        #expect(try await test.store.interaction(id)?.owner == "\(number)")
        let claim = try #require(try await test.store.claim(id, holder: "h", seconds: 60))
        try await test.store.append([LogEntry(number: 1, content: "\(number)")], under: claim)
      }
      for (number, id) in ids.enumerated() {
        #expect(try await test.store.entries(of: id, after: 0, limit: 9).map(\.content) == ["\(number)"])
      }
    }
  }

  @Test("Of what is not there, nothing is told", arguments: StoreKind.available)
  func unknown(kind: StoreKind) async throws {
    try await kind.withStore { test async throws in
      let store = test.store
      try await store.check()
      #expect(try await store.interaction("nowhere") == nil)
      #expect(try await store.opening(of: "nowhere") == nil)
      #expect(try await store.snapshot(of: "nowhere") == nil)
      #expect(try await store.handover(of: "nowhere") == nil)
      #expect(try await store.entries(of: "nowhere", after: 0, limit: 10).isEmpty)

      let unknown = StoreError.unknown("nowhere")
      let claim = Claim(interaction: "nowhere", holder: "h", term: 1)
      await #expect(throws: unknown) { try await store.claim("nowhere", holder: "h", seconds: 60) }
      await #expect(throws: unknown) { try await store.append(LogEntry.numbered(1...1), under: claim) }
      await #expect(throws: unknown) {
        try await store.replace(Snapshot(number: 1, rules: "", content: ""), under: claim)
      }
      await #expect(throws: unknown) {
        try await store.hand(over: Handover(interaction: "nowhere", number: 1, content: ""), under: claim)
      }
      try await store.release(claim)
    }
  }
}
