public import RulesLang

/// A message as it came over the socket, not read yet, and when it came.
public struct Arrival: Sendable {
  /// The text.
  public let bytes: [UInt8]
  /// When its last byte was there.
  public let time: ContinuousClock.Instant

  /// A message that was kept as its bytes.
  public init(bytes: [UInt8], time: ContinuousClock.Instant) { (self.bytes, self.time) = (bytes, time) }

  /// The whole message, as `{"id": 1, "result": {…}}`.
  public func message() throws -> JSONValue { try Envelope.read(bytes) }

  /// The data of a query's or a mutation's answer.
  public func data() throws -> JSONValue { try Envelope.data(of: message()) }

  /// One value of a subscription. A tracked one says its id twice, beside the data and around it.
  public func value() throws -> TrackedValue {
    let result = try Envelope.result(of: message())
    let data = result["data"] ?? JSONValue(.null)
    guard let id = result["id"]?.string else { return TrackedValue(id: nil, data: data) }
    return TrackedValue(id: id, data: data["data"] ?? JSONValue(.null))
  }
}
