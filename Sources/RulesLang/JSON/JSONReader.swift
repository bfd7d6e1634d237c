/// Reads JSON strictly: what it accepts has one meaning in every program.
///
/// Beyond the grammar of RFC 8259 it refuses what readers are known to differ in: duplicate keys, byte order marks,
/// bytes that are not UTF-8, lone surrogates, numbers that are not whole or not exact in floating point. Reading takes
/// time and memory linear in the text, whatever the text is, and never traps.
public struct JSONReader: Sendable {
  /// How much a text may ask of the reader.
  public struct Limits: Sendable {
    /// How many lists and objects may stand in one another; at most 512.
    public let depth: Int
    /// How long the text may be.
    public let bytes: Int

    public init(depth: Int = 64, bytes: Int = 64 << 20) {
      // Reading, comparing and freeing recurse once a level, on threads whose stack may be small.
      self.depth = min(max(depth, 0), 512)
      self.bytes = max(bytes, 0)
    }
  }

  public let limits: Limits

  public init(limits: Limits = Limits()) { self.limits = limits }

  /// Reads a whole text as one value.
  public func read(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes: bytes, limits: limits)
    return try parser.parseText()
  }

  /// Reads a whole text as one value.
  public func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    // The closure cannot throw a typed error through `withUnsafeBytes`, so it returns a result.
    try bytes.withUnsafeBytes { buffer in result { () throws(JSONError) in try read(buffer) } }.get()
  }

  /// Reads a whole text as one value.
  public func read(_ text: String) throws(JSONError) -> JSONValue {
    var text = text
    return try text.withUTF8 { utf8 in
      result { () throws(JSONError) in try read(UnsafeRawBufferPointer(utf8)) }
    }.get()
  }

  private func result(_ body: () throws(JSONError) -> JSONValue) -> Result<JSONValue, JSONError> {
    Result(catching: body)
  }
}
