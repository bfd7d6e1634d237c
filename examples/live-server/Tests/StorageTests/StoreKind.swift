import Foundation
import Synchronization
import Testing
@testable import Storage

/// What keeps rooms: the contract is one, and tested with each.
enum StoreKind: String, CaseIterable {
  case sqlite, convex

  /// Those that can be tested here.
  static var available: [StoreKind] { ConvexStub.node == nil ? [.sqlite] : allCases }

  /// Runs a test with a store that nothing is in yet.
  func withStore(_ body: (StoreUnderTest) async throws -> Void) async throws {
    switch self {
    case .sqlite:
      try await withFolder { folder in
        let clock = TestClock()
        let path = folder.appending(path: "data/rooms.sqlite").path
        let open: @Sendable () throws -> any Store = { try SQLiteStore(path: path) { clock.now } }
        let store = try open()
        try await body(
          StoreUnderTest(store: store, another: open, advance: { clock.advance(seconds: $0) }))
        try await store.close()
      }
    case .convex:
      let stub = try await ConvexStub()
      try await body(
        StoreUnderTest(
          store: stub.store(), another: { stub.store() }, advance: { try await stub.advance(seconds: $0) }))
    }
  }
}

/// A store, and what tests do to it.
struct StoreUnderTest: Sendable {
  let store: any Store
  /// Another server's store of the same rooms.
  let another: @Sendable () throws -> any Store
  /// Lets seconds pass.
  let advance: @Sendable (Int) async throws -> Void

  /// Makes an interaction and claims it.
  func room(_ id: String = "room", holder: String = "server") async throws -> Claim {
    _ = try await store.create(
      Interaction(id: id, owner: "owner", members: ["owner"]),
      opening: Snapshot(number: 0, rules: "rules", content: #"{"opening":true}"#))
    return try #require(try await store.claim(id, holder: holder, seconds: 60))
  }
}

/// A clock that tests set.
final class TestClock: Sendable {
  private let time = Mutex<Int64>(1_700_000_000_000)

  var now: Int64 { time.withLock { $0 } }

  func advance(seconds: Int) { time.withLock { $0 += Int64(seconds) * 1000 } }
}

/// Runs a test with a folder of its own.
func withFolder(_ body: (URL) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await body(folder)
}

extension LogEntry {
  /// Entries with these numbers, which say their number.
  static func numbered(_ numbers: ClosedRange<Int64>) -> [LogEntry] {
    numbers.map { LogEntry(number: $0, content: #"{"entry":\#($0)}"#) }
  }
}

/// A text of so many bytes that is not alike anywhere, with characters of all lengths.
func longText(bytes: Int) -> String {
  var text = ""
  var number = 0
  while text.utf8.count < bytes {
    text += #"{"é\#(number)":"\n😀"}"#
    number += 1
  }
  return text
}
