import NIOCore
import NIOHTTP1
import AsyncHTTPClient
import RulesLang
import Testing
@testable import Storage

/// What goes wrong between this server and Convex is made good, or told.
@Suite(.enabled(if: ConvexStub.node != nil, Comment(rawValue: ConvexStub.missing)))
struct ConvexStoreTests {
  private static let opening = Snapshot(number: 0, rules: "r", content: "{}")
  private static let interaction = Interaction(id: "room", owner: "o", members: ["o"])

  private func claimed(_ store: ConvexStore) async throws -> Claim {
    #expect(try await store.create(Self.interaction, opening: Self.opening))
    return try #require(try await store.claim("room", holder: "h", seconds: 60))
  }

  @Test("What Convex refuses for the moment is asked again", arguments: [408, 425, 429, 500, 502, 503, 504])
  func refusedForNow(status: Int) async throws {
    let stub = try await ConvexStub()
    try await stub.fail(.init(times: 3, status: status))
    try await stub.store().check()
    #expect(try await stub.calls("check") == 4)
  }

  @Test("A connection that breaks, or an answer that does not come, is asked again")
  func broken() async throws {
    let stub = try await ConvexStub()
    var patience = ConvexPatience.short
    patience.attempt = .milliseconds(300)
    let store = stub.store(patience)
    try await stub.fail(.init(times: 2, drop: true), .init(stall: true), .init(after: true, stall: true))
    try await store.check()
    #expect(try await stub.calls("check") == 5)
  }

  @Test("What is asked again is done once", arguments: [
    ConvexStub.Failure(after: true, drop: true), ConvexStub.Failure(after: true, status: 503),
  ])
  func lostAnswers(failure: ConvexStub.Failure) async throws {
    let stub = try await ConvexStub()
    let store = stub.store()
    // Each function's first answer is lost, after it was done.
    func lose(_ function: String) async throws {
      var failure = failure
      failure.path = "live:\(function)"
      try await stub.fail(failure)
    }
    try await lose("create")
    #expect(try await store.create(Self.interaction, opening: Self.opening))
    #expect(try await !store.create(Self.interaction, opening: Self.opening))
    try await lose("claim")
    let claim = try #require(try await store.claim("room", holder: "h", seconds: 60))
    #expect(claim.term == 1)
    try await lose("append")
    try await store.append(LogEntry.numbered(1...3), under: claim)
    #expect(try await store.entries(of: "room", after: 0, limit: 10) == LogEntry.numbered(1...3))

    let long = longText(bytes: 3_700_000)
    for function in ["stage", "replace", "clear"] {
      try await lose(function)
      try await store.replace(Snapshot(number: 3, rules: "r", content: long), under: claim)
      #expect(try await store.snapshot(of: "room") == Snapshot(number: 3, rules: "r", content: long))
    }
    try await lose("hand")
    try await store.hand(over: Handover(interaction: "room", number: 3, content: "end"), under: claim)
    #expect(try await store.handover(of: "room")?.content == "end")
    for function in ["stage", "keep"] {
      try await lose(function)
      try await store.keep(rules: long, digest: "of \(function)")
      #expect(try await store.rules("of \(function)") == long)
    }
    try await lose("report")
    try await store.report(ErrorReport(at: 1, interaction: nil, message: "once"))
    #expect(try await store.reports(limit: 10).count == 1)
    try await lose("release")
    try await store.release(claim)
    #expect(try await store.claim("room", holder: "h", seconds: 60)?.term == 2)
    for function in ["create", "claim", "append", "stage", "replace", "hand", "keep", "report", "release"] {
      #expect(try await stub.calls(function) >= 2, "\(function)")
    }
  }

  @Test("Asking again has an end")
  func patience() async throws {
    let stub = try await ConvexStub()
    var patience = ConvexPatience.short
    patience.attempts = 3
    try await stub.fail(.init(times: 100, status: 503))
    await #expect(throws: StoreError.unavailable("Convex answered 503 ServiceUnavailable: later")) {
      try await stub.store(patience).check()
    }
    #expect(try await stub.calls("check") == 3)

    patience.total = .milliseconds(1)
    await #expect(throws: StoreError.self) { try await stub.store(patience).check() }
    #expect(try await stub.calls("check") == 4)

    patience.attempt = .milliseconds(300)
    let nobody = ConvexStore(url: "http://127.0.0.1:1", deployKey: "k", client: .shared, patience: patience)
    await #expect(throws: StoreError.self) { try await nobody.check() }
  }

  @Test("Who waits for another attempt can be stopped")
  func cancellation() async throws {
    let stub = try await ConvexStub()
    try await stub.fail(.init(times: 100, status: 503))
    var patience = ConvexPatience.short
    patience.firstPause = .seconds(20)
    patience.longestPause = .seconds(20)
    let store = stub.store(patience)
    let task = Task { try await store.check() }
    while try await stub.calls("check") == 0 { try await Task.sleep(for: .milliseconds(10)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("Pauses grow, and are as long as Convex asks, up to a limit")
  func pauses() {
    let patience = ConvexPatience()
    for (attempts, longest) in [(1, 0.1), (2, 0.2), (4, 0.8), (7, 5)] {
      for _ in 1...50 {
        let pause = patience.pause(after: attempts, asked: nil) ?? .zero
        #expect(pause >= .seconds(longest / 2) && pause <= .seconds(longest))
      }
    }
    #expect(patience.pause(after: 1, asked: .seconds(3)) == .seconds(3))
    #expect(patience.pause(after: 1, asked: .seconds(3000)) == .seconds(5))
    #expect(patience.pause(after: 8, asked: nil) == nil)
  }

  @Test("What Convex will not do is told at once", arguments: [200, 560])
  func refused(status: Int) async throws {
    let stub = try await ConvexStub()
    try await stub.answerErrors(with: status)
    let store = stub.store()
    let claim = try await claimed(store)
    await #expect(throws: StoreError.gap(expected: 1)) {
      try await store.append(LogEntry.numbered(2...2), under: claim)
    }
    await #expect(throws: StoreError.unknown("nowhere")) { try await store.claim("nowhere", holder: "h", seconds: 1) }
    let other = Claim(interaction: "room", holder: "x", term: 1)
    await #expect(throws: StoreError.superseded) { try await store.append(LogEntry.numbered(1...1), under: other) }
    // A function that is not there, or has no such arguments.
    for (function, arguments) in [("nothing", .object), ("interaction", ["room": 1])] as [(String, JSONValue)] {
      await #expect(throws: StoreError.self) { try await store.functions.query(function, arguments) }
      #expect(try await stub.calls(function) == 1)
    }
    await #expect(throws: StoreError.self) { try await store.functions.query("claim", .object) }
    for status in [400, 401, 403, 404, 409] {
      try await stub.fail(.init(status: status))
      await #expect(throws: StoreError.self) { try await store.check() }
    }
    #expect(try await stub.calls("check") == 5)
  }

  @Test("Nobody gets in without the deploy key")
  func access() async throws {
    let stub = try await ConvexStub()
    await #expect(throws: StoreError.unavailable(
      "Convex answered 401 BadAdminKey: The provided admin key was invalid for this instance")
    ) {
      try await stub.store(deployKey: "another").check()
    }
    // Without any key one is a client, and to clients these functions are not there.
    let names = ["create", "claim", "release", "stage", "clear", "replace", "hand", "keep", "append", "report"]
    let reads = ["check", "interaction", "text", "pieces", "entries", "reports"]
    for (kind, name) in names.map({ ("mutation", $0) }) + reads.map({ ("query", $0) }) {
      var request = HTTPClientRequest(url: "\(stub.url)/api/\(kind)")
      request.method = .POST
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(.init(string: #"{"path":"live:\#(name)","args":{},"format":"json"}"#))
      let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
      let body = String(buffer: try await response.body.collect(upTo: 1 << 20))
      #expect(body.contains(#""status":"error""#) && !body.contains("errorData"), "\(name)")
    }
    try await stub.store(deployKey: ConvexStub.deployKey + "\n").check()
    await #expect(throws: StoreError.unavailable("the deploy key of Convex is none")) {
      try await stub.store(deployKey: "a\nb").check()
    }
    let odd = ConvexStore(url: "no address", deployKey: "k", client: .shared)
    await #expect(throws: StoreError.self) { try await odd.check() }
  }

  @Test("Nothing is left of texts that were replaced, or never kept")
  func noLitter() async throws {
    let stub = try await ConvexStub()
    let store = stub.store()
    let claim = try await claimed(store)
    let long = longText(bytes: 5_000_000)
    let pieces = Int64(Pieces.of(long).count) - 1
    for number in 1...3 as ClosedRange<Int64> {
      try await store.replace(Snapshot(number: number, rules: "r", content: long), under: claim)
      #expect(try await stub.count("livePieces") == pieces)
    }
    // One that comes late, rules that are there already, and an interaction that is.
    try await store.replace(Snapshot(number: 2, rules: "r", content: long), under: claim)
    #expect(try await stub.count("livePieces") == pieces)
    try await store.keep(rules: long, digest: "d")
    try await store.keep(rules: long, digest: "d")
    #expect(try await stub.count("livePieces") == 2 * pieces)
    #expect(try await !store.create(Self.interaction, opening: Snapshot(number: 0, rules: "r", content: long)))
    #expect(try await stub.count("livePieces") == 2 * pieces)
    try await store.replace(Snapshot(number: 4, rules: "r", content: "short"), under: claim)
    #expect(try await stub.count("livePieces") == pieces)
    #expect(try await stub.count("liveTexts") == 3)

    // A server that died while it sent one.
    _ = try await store.sent(long, to: TextPlace(owner: "room", kind: .snapshot), under: claim)
    #expect(try await stub.count("livePieces") == 2 * pieces)
    try await store.replace(Snapshot(number: 5, rules: "r", content: "short"), under: claim)
    #expect(try await stub.count("livePieces") == 2 * pieces)
    try await stub.advance(seconds: 3700)
    for _ in 0..<pieces { try await store.replace(Snapshot(number: 5, rules: "r", content: "short"), under: claim) }
    #expect(try await stub.count("livePieces") == pieces)
  }

  @Test("Who reads a long text while it is replaced gets one or the other")
  func readingWhileReplaced() async throws {
    let stub = try await ConvexStub()
    let store = stub.store()
    let claim = try await claimed(store)
    let texts = ["a", "b"].map { String(repeating: $0, count: 8_200_000) }
    try await store.replace(Snapshot(number: 1, rules: "", content: texts[0]), under: claim)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 2...4 as ClosedRange<Int64> {
          let content = texts[Int(number) % 2]
          try await store.replace(Snapshot(number: number, rules: "", content: content), under: claim)
        }
      }
      group.addTask {
        for _ in 1...4 {
          let content = try await store.snapshot(of: "room")?.content ?? ""
          #expect(texts.contains(content))
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("Many entries are few calls")
  func batches() async throws {
    let stub = try await ConvexStub()
    let store = stub.store()
    let claim = try await claimed(store)
    try await store.append(LogEntry.numbered(1...1200), under: claim)
    #expect(try await stub.calls("append") == 3)
    _ = try await store.entries(of: "room", after: 0, limit: 1200)
    #expect(try await stub.calls("entries") == 2)
    _ = try await store.entries(of: "room", after: 1190, limit: 100)
    #expect(try await stub.calls("entries") == 3)
  }

  /// Each byte of this takes six in JSON, which is the most.
  @Test("Texts of nothing but control characters stay within the limits")
  func controlCharacters() async throws {
    let stub = try await ConvexStub()
    let store = stub.store()
    let claim = try await claimed(store)
    let content = String(repeating: "\u{1}", count: 3_000_000)
    try await store.replace(Snapshot(number: 1, rules: "", content: content), under: claim)
    #expect(try await store.snapshot(of: "room")?.content == content)
    let entry = LogEntry(number: 1, content: String(repeating: "\u{2}", count: 2_700_000))
    try await store.append([entry], under: claim)
    #expect(try await store.entries(of: "room", after: 0, limit: 1) == [entry])
    // Of this one, no call could be made.
    let longer = LogEntry(number: 2, content: String(repeating: "\u{2}", count: 2_800_000))
    await #expect(throws: StoreError.self) { try await store.append([longer], under: claim) }
  }
}
