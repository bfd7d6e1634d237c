import RulesLang

/// Something asked over the socket, until it is answered for good.
struct SocketRequest {
  enum Kind {
    case call(CheckedContinuation<Arrival, any Error>)
    case subscription(@Sendable (SubscriptionEvent) -> Void)
  }

  let id: Int
  let method: String
  let path: String
  let input: JSONValue?
  let kind: Kind
  /// The last id that was heard, which a connection that replaces this one says.
  var lastEventID: String?
  /// Whether the connection that there is has it.
  var isSent = false

  var message: JSONValue {
    ClientMessage.request(id: id, method, path: path, input: input, lastEventID: lastEventID)
  }

  var isSubscription: Bool { if case .subscription = kind { true } else { false } }

  func fail(_ error: any Error) {
    switch kind {
    case .call(let continuation): continuation.resume(throwing: error)
    case .subscription(let listener): listener(.finished(error))
    }
  }
}
