import Foundation
import LiveClient
import RulesLang

/// The interaction that this client takes part in.
actor Room {
  nonisolated let asker: ChoiceAsker
  nonisolated let client: WebSocketClient
  private nonisolated let id: String
  private var view = FollowedView()
  /// Says that something has changed; more than once is said once.
  nonisolated let changes: AsyncStream<Void>
  private nonisolated let changed: AsyncStream<Void>.Continuation

  private init(_ client: WebSocketClient, _ id: String) {
    (self.client, self.id) = (client, id)
    (changes, changed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    asker = ChoiceAsker(interactionID: id) { try await client.query("options", $0) }
  }

  /// Joins, and listens from then on.
  static func join(_ settings: Settings, _ terminal: Terminal) async throws -> Room {
    let client = try await WebSocketClient.connect(url: settings.server.webSocket, parameters: settings.parameters)
    let room = Room(client, settings.interaction)
    let joined = try await client.mutate("joinRoom", room.input())
    await terminal.say(Wording.joined(joined))
    await room.follow()
    // Who does one thing and leaves tells of that alone.
    for procedure in settings.isOnce ? [] : ["logEvent", "turnUpdate", "chatMessage"] {
      await room.listen(procedure, terminal)
    }
    return room
  }

  /// An input about this room.
  private nonisolated func input(_ members: [JSONValue.Member] = []) -> JSONValue {
    JSONValue(.object([.init(key: "interactionId", value: JSONValue(.string(id)))] + members))
  }

  // MARK: Hearing

  private nonisolated func listen(_ procedure: String, _ terminal: Terminal) async {
    let values = await client.subscribe(procedure, input())
    Task {
      do {
        for try await value in values {
          for line in Wording.lines(of: procedure, value.data) { await terminal.say(line) }
        }
      } catch {
        await terminal.say("\(procedure) ends: \(error)")
      }
    }
    // What is asked for next is heard of.
    try? await values.started()
  }

  /// Keeps the view, for its revision; where a delta is missing, it begins anew with a whole view.
  private nonisolated func follow() async {
    let values = await client.subscribe("stateDelta", input())
    Task {
      var values = values
      while !Task.isCancelled {
        for try await value in values {
          guard await take(value.data) else { break }
        }
        guard await isOutOfStep else { break }
        values.stop()
        values = await client.subscribe("stateDelta", input())
      }
    }
    try? await values.started()
  }

  private var isOutOfStep: Bool { view.isOutOfStep }

  /// - Returns: whether it fitted.
  private func take(_ message: JSONValue) -> Bool {
    guard let step = try? view.take(message) else { return false }
    changed.yield()
    if case .outOfStep = step { return false }
    return true
  }

  // MARK: Asking

  /// Asks that something be done, or that it be kept until its time comes.
  func send(_ chosen: ChoiceAsker.Completion, isQueued: Bool) async throws -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "action", value: JSONValue(.string(chosen.action))), .init(key: "arguments", value: chosen.arguments),
    ]
    // Where somebody else acts for the same one meanwhile, the server says so.
    if let revision = view.revision { members.append(.init(key: "basis", value: JSONValue(.integer(revision)))) }
    return try await once(isQueued ? "queueTurn" : "act", members)
  }

  nonisolated func say(_ text: String, to recipient: String) async throws {
    _ = try await once(
      "sendChat",
      [
        .init(key: "to", value: JSONValue(.string(recipient))), .init(key: "text", value: JSONValue(.string(text))),
      ])
  }

  nonisolated func withdraw(_ queued: Int64) async throws -> Bool {
    let answer = try await client.mutate(
      "withdrawTurn", input([.init(key: "queued", value: JSONValue(.integer(queued)))]))
    return answer["withdrawn"]?.bool ?? false
  }

  /// Sends a request with a key: where the connection breaks before the answer comes, it is sent again, and not done
  /// twice.
  private nonisolated func once(_ procedure: String, _ members: [JSONValue.Member]) async throws -> JSONValue {
    let key = JSONValue.Member(key: "key", value: JSONValue(.string(UUID().uuidString)))
    var attempts = 3
    while true {
      attempts -= 1
      do {
        return try await client.mutate(procedure, input(members + [key]))
      } catch ClientFailure.closed where attempts > 0 {
        continue
      } catch let error as RemoteError where error.name == "INTERNAL_SERVER_ERROR" && attempts > 0 {
        continue
      }
    }
  }

  nonisolated func leave() async { await client.close() }
}
