import LiveClient
import RulesLang
import Synchronization

/// One client of a room: a member's connection, and what it was told.
final class Seat: Sendable {
  private struct Told {
    /// What was not applied yet, as it came.
    var messages: [[UInt8]] = []
    var bytes = 0
    var deltas = 0
    /// The view that the messages before have made; as a text, since there are many and each is read only once more.
    var view: (bytes: [UInt8], revision: Int64)?
    var revision: Int64?
    var failure: String?
  }

  let user: String
  let client: WebSocketClient
  private let told = Mutex(Told())

  init(_ user: String, _ client: WebSocketClient) { (self.user, self.client) = (user, client) }

  /// Listens to changes. Of each no more is read than its revision, until the end.
  func listen(to room: String, _ number: Int, _ arrivals: Arrivals) async throws {
    let seen = AsyncStream.makeStream(of: Void.self)
    await client.listen("stateDelta", ["interactionId": JSONValue(.string(room))]) { [self] event in
      switch event {
      case .started: break
      case .value(let arrival):
        // tRPC says the data of a tracked value beside its id.
        guard let revision = JSONPlaces(arrival.bytes).integer(at: "result", "data", "data", "revision") else {
          return told.withLock { $0.failure = "a message without a revision" }
        }
        arrivals.note(revision, at: arrival.time, client: number)
        told.withLock { told in
          told.messages.append(arrival.bytes)
          told.bytes += arrival.bytes.count
          told.deltas += 1
          told.revision = revision
        }
        seen.continuation.yield()
      case .finished(let error):
        told.withLock { $0.failure = error.map { "\($0)" } ?? "the server ended the subscription" }
        seen.continuation.finish()
      }
    }
    for await _ in seen.stream { return }
    throw ClientFailure.unreadable(told.withLock { $0.failure } ?? "no view")
  }

  /// How many changes have come.
  var deltas: Int { told.withLock { $0.deltas } }
  var revision: Int64? { told.withLock { $0.revision } }
  /// How much is kept to be applied later.
  var keptBytes: Int { told.withLock { $0.bytes } }

  /// Applies what was told. What is told meanwhile is kept for the next time.
  func fold() throws {
    let (messages, before) = told.withLock { told in
      defer { (told.messages, told.bytes) = ([], 0) }
      return (told.messages, told.view)
    }
    guard !messages.isEmpty else { return }
    var followed = FollowedView()
    let reader = JSONReader(limits: .init(depth: 256))
    if let before { followed = FollowedView(view: try reader.read(before.bytes), revision: before.revision) }
    for message in messages {
      let data = try Arrival(bytes: message, time: .now).value().data
      if case .outOfStep(let basis, let here) = try followed.take(data) {
        throw ClientFailure.unreadable("a change of revision \(basis) came to revision \(here ?? 0)")
      }
    }
    guard let view = followed.view, let revision = followed.revision else { return }
    var writer = JSONWriter()
    writer.value(view)
    let bytes = writer.bytes
    told.withLock { $0.view = (bytes, revision) }
  }

  /// Compares the view that was told with the one that the server gives now.
  ///
  /// - Returns: where they differ, and how; nil where they say the same.
  func difference(in room: String) async -> String? {
    do {
      for _ in 0..<20 {
        let fresh = try await client.query("view", ["interactionId": JSONValue(.string(room))])
        try fold()
        guard let (bytes, revision) = told.withLock({ $0.view }) else { return "no view came" }
        // A room's own timers may change it between the two; the change comes soon.
        guard fresh["revision"]?.integer == revision else {
          try await Task.sleep(for: .milliseconds(100))
          continue
        }
        let kept = try JSONReader(limits: .init(depth: 256)).read(bytes)
        return JSONComparison.firstDifference(between: kept, and: fresh["view"] ?? JSONValue(.null))
          .map { "revision \(revision) differs at \($0.isEmpty ? "the whole" : $0)" }
      }
      return "its revision was never that of the server"
    } catch {
      return "\(error)"
    }
  }
}
