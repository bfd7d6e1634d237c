/// Operators and punctuation, those of other languages too.
extension Lexer {
  mutating func sign(_ byte: UInt8) {
    let second = byteAfter(1)
    let isEqualBehind = second == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "="): isEqualBehind ? add(.equalTo, length: 2) : add(.assign, length: 1)
    case UInt8(ascii: "!"): isEqualBehind ? add(.notEqualTo, length: 2) : addMeant(.not, length: 1)
    case UInt8(ascii: "<"): isEqualBehind ? add(.lessOrEqual, length: 2) : add(.less, length: 1)
    case UInt8(ascii: ">"): isEqualBehind ? add(.greaterOrEqual, length: 2) : add(.greater, length: 1)
    case UInt8(ascii: "+"): add(.plus, length: 1)
    case UInt8(ascii: "-"): add(.minus, length: 1)
    case UInt8(ascii: "*"): add(.star, length: 1)
    case UInt8(ascii: "/"): second == UInt8(ascii: "*") ? foreignComment() : add(.slash, length: 1)
    case UInt8(ascii: "%"): add(.percent, length: 1)
    case UInt8(ascii: "("): add(.leftParenthesis, length: 1)
    case UInt8(ascii: ")"): add(.rightParenthesis, length: 1)
    case UInt8(ascii: "{"): add(.leftBrace, length: 1)
    case UInt8(ascii: "}"): add(.rightBrace, length: 1)
    case UInt8(ascii: "["): add(.leftBracket, length: 1)
    case UInt8(ascii: "]"): add(.rightBracket, length: 1)
    case UInt8(ascii: ","): add(.comma, length: 1)
    case UInt8(ascii: ":"): add(.colon, length: 1)
    case UInt8(ascii: "#"): add(.hash, length: 1)
    case UInt8(ascii: "."): dots()
    case UInt8(ascii: "&"): addMeant(.and, length: second == byte ? 2 : 1)
    case UInt8(ascii: "|"): addMeant(.or, length: second == byte ? 2 : 1)
    case 0xE2 where second == 0x80 && byteAfter(2) == 0xA6: add(.ellipsis, length: 3)
    default: unknown()
    }
  }

  private mutating func dots() {
    guard byteAfter(1) == UInt8(ascii: ".") else { return add(.dot, length: 1) }
    byteAfter(2) == UInt8(ascii: ".") ? add(.ellipsis, length: 3) : add(.range, length: 2)
  }

  /// A sign of another language for a word of this one.
  private mutating func addMeant(_ word: Keyword, length: Int) {
    let place = range(position, position + length)
    report(.foreignSign(place, String(decoding: bytes[place.bytes], as: UTF8.self), meant: word.text))
    add(.name, word, length: length)
  }

  private mutating func foreignComment() {
    var end = position + 2
    while end < bytes.count,
      !(bytes[end] == UInt8(ascii: "/") && bytes[end - 1] == UInt8(ascii: "*") && end > position + 2)
    {
      end += 1
    }
    report(.foreignComment(range(position, position + 2)))
    addTrivia(.unknown, to: min(end + 1, bytes.count))
  }

  /// A run of characters that mean nothing, told once.
  private mutating func unknown() {
    let first = bytes[position]
    var end = position + 1
    while end < bytes.count, bytes[end] == first || bytes[end] >= 0x80 && first >= 0x80 || Self.isControl(bytes[end]) {
      end += 1
    }
    let place = range(position, end)
    let shown = String(decoding: bytes[position..<min(end, position + 48)], as: UTF8.self)
    switch first {
    case UInt8(ascii: ";"): report(.semicolon(place))
    case UInt8(ascii: "?"): report(.questionMark(place))
    case UInt8(ascii: "'"), UInt8(ascii: "`"): report(.foreignQuotation(place, shown))
    default: report(.unknownCharacter(place, shown))
    }
    addTrivia(.unknown, to: end)
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t") && byte != UInt8(ascii: "\r")
  }
}
