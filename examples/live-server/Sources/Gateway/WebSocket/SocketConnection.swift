internal import Identity
internal import Logging
internal import Metrics
internal import NIOCore
internal import NIOWebSocket
internal import Rooms
internal import ServiceLifecycle
internal import TRPC

/// One client that is connected by WebSocket.
///
/// Calls are done one after the other, in the order in which they came, so that a client that sends a step and then a
/// second one gets what it means. Subscriptions run beside that, each in a task of its own.
actor SocketConnection {
  private let service: SocketService
  private let socket: SocketWriter
  private var awaitsParameters: Bool
  private let header: String?
  private var access = Access.nobody(nil)
  private var user: String?
  private var subscriptions: [RequestID: Task<Void, Never>] = [:]
  private var lastHeard = ContinuousClock.now
  private let calls = AsyncStream.makeStream(of: WebSocketRequest.self, bufferingPolicy: .bufferingOldest(256))

  /// A client that is silent for so long is asked whether it is there.
  private static let patience = Duration.seconds(30)
  /// More than anybody follows. Those that fail count as well until the client has heard of it.
  private static let mostSubscriptions = 128

  /// How long a client is kept that has come too early, or to the wrong server.
  private static let pause = Duration.seconds(1)

  init(service: SocketService, socket: SocketWriter, awaitsParameters: Bool, header: String?) {
    self.service = service
    self.socket = socket
    self.awaitsParameters = awaitsParameters
    self.header = header
  }

  private enum Ending: Error { case closed, refused, silent }

  /// Serves the client until either side has enough.
  func run(_ inbound: NIOAsyncChannelInboundStream<SocketService.Frame>) async {
    // What may come before the first message waits for nobody.
    if !awaitsParameters {
      access = await service.procedures.doorkeeper.access(Credentials(parameters: nil, header: header))
    }
    let ending = await withTaskGroup(of: Ending.self) { group in
      group.addTask { await self.read(inbound) }
      group.addTask { await self.answerCalls() }
      group.addTask { await self.keepAlive() }
      group.addTask {
        // A server that stops sends its clients elsewhere; rooms are written then.
        try? await gracefulShutdown()
        return .closed
      }
      let ending = await group.next() ?? .closed
      calls.continuation.finish()
      // Whoever still writes or reads here does so no longer.
      let code: WebSocketErrorCode = if case .refused = ending { .policyViolation } else { .unknown(1012) }
      socket.close(code)
      group.cancelAll()
      return ending
    }
    // None has begun since, as nothing is read any more.
    for task in subscriptions.values {
      task.cancel()
      await task.value
    }
    if let user { service.census.leave(user) }
    service.logger.debug("a client is gone: \(ending)")
  }

  // MARK: Reading

  private func read(_ inbound: NIOAsyncChannelInboundStream<SocketService.Frame>) async -> Ending {
    do {
      for try await frame in inbound {
        lastHeard = .now
        switch frame.opcode {
        case .text:
          for message in messages(String(buffer: frame.unmaskedData)) { try await take(message) }
        case .ping: try await socket.pong(frame)
        case .connectionClose: return .closed
        default: break
        }
      }
      return .closed
    } catch let ending as Ending {
      return ending
    } catch {
      return .closed
    }
  }

  private func messages(_ text: String) -> [WebSocketMessage] {
    WebSocketMessage.read(text, awaitsConnectionParams: awaitsParameters, limits: service.limits) {
      service.procedures.list.kind(of: $0)
    }
  }

  private func take(_ message: WebSocketMessage) async throws {
    switch message {
    case .connectionParams(let parameters): try await greet(parameters)
    case .request(let request): try await begin(request)
    case .stop(let id): subscriptions[id]?.cancel()
    case .ping: try await socket.write(WebSocketFrame.pong)
    case .pong: break
    case .malformed(let error): try await socket.write(WebSocketFrame.failure(error, of: nil))
    }
  }

  /// Takes what the client says of itself.
  private func greet(_ parameters: Result<[String: String]?, TRPCError>) async throws {
    awaitsParameters = false
    switch parameters {
    case .failure(let error):
      // By the way that the farewell takes, which must not come before it.
      socket.post(WebSocketFrame.failure(error, of: nil))
      throw Ending.refused
    case .success(let parameters):
      access = await service.procedures.doorkeeper.access(Credentials(parameters: parameters, header: header))
    }
    if case .nobody(let error?) = access {
      socket.post(WebSocketFrame.failure(Doorkeeper.refused(error), of: nil))
      throw Ending.refused
    }
  }

  /// One client has so many connections and no more.
  private func admit() throws(TRPCError) {
    guard user == nil, case .caller(let caller) = access else { return }
    guard service.census.enter(caller.id) else { throw TRPCError(.tooManyRequests, "you have too many connections") }
    user = caller.id
  }

  private func begin(_ request: WebSocketRequest) async throws {
    guard service.byAddress.allows(socket.address) else {
      let error = TRPCError(.tooManyRequests, "too many calls come from this address")
      return try await socket.write(WebSocketFrame.failure(error, of: request))
    }
    do {
      try admit()
    } catch {
      socket.post(WebSocketFrame.failure(error, of: request))
      throw Ending.refused
    }
    switch request.call {
    case .failure(let error): try await socket.write(WebSocketFrame.failure(error, of: request))
    case .success(let call) where call.kind == .subscription:
      guard subscriptions[request.id] == nil else {
        return try await socket.write(WebSocketFrame.failure(TRPCError.duplicate(request.id), of: request))
      }
      guard subscriptions.count < Self.mostSubscriptions else {
        let error = TRPCError(.tooManyRequests, "you follow too much at once")
        return try await socket.write(WebSocketFrame.failure(error, of: request))
      }
      subscriptions[request.id] = Task { await follow(call, request) }
    case .success:
      if case .dropped = calls.continuation.yield(request) {
        let error = TRPCError(.tooManyRequests, "too many calls wait for an answer")
        try await socket.write(WebSocketFrame.failure(error, of: request))
      }
    }
  }

  // MARK: Answering

  private func answerCalls() async -> Ending {
    for await request in calls.stream {
      guard case .success(let call) = request.call else { continue }
      let result = await service.procedures.answer(call, access)
      do {
        switch result {
        case .success(let json): try await socket.write(WebSocketFrame.output(json, of: request))
        case .failure(let error): try await socket.write(WebSocketFrame.failure(error, of: request))
        }
      } catch {
        return .closed
      }
    }
    return .closed
  }

  private func follow(_ call: Call, _ request: WebSocketRequest) async {
    defer { subscriptions[request.id] = nil }
    do {
      let following = try await service.procedures.subscribe(call, access)
      do {
        try await socket.write(WebSocketFrame.started(request))
        try await pass(following.feed, to: request)
      } catch {
        // The connection is gone; so is whoever followed.
      }
      await following.end()
    } catch where error.code.number == TRPCError.Code.serviceUnavailable.number {
      // It may be otherwise soon, or elsewhere. Clients of the protocol give up a subscription that fails, but come
      // back where their connection ends, and at once; so they are kept waiting for a moment.
      try? await Task.sleep(for: Self.pause)
      if !Task.isCancelled { calls.continuation.finish() }
    } catch {
      try? await socket.write(WebSocketFrame.failure(error, of: request))
      try? await socket.write(WebSocketFrame.stopped(request))
    }
  }

  private func pass(_ feed: Feed, to request: WebSocketRequest) async throws {
    for await item in feed.items {
      switch item {
      case .value(let id, let json): try await socket.write(WebSocketFrame.value(json, id: id, of: request))
      case .over: return try await socket.write(WebSocketFrame.stopped(request))
      }
    }
    if Task.isCancelled { return try await socket.write(WebSocketFrame.stopped(request)) }
    // The room has cut it off: the client comes back with the last id that it has seen, to a connection of its own.
    calls.continuation.finish()
  }

  // MARK: Being there

  private func keepAlive() async -> Ending {
    do {
      try await Task.sleep(for: service.patience)
      // Who has not said who they are by now will hear nothing here.
      if case .nobody = access { return .refused }
      while true {
        try await Task.sleep(for: Self.patience)
        let silence = ContinuousClock.now - lastHeard
        if silence > Self.patience * 2 { return .silent }
        if silence >= Self.patience { socket.post(WebSocketFrame.ping) }
      }
    } catch {
      return .closed
    }
  }
}
