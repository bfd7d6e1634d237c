public import RulesLang

/// What goes wrong as clients hear of it: `error` in the answer to a call.
public struct TRPCError: Error, Sendable, Hashable {
  /// What a program behind the client goes by.
  public let code: Code
  /// For the people behind the client.
  public let message: String
  /// Further members of `error.data`. They stand behind the code, the status and the path, and cannot replace them.
  public let data: [JSONValue.Member]

  /// An error with what is told of it.
  public init(_ code: Code, _ message: String, data: [JSONValue.Member] = []) {
    self.code = code
    self.message = message
    self.data = data
  }

  /// The error as clients read it.
  ///
  /// - Parameter path: of the procedure that was called; nil where no procedure was.
  public func json(path: String?) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "code", value: JSONValue(.string(code.rawValue))),
      .init(key: "httpStatus", value: JSONValue(.integer(Int64(code.status)))),
    ]
    if let path { members.append(.init(key: "path", value: JSONValue(.string(path)))) }
    members += data.filter { !["code", "httpStatus", "path"].contains($0.key) }
    return [
      "message": JSONValue(.string(message)), "code": JSONValue(.integer(code.number)),
      "data": JSONValue(.object(members)),
    ]
  }

  /// The JSON text of ``json(path:)``; no line break stands in it.
  func text(path: String?) -> String { JSONWriter.text(of: json(path: path)) }
}
