/// Base64 with the alphabet for addresses and without padding, as tokens use it.
///
/// Reading is strict: for any bytes there is one text. Were the spare bits of the last letter ignored, as readers
/// often do, a token could be changed and still hold, and whoever keeps a list of tokens would not know it again.
enum Base64URL {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  static func text(of bytes: some Sequence<UInt8>) -> String {
    var result: [UInt8] = []
    var pending: UInt32 = 0
    var bits = 0
    func letter(_ index: UInt32) -> UInt8 { letters[Int(index & 63)] }
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        result.append(letter(pending >> UInt32(bits)))
      }
      pending &= (1 << UInt32(bits)) - 1
    }
    if bits > 0 { result.append(letter(pending << UInt32(6 - bits))) }
    return String(decoding: result, as: UTF8.self)
  }

  /// Nil for a text that ``text(of:)`` does not write.
  static func bytes(of text: Substring) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count * 3 / 4)
    var pending: UInt32 = 0
    var bits = 0
    for letter in text.utf8 {
      guard let value = value(of: letter) else { return nil }
      pending = pending << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
        pending &= (1 << UInt32(bits)) - 1
      }
    }
    // Six bits left are a letter that stands for no byte; what is left otherwise is filled up with zeros.
    return bits < 6 && pending == 0 ? result : nil
  }

  private static func value(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
