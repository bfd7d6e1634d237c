// The bytes of JSON, straight into a buffer.

extension [UInt8] {
  /// A text in quotes, from its UTF-8.
  package mutating func appendQuoted(_ text: UnsafeRawBufferPointer) {
    append(UInt8(ascii: "\""))
    appendEscaped(text)
    append(UInt8(ascii: "\""))
  }

  /// A text in quotes.
  package mutating func appendQuoted(_ text: String) {
    append(UInt8(ascii: "\""))
    appendEscaped(text)
    append(UInt8(ascii: "\""))
  }

  /// A text as it stands between quotes.
  package mutating func appendEscaped(_ text: String) {
    var text = text
    text.withUTF8 { appendEscaped(UnsafeRawBufferPointer($0)) }
  }

  /// A text, from its UTF-8, as it stands between quotes. Escaped are the quote, the backslash, control characters, and
  /// the two line separators that are line breaks to some readers of JSON.
  package mutating func appendEscaped(_ text: UnsafeRawBufferPointer) {
    var start = 0
    var index = 0
    while index < text.count {
      guard let (scalar, length) = Self.escaped(at: index, of: text) else {
        index += 1
        continue
      }
      append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<index]))
      appendEscape(scalar)
      index += length
      start = index
    }
    append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start...]))
  }

  /// A whole number.
  package mutating func appendDecimal(_ number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let start = count
    var rest = number.magnitude
    repeat {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    var (low, high) = (start, count - 1)
    while low < high {
      swapAt(low, high)
      (low, high) = (low + 1, high - 1)
    }
  }

  /// The scalar that begins here and is not written as it is, and its length; nil for any other byte.
  private static func escaped(at index: Int, of text: UnsafeRawBufferPointer) -> (scalar: UInt32, length: Int)? {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20, 0x7f: return (UInt32(byte), 1)
    case 0x20..<0x7f: return nil
    case 0xc2:
      guard index + 1 < text.count, text[index + 1] < 0xa0 else { return nil }
      return (UInt32(text[index + 1]), 2)
    case 0xe2:
      guard index + 2 < text.count, text[index + 1] == 0x80, text[index + 2] | 1 == 0xa9 else { return nil }
      return (0x2028 + UInt32(text[index + 2] & 1), 3)
    default: return nil
    }
  }

  private mutating func appendEscape(_ scalar: UInt32) {
    append(UInt8(ascii: "\\"))
    switch scalar {
    case 0x22, 0x5c: append(UInt8(truncatingIfNeeded: scalar))
    case 0x0a: append(UInt8(ascii: "n"))
    case 0x0d: append(UInt8(ascii: "r"))
    case 0x09: append(UInt8(ascii: "t"))
    default:
      append(UInt8(ascii: "u"))
      for shift in [12, 8, 4, 0] as [UInt32] {
        let digit = UInt8(truncatingIfNeeded: scalar >> shift & 0xf)
        append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
