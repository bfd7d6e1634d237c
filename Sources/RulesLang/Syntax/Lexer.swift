/// Cuts a file into tokens and trivia, in one pass over its bytes.
///
/// Any bytes will do: what means nothing becomes trivia of its own kind with a diagnostic, and signs of other
/// languages become the token that was meant (`&&` is read as `and`), so that the parser has nothing to say about
/// them again.
struct Lexer {
  struct Output {
    var tokens: [Token] = []
    var trivia: [Trivia] = []
    var diagnostics: [Diagnostic] = []
  }

  /// A file that is no rules file at all shall not drown the reader.
  static let maxDiagnostics = 100

  let bytes: [UInt8]
  /// The place of the file in its ``SourceSet``.
  let fileIndex: Int
  var position = 0
  var startsLine = true
  var firstTrivia = 0
  var output = Output()

  static func lex(_ file: SourceFile, index: Int) -> Output {
    var lexer = Lexer(bytes: file.bytes, fileIndex: index)
    lexer.output.tokens.reserveCapacity(file.bytes.count / 4 + 1)
    lexer.run()
    return lexer.output
  }

  private init(bytes: [UInt8], fileIndex: Int) {
    self.bytes = bytes
    self.fileIndex = fileIndex
  }

  private mutating func run() {
    // A byte order mark is a blank.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { addTrivia(.blank, to: 3) }
    while position < bytes.count { next() }
    add(.endOfFile, length: 0)
  }

  private mutating func next() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): blank()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): word()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case UInt8(ascii: "\""): text()
    case UInt8(ascii: "/") where byteAfter(1) == UInt8(ascii: "/"): comment()
    default: sign(byte)
    }
  }

  // MARK: - Output

  /// The byte `offset` bytes further on; zero behind the end.
  func byteAfter(_ offset: Int) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  func range(_ lower: Int, _ upper: Int) -> SourceRange { SourceRange(file: fileIndex, lower: lower, upper: upper) }

  mutating func report(_ diagnostic: Diagnostic) {
    if output.diagnostics.count < Self.maxDiagnostics { output.diagnostics.append(diagnostic) }
  }

  /// Adds the token that starts here and goes on for `length` bytes.
  mutating func add(_ kind: Token.Kind, _ keyword: Keyword? = nil, length: Int) {
    output.tokens.append(
      Token(
        kind: kind, startsLine: startsLine, keyword: keyword, lower: position, upper: position + length,
        trivia: firstTrivia..<output.trivia.count))
    position += length
    startsLine = false
    firstTrivia = output.trivia.count
  }

  /// Adds the trivia from here to `end`.
  mutating func addTrivia(_ kind: Trivia.Kind, to end: Int) {
    output.trivia.append(Trivia(kind: kind, lower: position, upper: end))
    position = end
  }

  // MARK: - Blanks, comments, words

  private mutating func blank() {
    var end = position
    scan: while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "\n"): startsLine = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: break scan
      }
      end += 1
    }
    addTrivia(.blank, to: end)
  }

  private mutating func comment() {
    let isDocumentation = byteAfter(2) == UInt8(ascii: "/") && byteAfter(3) != UInt8(ascii: "/")
    addTrivia(isDocumentation ? .documentation : .comment, to: endOfLine())
  }

  /// The place of the line's break, without a carriage return before it.
  func endOfLine() -> Int {
    var end = position
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return end > position && end < bytes.count && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
  }

  private mutating func word() {
    var end = position + 1
    var isClean = true
    while end < bytes.count, Self.isWordByte(bytes[end]) || bytes[end] == UInt8(ascii: "_") {
      if bytes[end] == UInt8(ascii: "_") { isClean = false }
      end += 1
    }
    if !isClean {
      report(.nameCharacters(range(position, end), String(decoding: bytes[position..<end], as: UTF8.self)))
    }
    if bytes[position] < UInt8(ascii: "a") {
      add(.typeName, length: end - position)
    } else {
      add(.name, Keyword.spelled(bytes[position..<end]), length: end - position)
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
  static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") }
  static func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
}
