/// What the parser makes of one file: every token, so that nothing of the text is lost, and the declarations.
///
/// A tree exists for any text. Where the text is no declaration the tokens are kept and the tree goes on behind them;
/// where a part is missing there is an ``ExpressionSyntax/Kind/error`` or an empty name, and a diagnostic tells of
/// it.
struct SyntaxTree: Sendable {
  let file: SourceFile
  /// The place of the file in its ``SourceSet``.
  let index: Int
  /// All tokens in order; the last is the end of the file.
  let tokens: [Token]
  let trivia: [Trivia]
  let declarations: [Declaration]

  func text(_ token: Token) -> String { file.text(token.lower..<token.upper) }
  func text(_ piece: Trivia) -> String { file.text(piece.lower..<piece.upper) }
}

/// A name as it stands in the text: of what is declared, or of what is meant. Empty where the parser missed one.
struct Identifier: Sendable, Hashable {
  let text: String
  let range: SourceRange

  var isMissing: Bool { text.isEmpty }
}

/// A text without holes, its escapes undone.
struct TextLiteral: Sendable, Hashable {
  let value: String
  let range: SourceRange
}

/// A drawing between `"""`: its rows, without the line breaks at its ends and the indentation of the first row.
struct Drawing: Sendable, Hashable {
  let rows: [String]
  let range: SourceRange
}

/// The `///` lines above a declaration, field, case or labelled part, without the slashes.
struct DocComment: Sendable, Hashable {
  let text: String
  let range: SourceRange
}

/// A text that a person reads, with holes that are filled in when it is shown.
struct MessageSyntax: Sendable {
  enum Segment: Sendable {
    case literal(String)
    case hole(Hole)
  }

  /// `{turn.current|nobody}`
  struct Hole: Sendable {
    /// A name, a path or a call of these; `needed` and `actual` are plain names here.
    let value: ExpressionSyntax
    /// The words for what is absent.
    let absent: TextLiteral?
    let range: SourceRange
  }

  let segments: [Segment]
  let range: SourceRange
}
