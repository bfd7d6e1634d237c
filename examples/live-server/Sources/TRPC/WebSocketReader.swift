internal import RulesLang

/// Reads what clients say by WebSocket.
///
/// A frame is an object or a list of objects. One of them that is not a message at all spoils the frame, as a client
/// that writes such has lost its way; a message that is only wrong is answered by itself.
struct WebSocketReader {
  let limits: WireLimits

  /// `{"method": "connectionParams", "data": {"token": "…"}}`, of which the real server reads `data` alone.
  func connectionParams(_ text: String) throws(TRPCError) -> [String: String]? {
    let value = try? limits.read(Array(text.utf8), code: .parseError)
    guard let value, value.members != nil else {
      throw TRPCError(.parseError, "Malformed TRPCConnectionParamsMessage")
    }
    return try ConnectionParams.read(value["data"])
  }

  func messages(_ text: String, _ kinds: (String) -> ProcedureKind?) throws(TRPCError) -> [WebSocketMessage] {
    let value = try limits.read(Array(text.utf8), code: .parseError)
    let parts = value.elements ?? [value]
    guard parts.count <= limits.frame else { throw .tooManyCalls }
    var messages: [WebSocketMessage] = []
    for part in parts { messages.append(try message(part, kinds)) }
    return messages
  }

  private func message(
    _ value: JSONValue, _ kinds: (String) -> ProcedureKind?
  ) throws(TRPCError) -> WebSocketMessage {
    guard value.members != nil else { throw TRPCError(.parseError, "a message is an object, not \(value.kind)") }
    let jsonrpc = value["jsonrpc"]
    guard jsonrpc == nil || jsonrpc == "2.0" else { throw TRPCError(.parseError, "`jsonrpc` is \"2.0\"") }
    let id = RequestID(value["id"])
    guard id != nil || value["id"]?.isNull ?? true else { throw TRPCError(.parseError, "`id` is a number or a text") }

    let method = value["method"]?.string ?? ""
    if method == "subscription.stop" { return id.map { .stop($0) } ?? .malformed(Self.missingID) }
    guard let kind = ProcedureKind(rawValue: method) else {
      throw TRPCError(.parseError, "`method` is one of `query`, `mutation`, `subscription`, `subscription.stop`")
    }

    guard let params = value["params"], params.members != nil else {
      throw TRPCError(.parseError, "`params` is an object")
    }
    guard let path = params["path"]?.string else { throw TRPCError(.parseError, "`params.path` is a text") }
    let lastEventID = params["lastEventId"]?.string
    guard lastEventID != nil || params["lastEventId"] == nil else {
      throw TRPCError(.parseError, "`params.lastEventId` is a text")
    }
    guard let id else { return .malformed(Self.missingID) }
    let call = Call(path: path, kind: kind, input: params["input"], resumedBehind: lastEventID)
    let missing = TRPCError(.notFound, "No \"\(method)\"-procedure on path \"\(path)\"")
    return .request(
      WebSocketRequest(
        id: id, jsonrpc: jsonrpc != nil, path: path, call: kinds(path) == kind ? .success(call) : .failure(missing)))
  }

  private static let missingID = TRPCError(.parseError, "`id` is required")
}
