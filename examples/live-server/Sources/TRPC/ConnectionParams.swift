internal import RulesLang

/// What a client says of itself when it connects: texts by name, or nothing.
enum ConnectionParams {
  static func read(_ value: JSONValue?) throws(TRPCError) -> [String: String]? {
    if let value, value.isNull { return nil }
    guard let members = value?.members else { throw wrongShape }
    var params: [String: String] = [:]
    for member in members {
      guard let text = member.value.string else { throw wrongShape }
      params[member.key] = text
    }
    return params
  }

  private static let wrongShape = TRPCError(.parseError, "Invalid connection params shape")
}

extension HTTPCalls {
  /// What the client says of itself in the query, `connectionParams`; nil where it says nothing.
  ///
  /// An event source cannot send headers, so that this is where its token stands.
  public static func connectionParams(query: String?, limits: WireLimits) throws(TRPCError) -> [String: String]? {
    guard let text = try QueryString(query).value("connectionParams") else { return nil }
    guard let value = try? limits.read(Array(text.utf8), code: .parseError) else {
      throw TRPCError(.parseError, "Not JSON-parsable query params")
    }
    return try ConnectionParams.read(value)
  }
}
