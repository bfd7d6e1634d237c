/// A call by WebSocket.
public struct WebSocketRequest: Sendable, Hashable {
  /// Stands in each answer. Of the subscriptions of a connection no two have the same.
  public let id: RequestID
  /// Whether the client says `"jsonrpc": "2.0"`, and wants to hear it.
  public let jsonrpc: Bool
  /// The name of the procedure, of one that does not exist as well.
  public let path: String
  /// The call, or why it is refused.
  public let call: Result<Call, TRPCError>

  /// A request as it is.
  public init(id: RequestID, jsonrpc: Bool, path: String, call: Result<Call, TRPCError>) {
    self.id = id
    self.jsonrpc = jsonrpc
    self.path = path
    self.call = call
  }
}

extension TRPCError {
  /// A subscription has the id already that a client gives to another.
  public static func duplicate(_ id: RequestID) -> TRPCError { TRPCError(.badRequest, "Duplicate id \(id)") }
}
