extension JSONParser {
  /// text = '"' { character | escape } '"'
  ///
  /// Runs without an escape are taken over as they are, after their bytes have been seen to be UTF-8.
  mutating func parseString() throws(JSONError) -> String {
    index += 1
    var runStart = index
    var buffer: [UInt8] = []
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        let run = bytes[runStart..<index]
        index += 1
        if buffer.isEmpty { return String(decoding: run, as: UTF8.self) }
        buffer.append(contentsOf: run)
        return String(decoding: buffer, as: UTF8.self)
      case UInt8(ascii: "\\"):
        buffer.append(contentsOf: bytes[runStart..<index])
        let scalar = try parseEscape()
        buffer.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        runStart = index
      case 0..<0x20: throw error(.controlCharacter(byte))
      case 0x20..<0x80: index += 1
      default:
        guard let length = utf8Length(at: index) else { throw error(.notUTF8) }
        index += length
      }
    }
    throw error(.unclosed("a text"))
  }

  /// escape = "\" ( '"' | "\" | "/" | "b" | "f" | "n" | "r" | "t" | "u" four digits )
  private mutating func parseEscape() throws(JSONError) -> Unicode.Scalar {
    let start = index
    index += 1
    guard let byte else { throw error(.unclosed("a text")) }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try parseUnicodeEscape(from: start)
    default: throw error(.unknownEscape, at: start)
    }
  }

  /// What follows `\u`: four digits, or two halves of a surrogate pair.
  private mutating func parseUnicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try parseHexDigits(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xdc00, accept("\\"), accept("u") else { throw error(.loneSurrogate, at: start) }
    let second = try parseHexDigits(from: start)
    guard (0xdc00..<0xe000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { throw error(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func parseHexDigits(from start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte else { throw error(.unclosed("a text")) }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw error(.badUnicodeEscape, at: start) }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }

  /// The length of the well-formed UTF-8 sequence that starts here (Unicode, table 3-7); `nil` where there is none.
  func utf8Length(at start: Int) -> Int? {
    let lead = bytes[start]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xbf
    switch lead {
    case 0x00..<0x80: return 1
    case 0xc2...0xdf: length = 2
    case 0xe0: (length, second) = (3, 0xa0...0xbf)
    case 0xed: (length, second) = (3, 0x80...0x9f)
    case 0xe1...0xef: length = 3
    case 0xf0: (length, second) = (4, 0x90...0xbf)
    case 0xf1...0xf3: length = 4
    case 0xf4: (length, second) = (4, 0x80...0x8f)
    default: return nil
    }
    guard start + length <= bytes.count, second.contains(bytes[start + 1]) else { return nil }
    for offset in 2..<max(length, 2) where bytes[start + offset] & 0xc0 != 0x80 { return nil }
    return length
  }
}
