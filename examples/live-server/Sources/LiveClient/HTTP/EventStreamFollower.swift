import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import RulesLang
import Synchronization

/// One subscription by server-sent events, over all the streams that it takes.
final class EventStreamFollower: Sendable {
  /// How a stream ended, and thereby what comes next.
  private enum Ending {
    /// The server has said that this was all.
    case returned
    /// The connection broke: an `EventSource` asks again by itself, with the same address.
    case cut
    /// Nothing was heard for too long: tRPC's client makes a new `EventSource`, with a new address.
    case silent
  }

  let started: Latch
  private let url: String
  private let headers: [(String, String)]
  private let parameters: ConnectionParameters?
  private let path: String
  private let input: JSONValue?
  private let values: AsyncThrowingStream<TrackedSource, any Error>.Continuation
  private let state: Mutex<State>

  private struct State {
    var retry: Duration
    /// The last id of a value, which a new source says in its address.
    var lastEventID = ""
    /// The last id of the source there is, which it says in a header when it comes back.
    var sourceID = ""
    var connection: Task<Ending, any Error>?
    /// Where the server said so: how long silence may last, and since when it lasts.
    var silence: Duration?
    var heard = ContinuousClock.now
  }

  init(
    url: String, headers: [(String, String)], parameters: ConnectionParameters?, retry: Duration, path: String,
    input: JSONValue?, started: Latch, values: AsyncThrowingStream<TrackedSource, any Error>.Continuation
  ) {
    (self.url, self.headers, self.parameters, self.path, self.input) = (url, headers, parameters, path, input)
    (self.started, self.values) = (started, values)
    state = Mutex(State(retry: retry))
  }

  /// Cuts the connection there is.
  func drop() { state.withLock { $0.connection }?.cancel() }

  func run(lastEventID: String) async {
    do {
      state.withLock { $0.lastEventID = lastEventID }
      while try await followSource() {}
      started.open(.failure(ClientFailure.closed))
      values.finish()
    } catch {
      started.open(.failure(error))
      values.finish(throwing: Task.isCancelled ? nil : error)
    }
  }

  /// What one `EventSource` does.
  ///
  /// - Returns: whether another one is needed.
  private func followSource() async throws -> Bool {
    state.withLock { $0.sourceID = "" }
    var address = HTTPAddress(url)
    if let parameters { address = address.adding("connectionParams", parametersJSON(try await parameters())) }
    address = address.adding("input", inputWithID())
    var request = HTTPClientRequest(url: address.text(path: path))
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    request.headers.add(name: "accept", value: "text/event-stream")
    request.headers.add(name: "cache-control", value: "no-cache")
    while true {
      let ending = try await follow(request)
      switch ending {
      case .returned: return false
      case .silent: return true
      case .cut: try await Task.sleep(for: state.withLock { $0.retry })
      }
      let id = state.withLock { $0.sourceID }
      if !id.isEmpty { request.headers.replaceOrAdd(name: "last-event-id", value: id) }
    }
  }

  /// The id goes into the input, where that is an object or nothing.
  private func inputWithID() -> JSONValue? {
    let id = state.withLock { $0.lastEventID }
    guard !id.isEmpty, let members = (input ?? [:]).members else { return input }
    return JSONValue(
      .object(members.filter { $0.key != "lastEventId" } + [.init(key: "lastEventId", value: JSONValue(.string(id)))]))
  }

  /// One request, which may be cut by ``drop()`` without an end of the whole.
  private func follow(_ request: HTTPClientRequest) async throws -> Ending {
    let connection = Task { try await self.listen(request) }
    state.withLock { $0.connection = connection }
    let result = await withTaskCancellationHandler { await connection.result } onCancel: { connection.cancel() }
    try Task.checkCancellation()
    do {
      return try result.get()
    } catch let error as RemoteError {
      throw error
    } catch let error as ClientFailure {
      throw error
    } catch {
      // Whatever it was, the connection is no more.
      return .cut
    }
  }

  private func listen(_ request: HTTPClientRequest) async throws -> Ending {
    try await withThrowingTaskGroup(of: Ending?.self) { group in
      state.withLock { ($0.silence, $0.heard) = (nil, .now) }
      group.addTask { try await self.read(request) }
      group.addTask { try await self.watch() }
      defer { group.cancelAll() }
      return try await group.next() ?? .cut
    } ?? .cut
  }

  private func read(_ request: HTTPClientRequest) async throws -> Ending {
    let response = try await HTTPTransport.client.execute(request, deadline: .distantFuture)
    // An `EventSource` gives up for good where it is not answered with events.
    guard response.status == .ok else { throw ClientFailure.refused(status: Int(response.status.code)) }
    guard response.headers.first(name: "content-type")?.hasPrefix("text/event-stream") == true
    else { throw ClientFailure.unreadable("no stream of events") }
    var events = ServerSentEvents(lastEventID: state.withLock { $0.sourceID })
    for try await piece in response.body {
      for event in events.take(piece.readableBytesView) {
        state.withLock { ($0.heard, $0.sourceID) = (.now, event.lastEventID) }
        if try take(event) { return .returned }
      }
      if let retry = events.retry { state.withLock { $0.retry = .milliseconds(retry) } }
    }
    return .cut
  }

  /// - Returns: whether this was all.
  private func take(_ event: ServerSentEvents.Event) throws -> Bool {
    switch event.type {
    case "message":
      if !event.lastEventID.isEmpty { state.withLock { $0.lastEventID = event.lastEventID } }
      values.yield(
        TrackedSource {
          let data = try Envelope.read(Array(event.data.utf8))
          return TrackedValue(id: event.lastEventID.isEmpty ? nil : event.lastEventID, data: data)
        })
    case "connected":
      let options = try Envelope.read(Array(event.data.utf8))
      state.withLock { $0.silence = options["reconnectAfterInactivityMs"]?.integer.map { .milliseconds($0) } }
      started.open()
    case "serialized-error":
      let json = try Envelope.read(Array(event.data.utf8))
      guard let error = RemoteError(json) else { throw ClientFailure.unreadable("an error of an unknown shape") }
      // After one that may pass, the client waits for the end of the stream, and comes back.
      if !error.isRetryable { throw error }
    case "return": return true
    default: break
    }
    return false
  }

  /// Ends where nothing was heard for as long as the server has said.
  private func watch() async throws -> Ending {
    while true {
      let (silence, heard) = state.withLock { ($0.silence, $0.heard) }
      let end = silence.map { heard + $0 }
      if let end, end <= .now { return .silent }
      // As long as the server has not said it, its first word may come at any time.
      try await Task.sleep(until: end ?? .now + .milliseconds(100), clock: .continuous)
    }
  }
}
