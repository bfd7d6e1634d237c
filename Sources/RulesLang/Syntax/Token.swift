/// One word, number, text or sign of a rules file. Tokens and the trivia before them cover every byte of the file, so
/// the text can be put together again from them, mistakes included.
struct Token: Sendable, Hashable {
  enum Kind: UInt8, Sendable, Hashable {
    /// A word that starts with a small letter; whether it is reserved its ``Token/keyword`` tells.
    case name
    /// A word that starts with a capital.
    case typeName
    case integer
    /// `2d6`
    case dice
    /// `"…"`
    case text
    /// A drawing between `"""`.
    case block
    // Signs
    case equalTo, notEqualTo, lessOrEqual, greaterOrEqual, less, greater
    case plus, minus, star, slash, percent, assign
    case leftParenthesis, rightParenthesis, leftBrace, rightBrace, leftBracket, rightBracket
    case comma, colon, dot, range, ellipsis, hash
    /// The end of the file.
    case endOfFile
  }

  /// What the parser found the token to be, where its kind alone does not tell: the formatter's layout rests on it.
  struct Marks: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    /// The first token of a declaration.
    static let declaration = Marks(rawValue: 1)
    /// The first token of a statement, or of an item of a map, movement, fixture or test.
    static let statement = Marks(rawValue: 2)
    /// The first token of a field, case, arm, setter, element or argument.
    static let item = Marks(rawValue: 4)
    /// A word such as `when`, `else` or `and` that may open a further line of its declaration or statement.
    static let clause = Marks(rawValue: 8)
    /// The word before the value of a declaration, which may stand on a line of its own.
    static let introducer = Marks(rawValue: 16)
    /// A brace before or behind statements, fields, cases, arms or items.
    static let blockBrace = Marks(rawValue: 32)
    /// The brace before a set, a keyed literal or a collection that is made from another.
    static let setBrace = Marks(rawValue: 64)
    /// A parenthesis or bracket behind what it is applied to: of a call, a parameter list, an index.
    static let open = Marks(rawValue: 128)
    /// A sign before its only operand.
    static let prefix = Marks(rawValue: 256)
  }

  var kind: Kind
  var marks: Marks = []
  /// Whether this is the first token of its line.
  var startsLine: Bool
  /// The word's meaning, where it is reserved or means something in some place.
  var keyword: Keyword?
  /// The first byte, and one past the last.
  var lower: Int
  var upper: Int
  /// The places of its leading trivia in ``SyntaxTree/trivia``.
  var trivia: Range<Int>
}

/// What stands between two tokens.
struct Trivia: Sendable, Hashable {
  enum Kind: UInt8, Sendable, Hashable {
    /// Spaces, tabs, carriage returns and line feeds.
    case blank
    /// `// …` without its line break.
    case comment
    /// `/// …` without its line break.
    case documentation
    /// Bytes that mean nothing in the language; the lexer has said so, and the parser passes them over.
    case unknown
  }

  let kind: Kind
  let lower: Int
  let upper: Int
}
