public import RulesLang

/// How much a message may ask of its reader.
public struct WireLimits: Sendable {
  /// How long and how deep the JSON of a message may be.
  public let json: JSONReader.Limits
  /// How many calls one HTTP request may hold.
  public let batch: Int
  /// How many messages one WebSocket frame may hold. A client that comes back asks for all of its subscriptions in one
  /// frame, and does not hear of a frame that is refused: so more than anybody subscribes to.
  public let frame: Int

  /// Enough for what people do by hand.
  public init(
    json: JSONReader.Limits = JSONReader.Limits(depth: 64, bytes: 1 << 20), batch: Int = 32, frame: Int = 1024
  ) {
    self.json = json
    self.batch = max(batch, 1)
    self.frame = max(frame, 1)
  }

  /// Reads a JSON text, or says what is wrong with it under the given code.
  func read(_ bytes: [UInt8], code: TRPCError.Code) throws(TRPCError) -> JSONValue {
    guard bytes.count <= json.bytes else {
      throw TRPCError(.payloadTooLarge, "the text is longer than \(json.bytes) bytes")
    }
    do {
      return try JSONReader(limits: json).read(bytes)
    } catch {
      throw TRPCError(code, error.description)
    }
  }
}

extension TRPCError {
  static let tooManyCalls = TRPCError(.badRequest, "Batch call exceeds maximum size")
}
