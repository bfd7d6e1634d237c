public import RulesLang

/// What a procedure answered instead of a result: tRPC's error, as it came.
public struct RemoteError: Error, Sendable, Hashable, CustomStringConvertible {
  /// JSON-RPC's number, as -32004.
  public let code: Int64
  /// What is wrong, for people.
  public let message: String
  /// The rest: `code` by name, `httpStatus`, `path`, and what the server adds.
  public let data: JSONValue

  /// As a server would answer it.
  public init(code: Int64, message: String, data: JSONValue) {
    self.code = code
    self.message = message
    self.data = data
  }

  /// The code's name, as `NOT_FOUND`; empty where the server names none.
  public var name: String { data["code"]?.string ?? "" }

  /// For people: the name and the message.
  public var description: String { "\(name.isEmpty ? String(code) : name): \(message)" }
}

extension RemoteError {
  /// The `error` of an answer; nil where it is not of tRPC's shape.
  init?(_ json: JSONValue) {
    guard let code = json["code"]?.integer, let message = json["message"]?.string else { return nil }
    self.init(code: code, message: message, data: json["data"] ?? [:])
  }

  /// tRPC's clients come back by themselves after these, and after no others: all codes of HTTP's 5xx share one number.
  var isRetryable: Bool { code == -32603 }

  /// Whether a client that is told so instead of being let in may be let in later: a server that has too much to do.
  var isPassing: Bool { isRetryable || name == "TOO_MANY_REQUESTS" }
}
