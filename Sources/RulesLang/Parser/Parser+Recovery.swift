// How the parser goes on behind a mistake. It passes over tokens until something begins that could not go on with
// what was broken: the next item, the next statement, the `}` of the block it stands in, or the next declaration.
// Braces that are opened on the way are passed over with what is in them.
extension Parser {
  /// Whether a declaration opens here, at or before the column of the one that is being parsed.
  var atDeclaration: Bool {
    current.startsLine && current.keyword?.opensDeclaration == true && opensDeclaration && column(of: current) <= margin
  }

  /// What stands behind a declaration's first word in a declaration, and nowhere else.
  private var opensDeclaration: Bool {
    switch peek().kind {
    // `host does …` is a step of a test.
    case .name where at(.host): peek().keyword == .action
    case .name where at(.ordered): peek().keyword == .enum
    case .name, .typeName: !peek().startsLine
    case .text: at(.test)
    case .leftBrace: at(.state) || at(.map)
    default: false
    }
  }

  func column(of token: Token) -> Int { token.lower - lineStart(of: token) }

  private func lineStart(of token: Token) -> Int {
    for piece in trivia[token.trivia].reversed() where piece.kind == .blank {
      if let feed = file.bytes[piece.lower..<piece.upper].lastIndex(of: UInt8(ascii: "\n")) { return feed + 1 }
    }
    return token.trivia.first.map { trivia[$0].lower } ?? token.lower
  }

  /// Whether nothing of what is being parsed can be behind here: the next declaration, or the brace that ends this one.
  var atEndOfDeclaration: Bool {
    isAtEnd || atDeclaration || at(.rightBrace) && current.startsLine && column(of: current) <= margin
  }

  /// Passes over tokens up to one that stands in no brace opened since and fulfils the condition, to a `}` that
  /// closes what is outside, or to the end of the declaration.
  ///
  /// - Parameter endsSets: whether what is looked for cannot stand in a set that the mistake left open.
  mutating func skip(endsSets: Bool = true, until isFound: (Parser) -> Bool) {
    var braces = 0
    var sets = abandonedSets
    abandonedSets = 0
    while !atEndOfDeclaration {
      if braces == 0, endsSets || sets == 0, isFound(self) { return }
      if at(.leftBrace) { braces += 1 }
      if at(.rightBrace) {
        if braces > 0 {
          braces -= 1
        } else if sets > 0 {
          sets -= 1
        } else {
          return
        }
      }
      advance()
    }
  }

  /// Does something, and gives up its result where it meets a mistake.
  mutating func attempt<T>(_ parse: (inout Parser) throws(Abandon) -> T) -> T? {
    let outside = (depth, isInTest, openSets)
    do {
      return try parse(&self)
    } catch {
      abandonedSets = max(0, openSets - outside.2)
      (depth, isInTest, openSets) = outside
      height = 0
      return nil
    }
  }

  /// Parses what stands before a block, such as a condition; behind a mistake in it, goes on at the block, if there
  /// is one.
  mutating func beforeBlock<T>(_ parse: (inout Parser) throws(Abandon) -> T) throws(Abandon) -> T? {
    if let result = attempt(parse) { return result }
    skip { $0.opensBlock || $0.current.startsLine && $0.current.keyword?.opensStatement == true }
    guard at(.leftBrace) else { throw Abandon() }
    return nil
  }

  /// Whether a block opens here, as far as can be told: the brace is the last of its line, or empty.
  private var opensBlock: Bool { at(.leftBrace) && (peek().startsLine || peek().kind == .rightBrace) }

  /// X in braces, each on a line of its own, or parted by commas where `parted`.
  ///
  /// items(X) = "{" [ X { ("," | line break) X } [ "," ] ] "}";  lines(X) = "{" { line break X } "}"
  mutating func braced<T>(
    _ list: ListKind, _ parse: (inout Parser) throws(Abandon) -> T
  ) throws(Abandon) -> [T] {
    guard at(.leftBrace) else { throw fail(.expectedBrace(here, found, list)) }
    try enter()
    mark(.blockBrace)
    let open = current
    advance()
    var items: [T] = []
    while !atEndOfDeclaration, !at(.rightBrace) {
      let start = position
      let first = current
      mark(list.isByLine ? .statement : .item)
      let item = attempt { (parser) throws(Abandon) in
        let item = try parse(&parser)
        if !list.isByLine { try parser.separator(list) }
        return item
      }
      if let item {
        items.append(item)
        if list.isByLine, !first.startsLine { report(.needsOwnLine(range(first), list)) }
      } else {
        skipItem(list, from: start)
      }
    }
    try closeBrace(open)
    leave()
    return items
  }

  /// What parts two items: a comma, a line break or both.
  private mutating func separator(_ list: ListKind) throws(Abandon) {
    if accept(.comma) || current.startsLine || at(.rightBrace) || isAtEnd { return }
    // `tiny: 1 small: 2` was read as the amount `1 small`: the mistake stands before the word.
    let isName = at(.colon) && position > 0 && tokens[position - 1].kind == .name && !tokens[position - 1].startsLine
    let place = isName ? tokens[position - 1] : current
    throw fail(.missingSeparator(range(place), shown(place), closing: "}", list))
  }

  private mutating func skipItem(_ list: ListKind, from start: Int) {
    skip(endsSets: list.isByLine) { parser in
      if list.isByLine { return parser.current.startsLine && parser.position > start && list.opens(parser) }
      return parser.at(.comma) || parser.current.startsLine && parser.position > start
    }
    if !list.isByLine, at(.comma) { advance() }
    // Something has to be passed over, or the same mistake would be met again.
    if position == start, !at(.rightBrace), !atEndOfDeclaration { advance() }
  }

  /// The `}` of what opened at `open`.
  mutating func closeBrace(_ open: Token) throws(Abandon) {
    mark(.blockBrace)
    if accept(.rightBrace) { return }
    throw fail(.unclosedBrace(here, isAtEnd ? nil : found, open: range(open)))
  }
}

/// What is listed in braces, as messages name it.
enum ListKind {
  case fields, cases, arms, setters
  case map, movement, fixture, test

  /// Whether each item has a line of its own, and no commas.
  var isByLine: Bool {
    switch self {
    case .fields, .cases, .arms, .setters: false
    case .map, .movement, .fixture, .test: true
    }
  }

  /// Whether an item can begin here; only of those with lines of their own.
  func opens(_ parser: Parser) -> Bool {
    let token = parser.current
    switch self {
    case .map: return parser.at(.cell) || parser.at(.distance) || parser.at(.terrain) || parser.at(.place)
    case .movement:
      return parser.at(.step) || parser.at(.may) || parser.at(.cost) || parser.at(.extra) || parser.at(.diagonals)
    case .fixture:
      let next = parser.peek()
      return token.kind == .text || token.kind == .typeName || parser.at(.users) || parser.at(.map)
        || token.kind == .name && (next.kind == .colon || next.kind == .leftBrace)
    case .test:
      switch token.keyword {
      case .given, .at, .then, .expect, .for: return true
      default: return token.kind == .name && parser.peek().keyword == .does
      }
    case .fields, .cases, .arms, .setters: return true
    }
  }
}
