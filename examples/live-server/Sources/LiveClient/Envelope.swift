import RulesLang

/// The shape of every answer: `{"result": {"data": …}}` or `{"error": {…}}`.
///
/// Which of the two it is, the text decides and not HTTP's status, as in tRPC's own client.
enum Envelope {
  /// The result, in which `data` is missing where a procedure answers nothing.
  static func result(of json: JSONValue) throws -> JSONValue {
    if let error = json["error"] {
      guard let error = RemoteError(error) else { throw ClientFailure.unreadable("an error of an unknown shape") }
      throw error
    }
    guard let result = json["result"], result.members != nil else { throw ClientFailure.unreadable("no result") }
    return result
  }

  /// The `data` of the result; `null` where there is none.
  static func data(of json: JSONValue) throws -> JSONValue { try result(of: json)["data"] ?? JSONValue(.null) }

  /// What came over the wire as a value. Envelopes add depth to what the server holds.
  static func read(_ bytes: [UInt8]) throws -> JSONValue {
    do {
      return try JSONReader(limits: .init(depth: 256)).read(bytes)
    } catch {
      throw ClientFailure.unreadable(error.description)
    }
  }
}
