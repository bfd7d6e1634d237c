/// Whether a blank stands between two tokens of one line.
enum Spacing {
  static func hasBlank(_ tree: SyntaxTree, before place: Int) -> Bool {
    guard place > 0 else { return false }
    let left = tree.tokens[place - 1]
    let right = tree.tokens[place]
    switch left.kind {
    case .leftParenthesis, .leftBracket, .dot, .range, .hash: return false
    case .leftBrace where right.kind == .rightBrace: return left.marks.contains(.blockBrace)
    case .leftBrace where left.marks.contains(.setBrace): return false
    case .minus where left.marks.contains(.prefix): return false
    default: break
    }
    switch right.kind {
    case .rightParenthesis, .rightBracket, .comma, .colon, .dot, .range, .hash: return false
    case .leftParenthesis, .leftBracket: return !right.marks.contains(.open)
    case .rightBrace: return right.marks.contains(.blockBrace)
    default: return true
    }
  }
}
