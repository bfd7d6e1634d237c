// What stands in quotation marks. A text's bytes are read a second time here: for escapes, and in messages for holes.
extension Parser {
  /// TEXT without holes.
  mutating func plainText(_ what: String) throws(Abandon) -> TextLiteral {
    guard at(.text) else { throw fail(.expectedText(here, found, what)) }
    let token = current
    advance()
    var reader = TextReader(parser: self, token: token, allowsHoles: false)
    let segments = reader.read()
    if let mistake = reader.mistake { report(mistake) }
    return TextLiteral(value: Self.literal(segments), range: range(token))
  }

  /// TEXT with holes: what a person reads.
  mutating func message(_ what: String) throws(Abandon) -> MessageSyntax {
    guard at(.text) else { throw fail(.expectedText(here, found, what)) }
    let token = current
    advance()
    var reader = TextReader(parser: self, token: token, allowsHoles: true)
    let segments = reader.read()
    if let mistake = reader.mistake { report(mistake) }
    return MessageSyntax(segments: segments, range: range(token))
  }

  private static func literal(_ segments: [MessageSyntax.Segment]) -> String {
    segments.map { segment in if case .literal(let text) = segment { text } else { "" } }.joined()
  }

  /// BLOCK
  mutating func drawing(_ what: String) throws(Abandon) -> Drawing {
    guard at(.block) else { throw fail(.expectedDrawing(here, found, what)) }
    let token = current
    advance()
    return Drawing(rows: Drawing.rows(of: text(token)), range: range(token))
  }
}

extension Drawing {
  /// The rows between the marks of a BLOCK, without its first and last line break and the indentation of its first row.
  static func rows(of text: String) -> [String] {
    let marks = 3
    let inner = text.count >= 2 * marks ? text.dropFirst(marks).dropLast(marks) : text.dropFirst(marks)
    var rows = inner.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    if rows.first?.allSatisfy(isBlank) == true { rows.removeFirst() }
    if rows.last?.allSatisfy(isBlank) == true { rows.removeLast() }
    let indentation = rows.first?.prefix(while: isBlank).count ?? 0
    return rows.map { row in String(row.dropFirst(min(indentation, row.prefix(while: isBlank).count))) }
  }

  private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
}

/// Reads the inside of a text: `\"`, `\\`, `\{`, `\}`, and holes.
///
/// Hole     = "{" HolePath [ "|" characters ] "}"
/// HolePath = WORD { "." WORD | "(" [ HolePath { "," HolePath } ] ")" }
struct TextReader {
  private let bytes: [UInt8]
  private let file: Int
  private let allowsHoles: Bool
  private let lower: Int
  private let end: Int
  private var position: Int
  /// The words of this hole, bounded so that its value stays as flat as any other.
  private var words = 0
  /// The first mistake; one is enough for a text.
  private(set) var mistake: Diagnostic?

  init(parser: Parser, token: Token, allowsHoles: Bool) {
    bytes = parser.file.bytes
    file = parser.index
    self.allowsHoles = allowsHoles
    lower = token.lower
    let isClosed = token.upper - token.lower >= 2 && bytes[token.upper - 1] == UInt8(ascii: "\"")
    end = isClosed ? token.upper - 1 : token.upper
    position = token.lower + 1
  }

  mutating func read() -> [MessageSyntax.Segment] {
    var segments: [MessageSyntax.Segment] = []
    var literal: [UInt8] = []
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\\"):
        let next = position + 1 < end ? bytes[position + 1] : 0
        if Self.escaped.contains(next) {
          literal.append(next)
        } else {
          note(.unknownEscape(range(position, min(position + 2, end))))
        }
        position += 2
      case UInt8(ascii: "{"):
        if !literal.isEmpty { segments.append(.literal(String(decoding: literal, as: UTF8.self))) }
        literal = []
        if let hole = hole() { segments.append(.hole(hole)) }
      case UInt8(ascii: "}"):
        note(.strayBraceInText(range(position, position + 1)))
        position += 1
      case let byte:
        literal.append(byte)
        position += 1
      }
    }
    if !literal.isEmpty { segments.append(.literal(String(decoding: literal, as: UTF8.self))) }
    return segments
  }

  private static let escaped = Array(#""\{}"#.utf8)

  private func range(_ lower: Int, _ upper: Int) -> SourceRange { SourceRange(file: file, lower: lower, upper: upper) }

  private mutating func note(_ found: Diagnostic) { mistake = mistake ?? found }

  /// From the `{` to behind its `}`; behind a mistake too, so that one hole gives one mistake.
  private mutating func hole() -> MessageSyntax.Hole? {
    let start = position
    let close = bytes[position..<end].firstIndex(of: UInt8(ascii: "}"))
    let whole = range(start, close.map { $0 + 1 } ?? end)
    defer { position = whole.upper }
    guard allowsHoles else {
      note(.holeOutsideMessage(whole))
      return nil
    }
    guard let close else {
      note(.unclosedHole(whole))
      return nil
    }
    position += 1
    words = 0
    guard let value = path(before: close) else {
      note(.holeForm(whole))
      return nil
    }
    var absent: TextLiteral?
    if position < close, bytes[position] == UInt8(ascii: "|") {
      let words = String(decoding: bytes[(position + 1)..<close], as: UTF8.self)
      if words.isEmpty { note(.holeWithoutWords(range(position, close))) }
      absent = TextLiteral(value: words, range: range(position + 1, close))
    } else if position != close {
      note(.holeForm(whole))
      return nil
    }
    return MessageSyntax.Hole(value: value, absent: absent, range: whole)
  }

  private mutating func path(before close: Int) -> ExpressionSyntax? {
    guard let first = word(before: close) else { return nil }
    let start = first.range.lower
    var value: ExpressionSyntax
    if let arguments = arguments(before: close) {
      value = ExpressionSyntax(kind: .call(first, arguments), range: range(start, position))
    } else {
      value = ExpressionSyntax(kind: .name(first), range: first.range)
    }
    while position < close, bytes[position] == UInt8(ascii: ".") {
      position += 1
      guard let name = word(before: close) else { return nil }
      let arguments = arguments(before: close)
      value = ExpressionSyntax(kind: .member(value, name, arguments: arguments), range: range(start, position))
    }
    return value
  }

  /// The arguments behind a word; absent where none stand there, or where they are malformed, which the caller then
  /// meets.
  private mutating func arguments(before close: Int) -> [ArgumentSyntax]? {
    guard position < close, bytes[position] == UInt8(ascii: "(") else { return nil }
    let start = position
    position += 1
    var arguments: [ArgumentSyntax] = []
    blanks(before: close)
    while position < close, bytes[position] != UInt8(ascii: ")") {
      guard let value = path(before: close) else { break }
      arguments.append(ArgumentSyntax(label: nil, value: value))
      blanks(before: close)
      guard position < close, bytes[position] == UInt8(ascii: ",") else { break }
      position += 1
      blanks(before: close)
    }
    guard position < close, bytes[position] == UInt8(ascii: ")") else {
      position = start
      return nil
    }
    position += 1
    return arguments
  }

  private mutating func blanks(before close: Int) {
    while position < close, bytes[position] == UInt8(ascii: " ") { position += 1 }
  }

  private mutating func word(before close: Int) -> Identifier? {
    let start = position
    while position < close, Lexer.isWordByte(bytes[position]) { position += 1 }
    words += 1
    guard position > start, Lexer.isLetter(bytes[start]), words <= Parser.maxDepth else { return nil }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    return Identifier(text: text, range: range(start, position))
  }
}
