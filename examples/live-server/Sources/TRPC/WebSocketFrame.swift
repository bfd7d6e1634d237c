internal import RulesLang

/// What clients hear by WebSocket: the texts of frames.
public enum WebSocketFrame {
  /// The output of a query or mutation, the only answer to it.
  ///
  /// - Parameter json: nil for `undefined`.
  public static func output(_ json: String?, of request: WebSocketRequest) -> String {
    result("{\"type\":\"data\"\(json.map { ",\"data\":\($0)" } ?? "")}", of: request)
  }

  /// A subscription has begun.
  public static func started(_ request: WebSocketRequest) -> String { result("{\"type\":\"started\"}", of: request) }

  /// A value of a subscription.
  ///
  /// - Parameter id: what the client says to resume behind this value. It is said twice: once for the link, which keeps
  ///   it, and once for the application.
  public static func value(_ json: String, id: String, of request: WebSocketRequest) -> String {
    let id = JSONWriter.text(of: JSONValue(.string(id)))
    return result("{\"type\":\"data\",\"data\":{\"id\":\(id),\"data\":\(json)},\"id\":\(id)}", of: request)
  }

  /// A subscription has come to its end, by itself or because the client wants it no longer.
  public static func stopped(_ request: WebSocketRequest) -> String { result("{\"type\":\"stopped\"}", of: request) }

  /// A request failed, which ends it.
  ///
  /// - Parameter request: nil for an error of no request, as of the connection.
  public static func failure(_ error: TRPCError, of request: WebSocketRequest?) -> String {
    "\(head(request)),\"error\":\(error.text(path: request?.path))}"
  }

  /// Asks the client to connect again. The connection is to be closed at once behind it: a client that is left with
  /// both connects without end.
  public static let reconnect = #"{"id":null,"method":"reconnect"}"#
  /// Asks the client whether it is there.
  public static let ping = "PING"
  /// The answer to a client that asks.
  public static let pong = "PONG"

  private static func result(_ result: String, of request: WebSocketRequest) -> String {
    "\(head(request)),\"result\":\(result)}"
  }

  private static func head(_ request: WebSocketRequest?) -> String {
    guard let request else { return "{\"id\":null" }
    return "{\"id\":\(request.id.text)\(request.jsonrpc ? ",\"jsonrpc\":\"2.0\"" : "")"
  }
}
