import RulesLang

/// What a client sends over a socket, written as tRPC's client writes it: the same members in the same order.
enum ClientMessage {
  static func request(
    id: Int, _ method: String, path: String, input: JSONValue?, lastEventID: String?
  ) -> JSONValue {
    var parameters: [JSONValue.Member] = []
    // What is undefined in JavaScript is not written at all.
    if let input { parameters.append(.init(key: "input", value: input)) }
    parameters.append(.init(key: "path", value: JSONValue(.string(path))))
    if let lastEventID { parameters.append(.init(key: "lastEventId", value: JSONValue(.string(lastEventID)))) }
    return [
      "id": JSONValue(.integer(Int64(id))), "method": JSONValue(.string(method)),
      "params": JSONValue(.object(parameters)),
    ]
  }

  static func stop(id: Int) -> JSONValue { ["id": JSONValue(.integer(Int64(id))), "method": "subscription.stop"] }

  static func parameters(_ parameters: [String: String]) -> JSONValue {
    ["method": "connectionParams", "data": parametersJSON(parameters)]
  }
}
