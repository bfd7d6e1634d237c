import Foundation
import Logging
import RulesLang
import Storage
import Testing
import Validator

@testable import Rooms

/// A server with one race in it, as tests have it: three runners, of Ann, Ben and Cyd, and Olga, who owns the race.
struct Race {
  let store: MemoryStore
  let rooms: LiveRooms
  let shelf: RulesShelf

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Race").path
  static let state = """
    {"owner": "olga", "runners": {
      "a": {"name": "Ada", "controller": "ann", "at": 0}, "b": {"name": "Bo", "controller": "ben", "at": 0},
      "c": {"name": "Cy", "controller": "cyd", "at": 0, "hidden": true}}}
    """
  static let members = ["ann", "ben", "cyd", "olga"]

  static func settings(_ change: (inout RoomSettings) -> Void = { _ in }) -> RoomSettings {
    var settings = RoomSettings()
    settings.grace = .milliseconds(50)
    settings.snapshotInterval = .zero
    change(&settings)
    return settings
  }

  /// - Parameter store: one that other servers have written to; a new race is made where there is none in it.
  init(
    store: MemoryStore = MemoryStore(), folder: String = Race.folder, settings: RoomSettings = Race.settings(),
    dice: [Int]? = nil
  ) async throws {
    self.store = store
    shelf = RulesShelf(directories: ["race": folder], store: store)
    let errors = ErrorReporter(store: store, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    rooms = LiveRooms(RoomServices(store: store, settings: settings, rules: shelf, errors: errors))
    let problems = await shelf.refresh()
    try #require(problems.isEmpty, "\(problems)")
    try await rooms.create(
      Interaction(id: "race", owner: "olga", members: Self.members, testDice: dice), state: Self.state, rules: "race")
  }

  func room(as user: String = "ann") async throws -> Room {
    try await rooms.with("race", as: user) { room throws(RoomError) in room }
  }

  /// Asks for something, and gives the outcome.
  @discardableResult
  func ask(
    _ user: String, _ action: String, _ arguments: JSONValue = [:], basis: Int64? = nil, key: String? = nil,
    mayWait: Bool = false
  ) async throws(RoomError) -> Outcome {
    let ask = Ask(user: user, action: action, arguments: arguments, basis: basis, key: key, mayWait: mayWait)
    return Outcome(text: try await rooms.with("race", as: user) { room throws(RoomError) in try await room.take(ask) })
  }

  /// Follows something as one who was reported to be here already, so that nothing is done but what the test asks for.
  func follow(_ user: String, _ kind: FeedKind, after last: String? = nil) async throws -> Feed {
    let feed = try await room(as: user).subscribe(user, to: kind, after: last)
    try await wait { try await state()["present"]?.texts.contains(user) == true }
    return feed
  }

  /// The state by fact.
  func state() async throws -> JSONValue {
    let room = try await room()
    let play = try await room.current()
    return try JSONReader().read(play.table.json)
  }

  /// The kinds of the entries of the log.
  func log() async throws -> [JSONValue] {
    try await (store.logs["race"] ?? []).map { try JSONReader().read($0.content) }
  }
}

/// What a room answers.
struct Outcome {
  let text: String
  private var json: JSONValue { (try? JSONReader().read(text)) ?? nil }

  var status: String { json["status"]?.string ?? "?" }
  var revision: Int64 { json["revision"]?.integer ?? -1 }
  var queued: Int64? { json["queued"]?.integer }
  var messages: [String] { json["verdict"]?["reasons"]?.elements?.compactMap { $0["message"]?.string } ?? [] }
}

/// Reads what a feed says.
final class Listener {
  private var items: AsyncStream<Feed.Item>.Iterator
  private(set) var lastID: String?

  init(_ feed: Feed) { items = feed.items.makeAsyncIterator() }

  /// The next message; nil at the end.
  func next() async throws -> JSONValue? {
    guard case .value(let id, let json)? = await items.next(isolation: #isolation) else { return nil }
    lastID = id
    return try JSONReader().read(json)
  }

  /// The first message that fits, others being passed over.
  func next(where fits: (JSONValue) -> Bool) async throws -> JSONValue? {
    while let message = try await next() {
      if fits(message) { return message }
    }
    return nil
  }
}

extension JSONValue {
  /// What lies behind keys, one in the other.
  func at(_ keys: String...) -> JSONValue? {
    var json: JSONValue? = self
    for key in keys { json = json?[key] }
    return json
  }

  var texts: [String] { elements?.compactMap(\.string) ?? [] }
  var messages: [String] { elements?.compactMap { $0["message"]?.string } ?? [] }
}
