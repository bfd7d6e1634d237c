public import NIOHTTP1
public import RulesLang

/// An answer as it came by HTTP.
public struct HTTPAnswer: Sendable {
  /// HTTP's status.
  public let status: Int
  /// All headers, as they came.
  public let headers: HTTPHeaders
  /// The bytes of the text.
  public let body: [UInt8]

  /// The body as JSON.
  public func json() throws -> JSONValue { try Envelope.read(body) }
}
