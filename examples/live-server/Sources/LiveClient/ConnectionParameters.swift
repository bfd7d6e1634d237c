import RulesLang

/// What is said once for each connection, as a token. It is asked for anew for each, since tokens do not last.
public typealias ConnectionParameters = @Sendable () async throws -> [String: String]

/// Writes connection parameters; keys in order, so that the text is the same every time.
func parametersJSON(_ parameters: [String: String]) -> JSONValue {
  let members = parameters.sorted { $0.key < $1.key }
  return JSONValue(.object(members.map { .init(key: $0.key, value: JSONValue(.string($0.value))) }))
}
