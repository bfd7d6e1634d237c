public import RulesLang

extension WebSocketClient {
  /// What is answered once.
  public enum Call: String, Sendable { case query, mutation }

  /// Asks for something.
  public func query(_ path: String, _ input: JSONValue? = nil) async throws -> JSONValue {
    try await exchange(.query, path, input).data()
  }

  /// Asks that something be done.
  public func mutate(_ path: String, _ input: JSONValue? = nil) async throws -> JSONValue {
    try await exchange(.mutation, path, input).data()
  }

  /// Gives the answer as it came, an error as well.
  public func exchange(_ call: Call, _ path: String, _ input: JSONValue? = nil) async throws -> Arrival {
    let id = nextID()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        begin(SocketRequest(id: id, method: call.rawValue, path: path, input: input, kind: .call(continuation)))
      }
    } onCancel: {
      Task { await abandon(id) }
    }
  }

  /// Listens, from behind the last id that was heard before, where there is one.
  public func subscribe(_ path: String, _ input: JSONValue? = nil, lastEventID: String? = nil) -> Subscription {
    let (values, continuation) = AsyncThrowingStream.makeStream(of: TrackedSource.self)
    let started = Latch()
    let id = listen(path, input, lastEventID: lastEventID) { event in
      switch event {
      case .started: started.open()
      case .value(let arrival): continuation.yield(TrackedSource { try arrival.value() })
      case .finished(let error):
        started.open(.failure(error ?? ClientFailure.closed))
        continuation.finish(throwing: error)
      }
    }
    let stop: @Sendable () -> Void = { [weak self] in Task { [weak self] in await self?.stop(id) } }
    continuation.onTermination = { ending in if case .cancelled = ending { stop() } }
    let drop: @Sendable () -> Void = { [weak self] in Task { [weak self] in await self?.drop() } }
    return Subscription(values: values, startedLatch: started, cut: drop, stopper: stop)
  }

  /// Listens without reading: `listener` is called on the connection's own thread, and has to be quick.
  ///
  /// - Returns: the request's id, to stop it by.
  @discardableResult
  public func listen(
    _ path: String, _ input: JSONValue? = nil, lastEventID: String? = nil,
    _ listener: @escaping @Sendable (SubscriptionEvent) -> Void
  ) -> Int {
    let id = nextID()
    begin(
      SocketRequest(
        id: id, method: "subscription", path: path, input: input, kind: .subscription(listener),
        lastEventID: lastEventID))
    return id
  }

  /// Ends a subscription.
  public func stop(_ id: Int) {
    guard case .subscription(let listener)? = remove(id)?.kind else { return }
    listener(.finished(nil))
    send(ClientMessage.stop(id: id))
  }

  /// Nobody waits for the answer any more. The server is not told, and may do what was asked.
  private func abandon(_ id: Int) {
    guard let request = remove(id) else { return }
    request.fail(CancellationError())
  }
}
