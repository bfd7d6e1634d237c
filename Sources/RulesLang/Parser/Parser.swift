/// Makes a ``SyntaxTree`` of a file, by recursive descent along the grammar in `docs/language.md`.
///
/// Each parse function has its rule of the grammar above it and stands before the first token of what it parses. One
/// that meets a mistake reports it and throws ``Abandon``; the loop around the next larger thing (an item of a list,
/// a statement, a declaration) catches it and goes on behind, so that a mistake is told once and hides no other
/// (`Parser+Recovery.swift`). Where it is plain what was meant the mistake is reported and parsing goes on as if it
/// had been written.
///
/// The parser is total: any bytes give a tree. ``enter()`` bounds how deep it goes, ``link()`` how tall the trees
/// grow that chains such as `a.b.c` or `1 + 2 + 3` make without going deep, so that no later stage runs out of stack
/// either.
struct Parser {
  /// Thrown behind a mistake that was reported.
  struct Abandon: Error {}

  /// How deep things may stand in each other.
  static let maxDepth = 64
  /// How tall the tree of one value may grow.
  static let maxHeight = 128

  let file: SourceFile
  let index: Int
  let trivia: [Trivia]
  /// At least one; the last is the end of the file.
  var tokens: [Token]
  var diagnostics: [Diagnostic]
  /// The place of ``current`` in ``tokens``.
  var position = 0
  var current: Token
  /// One past the last byte of the token before ``current``.
  var previousUpper = 0
  var depth = 0
  /// The tallest of the values parsed since this was last set to zero.
  var height = 0
  /// How many sets are open, and how many were left open by the mistake that was met last.
  var openSets = 0
  var abandonedSets = 0
  /// Whether the last value is a condition that does not stand in parentheses.
  var endsInCondition = false
  /// Whether the words of tests are reserved here.
  var isInTest = false
  /// Whether `is` behind a condition opens further marks: `is solid when not open is opaque when curtained`.
  var isInPlacement = false
  /// The column of the declaration that is being parsed: what stands at or before it, and opens a declaration, ends it.
  var margin = 0

  /// Parses a file, whatever is in it.
  static func parse(_ file: SourceFile, index: Int) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
    var parser = Parser(file, index: index)
    let declarations = parser.declarations()
    let tree = SyntaxTree(
      file: file, index: index, tokens: parser.tokens, trivia: parser.trivia, declarations: declarations)
    return (tree, parser.diagnostics.sorted(by: Diagnostic.inOrder))
  }

  init(_ file: SourceFile, index: Int) {
    let lexed = Lexer.lex(file, index: index)
    self.file = file
    self.index = index
    tokens = lexed.tokens
    trivia = lexed.trivia
    diagnostics = lexed.diagnostics
    let end = Token(kind: .endOfFile, startsLine: true, lower: file.bytes.count, upper: file.bytes.count, trivia: 0..<0)
    current = lexed.tokens.first ?? end
  }
}

// MARK: - The cursor

extension Parser {
  var isAtEnd: Bool { current.kind == .endOfFile }

  /// The token `offset` behind the current one; the end of the file behind all.
  func peek(_ offset: Int = 1) -> Token {
    let place = position + offset
    return place < tokens.count ? tokens[place] : tokens.last ?? current
  }

  mutating func advance() {
    previousUpper = current.upper
    if position + 1 < tokens.count {
      position += 1
      current = tokens[position]
    }
  }

  func at(_ kind: Token.Kind) -> Bool { current.kind == kind }
  func at(_ keyword: Keyword) -> Bool { current.keyword == keyword }

  /// Whether an operator or a clause of this word stands here. A word with a colon behind it is the name of a field,
  /// an arm or a setter instead.
  func atWord(_ keyword: Keyword) -> Bool { current.keyword == keyword && peek().kind != .colon }

  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard atWord(keyword) else { return false }
    advance()
    return true
  }

  /// A clause's first word, where the formatter may begin a line.
  mutating func acceptClause(_ keyword: Keyword) -> Bool {
    guard atWord(keyword) else { return false }
    mark(.clause)
    advance()
    return true
  }

  /// Says what the current token is, for the formatter.
  mutating func mark(_ mark: Token.Marks) {
    tokens[position].marks.insert(mark)
  }
}

// MARK: - Ranges and texts

extension Parser {
  func range(_ token: Token) -> SourceRange { SourceRange(file: index, lower: token.lower, upper: token.upper) }

  /// From a token to the one before the current.
  func range(from token: Token) -> SourceRange {
    SourceRange(file: index, lower: token.lower, upper: max(token.upper, previousUpper))
  }

  func range(from start: SourceRange) -> SourceRange {
    SourceRange(file: index, lower: start.lower, upper: max(start.upper, previousUpper))
  }

  func text(_ token: Token) -> String {
    String(decoding: file.bytes[token.lower..<token.upper], as: UTF8.self)
  }

  func identifier(_ token: Token) -> Identifier { Identifier(text: text(token), range: range(token)) }
}

// MARK: - Mistakes

extension Parser {
  /// Reports a mistake, and gives what to throw. One right behind bytes that mean nothing is theirs, and was told.
  mutating func fail(_ mistake: Diagnostic) -> Abandon {
    let isBehindUnknown = trivia[current.trivia].contains { $0.kind == .unknown }
    if !isBehindUnknown { report(mistake.range == here ? withPlaceBefore(mistake) : mistake) }
    return Abandon()
  }

  /// What is missing at the end of a line is met at the start of another: the mistake shows both.
  private func withPlaceBefore(_ mistake: Diagnostic) -> Diagnostic {
    guard current.startsLine, position > 0 else { return mistake }
    switch mistake.code {
    case .missingElseMessage, .missingClause, .expectedValue, .unexpectedWord, .conditionForm:
      let label = Diagnostic.Label(range(tokens[position - 1]), "behind this")
      return Diagnostic(
        mistake.code, at: mistake.range, mistake.message, help: mistake.help, labels: mistake.labels + [label],
        fixIts: mistake.fixIts)
    default: return mistake
    }
  }

  mutating func report(_ mistake: Diagnostic) {
    if diagnostics.count < Lexer.maxDiagnostics { diagnostics.append(mistake) }
  }

  /// What stands here, as messages say it: the token in backticks, or the end of the file.
  var found: String { shown(current) }

  func shown(_ token: Token) -> String {
    if token.kind == .endOfFile { return "the end of the file" }
    let text = self.text(token).prefix { $0 != "\n" && $0 != "\r\n" }
    return text.count > 40 ? "`\(text.prefix(40))…`" : "`\(text)`"
  }

  var here: SourceRange { range(current) }

  /// Goes one level deeper, with ``leave()`` on the way back.
  mutating func enter() throws(Abandon) {
    depth += 1
    if depth > Self.maxDepth {
      depth -= 1
      throw fail(.nestedTooDeep(here))
    }
  }

  mutating func leave() { depth -= 1 }

  /// Puts a further level over the values parsed so far.
  mutating func link() throws(Abandon) {
    height += 1
    if height > Self.maxHeight { throw fail(.chainTooLong(here)) }
  }
}
