import Foundation
import LiveClient
import RulesLang
import Testing

/// A client of one user: it follows everything there is to follow, and keeps all that it was told.
actor Device {
  enum Link { case webSocket, eventStream }

  nonisolated let user: String
  nonisolated let interaction: String
  private let trpc: String
  private let webSocket: String
  /// Tokens live a minute, and the development issuer of a server that was started again is another.
  private let token: @Sendable () async throws -> String
  private var socket: WebSocketClient?
  private let caller: HTTPCaller
  private var tasks: [Task<Void, Never>] = []
  private var subscriptions: [Subscription] = []

  private(set) var followed = FollowedView()
  /// Texts of the log, in order.
  private(set) var lines: [String] = []
  private(set) var turns: [String] = []
  private(set) var chat: [String] = []
  private(set) var ended: [JSONValue] = []
  private(set) var aboutRules: [JSONValue] = []
  /// All that was ever told, as it came.
  private(set) var heard: [String] = []
  /// What went wrong.
  private(set) var failures: [String] = []

  init(_ user: String, in interaction: String, at server: ServerProcess) {
    self.user = user
    self.interaction = interaction
    let (url, trpc) = (server.url, server.trpc)
    (self.trpc, webSocket) = (trpc, server.socket)
    let token = { @Sendable in try await DevelopmentToken.issue(at: ServerAddress(url), user: user) }
    self.token = token
    caller = HTTPCaller(url: trpc, token: { try await token() })
  }

  // MARK: Following

  /// Joins and begins to follow.
  func follow(by link: Link) async throws {
    switch link {
    case .webSocket:
      let socket = try await WebSocketClient.connect(
        url: webSocket, parameters: { [token] in ["token": try await token()] })
      self.socket = socket
      note(try await socket.mutate("joinRoom", ["interactionId": .init(.string(interaction))]))
      for path in ["stateDelta", "logEvent", "turnUpdate", "chatMessage"] {
        listen(to: await socket.subscribe(path, ["interactionId": .init(.string(interaction))]), path)
      }
    case .eventStream:
      let joined = try await caller.mutate("joinRoom", ["interactionId": .init(.string(interaction))])
      note(joined)
      let ticket = try #require(joined["ticket"]?.string)
      let streams = EventStreamClient(url: trpc, parameters: { ["ticket": ticket] }, retry: .milliseconds(100))
      for path in ["stateDelta", "logEvent", "turnUpdate", "chatMessage"] {
        listen(to: streams.subscribe(path, ["interactionId": .init(.string(interaction))]), path)
      }
    }
    for subscription in subscriptions { try await subscription.started() }
  }

  private func listen(to subscription: Subscription, _ path: String) {
    subscriptions.append(subscription)
    tasks.append(
      Task {
        do {
          for try await value in subscription { take(value.data, path) }
        } catch {
          failures.append("\(path): \(error)")
        }
      })
  }

  private func take(_ data: JSONValue, _ path: String) {
    note(data)
    switch path {
    case "stateDelta":
      do {
        if case .outOfStep(let basis, let here) = try followed.take(data) {
          failures.append("a change of \(basis) came on \(here ?? -1)")
        }
      } catch {
        failures.append("\(error)")
      }
    case "logEvent":
      lines += data["lines"]?.elements?.compactMap { $0["message"]?.string } ?? []
      if let told = data["rules"] { aboutRules.append(told) }
    case "turnUpdate":
      turns += data["turns"]?.elements?.compactMap { $0["message"]?.string } ?? []
      ended += data["ended"]?.elements ?? []
    default:
      chat.append("\(data["from"]?.string ?? "?"): \(data["text"]?.string ?? "?")")
    }
  }

  private func note(_ json: JSONValue) { heard.append(JSONWriter.text(of: json)) }

  /// Cuts the connection, as a train in a tunnel does; it does not come back by itself before ``comeBack()``.
  func vanish() async {
    for subscription in subscriptions { subscription.stop() }
    for task in tasks { task.cancel() }
    (tasks, subscriptions) = ([], [])
    await socket?.drop()
    await socket?.close()
    socket = nil
  }

  // MARK: Asking

  /// Calls something, by whichever link there is.
  @discardableResult
  func call(_ path: String, _ members: [(String, JSONValue)] = []) async throws -> JSONValue {
    let known = [JSONValue.Member(key: "interactionId", value: .init(.string(interaction)))]
    let input = JSONValue(.object(known + members.map { JSONValue.Member(key: $0.0, value: $0.1) }))
    let isQuery = ["view", "options", "explain"].contains(path)
    let answer: JSONValue
    if let socket {
      answer = isQuery ? try await socket.query(path, input) : try await socket.mutate(path, input)
    } else if isQuery {
      answer = try await caller.query(path, input)
    } else {
      let answers = try await caller.batch(.mutation, [HTTPCaller.Call(path, input)])
      answer = try #require(answers.first).get()
    }
    note(answer)
    return answer
  }

  /// Waits until what was told makes up the view that the server has for this user.
  ///
  /// - Returns: where they differ; nil where they are the same.
  func difference() async throws -> String? {
    for _ in 0..<400 {
      let server = try await call("view")
      let revision = server["revision"]?.integer ?? -1
      if let here = followed.revision, here == revision, let mine = followed.view {
        return try JSONComparison.firstDifference(between: mine, and: #require(server["view"]))
      }
      try await Task.sleep(for: .milliseconds(25))
    }
    return "revision \(followed.revision ?? -1) was never the server's; \(failures)"
  }

  /// Waits for a line of the log.
  func hears(_ line: String, after count: Int = 0, within limit: Duration = .seconds(20)) async throws -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
      if lines.dropFirst(count).contains(line) { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }
}
