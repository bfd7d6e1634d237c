/// Numbers, dice, texts and drawings.
extension Lexer {
  /// INT = digit { digit }; DICE = digits "d" digits, and no letter or digit behind.
  mutating func number() {
    let digits = digitsAfter(0)
    if byteAfter(digits) == UInt8(ascii: "d") {
      let faces = digitsAfter(digits + 1)
      if faces > 0, !Self.isWordByte(byteAfter(digits + 1 + faces)) {
        return add(.dice, length: digits + 1 + faces)
      }
    }
    let whole = range(position, position + digits)
    if byteAfter(digits) == UInt8(ascii: "."), digitsAfter(digits + 1) > 0 {
      let length = digits + 1 + digitsAfter(digits + 1)
      report(.fraction(range(position, position + length)))
      return add(.integer, length: length)
    }
    let isLetterBehind = Self.isLetter(byteAfter(digits))
    if isLetterBehind { report(.unitNeedsBlank(whole, unit: wordAfter(digits))) }
    add(.integer, length: digits)
  }

  private func digitsAfter(_ offset: Int) -> Int {
    var length = 0
    while Self.isDigit(byteAfter(offset + length)) { length += 1 }
    return length
  }

  private func wordAfter(_ offset: Int) -> String {
    let start = min(position + offset, bytes.count)
    return String(decoding: bytes[start...].prefix { Self.isWordByte($0) }.prefix(40), as: UTF8.self)
  }

  mutating func text() {
    if byteAfter(1) == UInt8(ascii: "\""), byteAfter(2) == UInt8(ascii: "\"") { return drawing() }
    let end = endOfText()
    if end.isClosed {
      add(.text, length: end.offset - position)
    } else {
      report(.unclosedText(range(position, end.offset)))
      add(.text, length: end.offset - position)
    }
  }

  /// A text ends at the next quotation mark of its line that is not escaped. A mark in the parentheses of a hole is a
  /// mistake that the parser tells, and no end, if the true end is near: what lies between is scanned again where it
  /// is not.
  private func endOfText() -> (offset: Int, isClosed: Bool) {
    var offset = position + 1
    var isHole = false
    var parentheses = 0
    var firstMark: Int?
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      if let firstMark, offset - firstMark > 100 { return (firstMark + 1, true) }
      switch bytes[offset] {
      case UInt8(ascii: "\\"):
        if offset + 1 < bytes.count, bytes[offset + 1] != UInt8(ascii: "\n") { offset += 1 }
      case UInt8(ascii: "{"): isHole = true
      case UInt8(ascii: "}"):
        isHole = false
        parentheses = 0
      case UInt8(ascii: "(") where isHole: parentheses += 1
      case UInt8(ascii: ")") where isHole: parentheses -= 1
      case UInt8(ascii: "\""):
        if parentheses <= 0 { return (offset + 1, true) }
        firstMark = firstMark ?? offset
      default: break
      }
      offset += 1
    }
    if let firstMark { return (firstMark + 1, true) }
    return (offset > position + 1 && bytes[offset - 1] == UInt8(ascii: "\r") ? offset - 1 : offset, false)
  }

  /// A drawing that is not closed ends before the next line that opens a declaration, so that one mark forgotten does
  /// not turn all further drawings inside out.
  private mutating func drawing() {
    var offset = position + 3
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\""), bytes[offset...].starts(with: [0x22, 0x22, 0x22]) {
        return add(.block, length: offset + 3 - position)
      }
      if bytes[offset] == UInt8(ascii: "\n"), declarationOpens(at: offset + 1) { break }
      offset += 1
    }
    report(.unclosedDrawing(range(position, position + 3)))
    add(.block, length: offset - position)
  }

  private func declarationOpens(at offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    let word = bytes[offset...].prefix(16).prefix { Self.isWordByte($0) }
    guard Keyword.spelled(word)?.opensDeclaration == true, word.endIndex < bytes.count else { return false }
    return bytes[word.endIndex] == UInt8(ascii: " ")
  }
}
