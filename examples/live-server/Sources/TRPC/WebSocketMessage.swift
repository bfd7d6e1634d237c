/// What a client says by WebSocket.
public enum WebSocketMessage: Sendable, Hashable {
  /// What the client says of itself. Where that cannot be read, the error is said by
  /// ``WebSocketFrame/failure(_:of:)``, and the connection closed.
  case connectionParams(Result<[String: String]?, TRPCError>)
  /// A call, to be answered by frames with its id.
  case request(WebSocketRequest)
  /// The subscription with this id is no longer wanted. Passed over where there is none: clients send it for those that
  /// have ended as well.
  case stop(RequestID)
  /// Answered by ``WebSocketFrame/pong``.
  case ping
  /// The answer to ``WebSocketFrame/ping``; any other message shows as well that the client is there.
  case pong
  /// Answered by ``WebSocketFrame/failure(_:of:)`` for no request. The connection stays.
  case malformed(TRPCError)

  /// Reads a text frame, which may hold several messages.
  ///
  /// - Parameters:
  ///   - awaitsConnectionParams: where ``announcesConnectionParams(query:)``, and ``connectionParams(_:)`` was not
  ///     among the messages before. Then whatever is not ``ping`` or ``pong`` is read as that, else nothing is.
  ///   - kinds: the kind of a procedure by its path; nil where there is no such procedure.
  public static func read(
    _ text: String, awaitsConnectionParams: Bool = false, limits: WireLimits, kinds: (String) -> ProcedureKind?
  ) -> [WebSocketMessage] {
    switch text {
    case "PING": return [.ping]
    case "PONG": return [.pong]
    default: break
    }
    let reader = WebSocketReader(limits: limits)
    if awaitsConnectionParams {
      return [.connectionParams(Result { () throws(TRPCError) in try reader.connectionParams(text) })]
    }
    do {
      return try reader.messages(text, kinds)
    } catch {
      return [.malformed(error)]
    }
  }

  /// Whether the address that a client connects to announces ``connectionParams(_:)`` as the first message.
  public static func announcesConnectionParams(query: String?) -> Bool {
    let value = try? QueryString(query).value("connectionParams")
    return value == "1"
  }
}
