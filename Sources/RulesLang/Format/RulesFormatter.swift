/// Lays a rules file out in the one way that all are laid out in.
///
/// The layout is made from tokens, not from the tree: all tokens and comments of the text are given out again, in
/// their order, with other blanks between them, so that nothing of the text can be lost. Where lines may be broken
/// the marks tell that the parser left on the tokens. What was written is then parsed again and compared with what
/// was read; were it not the same, the text would stay as it is.
public enum RulesFormatter {
  /// Why a text was not laid out.
  public enum Failure: Error, Sendable, Equatable {
    /// The text has mistakes of form, which come first.
    case mistakes([Diagnostic])
    /// The layout would have meant something else: a defect of the formatter, at this place of the text.
    case meaningChanged(SourceRange)
  }

  /// No line is longer where it can be broken.
  static let width = 120

  /// The text of a file in the one layout.
  ///
  /// - Parameter index: the place of the file in its ``SourceSet``, for the ranges of diagnostics.
  public static func format(_ file: SourceFile, index: Int = 0) throws(Failure) -> String {
    let (tree, diagnostics) = Parser.parse(file, index: index)
    if !diagnostics.isEmpty { throw .mistakes(diagnostics) }
    var layout = Layout(tree)
    let text = layout.text()
    if let difference = firstDifference(tree, text) { throw .meaningChanged(difference) }
    return text
  }

  /// Where a text is not the tree's in another layout; absent where it is.
  private static func firstDifference(_ tree: SyntaxTree, _ text: String) -> SourceRange? {
    let (other, diagnostics) = Parser.parse(SourceFile(name: tree.file.name, text: text), index: tree.index)
    for (old, new) in zip(tree.tokens, other.tokens) where !isSame(old, tree, new, other) {
      return SourceRange(file: tree.index, lower: old.lower, upper: old.upper)
    }
    guard tree.tokens.count == other.tokens.count, diagnostics.isEmpty else {
      return SourceRange(file: tree.index, lower: 0, upper: 0)
    }
    return nil
  }

  /// Whether two tokens say the same: words, what the parser made of them, and the comments before them.
  private static func isSame(_ old: Token, _ oldTree: SyntaxTree, _ new: Token, _ newTree: SyntaxTree) -> Bool {
    guard old.kind == new.kind, old.marks == new.marks else { return false }
    let isSameText =
      if old.kind == .block {
        Drawing.rows(of: oldTree.text(old)) == Drawing.rows(of: newTree.text(new))
      } else {
        oldTree.text(old) == newTree.text(new)
      }
    return isSameText && comments(before: old, oldTree) == comments(before: new, newTree)
  }

  private static func comments(before token: Token, _ tree: SyntaxTree) -> [String] {
    tree.trivia[token.trivia].filter { $0.kind != .blank }.map { Layout.comment(tree.text($0)) }
  }
}
