import RulesLang

extension WebSocketClient {
  /// Passes on what the server says to the request that it is for.
  func hear(_ message: Arrival, _ generation: Int) {
    guard generation == self.generation else { return }
    note()
    if message.bytes.elementsEqual("PING".utf8) || message.bytes.elementsEqual("PONG".utf8) { return }
    guard let frame = ServerFrame(message.bytes) else { return keepStray(message) }
    if case .notification(let method) = frame.kind {
      return method == "reconnect" ? startOver() : keepStray(message)
    }
    guard let id = frame.id, let request = requests[id] else {
      if frame.id == nil, frame.kind == .error, let error = failure(message) as? RemoteError, !error.isPassing {
        refusal = error
      }
      return keepStray(message)
    }
    refusal = nil
    switch request.kind {
    case .call(let continuation):
      _ = remove(id)
      continuation.resume(returning: message)
    case .subscription(let listener): hear(frame.kind, message, id, listener)
    }
  }

  private func hear(
    _ kind: ServerFrame.Kind, _ message: Arrival, _ id: Int, _ listener: @Sendable (SubscriptionEvent) -> Void
  ) {
    switch kind {
    case .started: listener(.started)
    case .data(let eventID):
      // A value without an id takes the place of one with: tRPC's client has then nothing to say when it comes back.
      requests[id]?.lastEventID = eventID
      listener(.value(message))
    case .stopped, .error, .notification:
      _ = remove(id)
      listener(.finished(kind == .error ? failure(message) : nil))
      // tRPC's client says so even where the server has.
      send(ClientMessage.stop(id: id))
    }
  }

  private func failure(_ message: Arrival) -> any Error {
    do {
      _ = try message.data()
      return ClientFailure.unreadable("an error that is none")
    } catch {
      return error
    }
  }

  private func keepStray(_ message: Arrival) { strays.yield(String(decoding: message.bytes, as: UTF8.self)) }
}
