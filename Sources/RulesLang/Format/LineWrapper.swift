/// Puts one segment on as few lines as it needs.
///
/// On one line if it fits. If not, before each of the clauses that end a declaration or statement (`when`, `else`,
/// `because`, …) a line begins, and behind the `is` of a value; and what is still too long is broken where the least
/// deeply nested `and`, `or`, `where` or element begins, as late as possible.
struct LineWrapper {
  private let tree: SyntaxTree
  private let tokens: Range<Int>
  private let indentation: Int
  /// How many brackets of the segment are open before each token, from the least.
  private let depths: [Int]

  init(_ tree: SyntaxTree, _ segment: Layout.Segment) {
    self.tree = tree
    tokens = segment.tokens
    indentation = 2 * segment.level
    depths = Self.depths(tree, segment.tokens)
  }

  private static func depths(_ tree: SyntaxTree, _ tokens: Range<Int>) -> [Int] {
    var depth = 0
    var depths: [Int] = []
    for token in tree.tokens[tokens] {
      switch token.kind {
      case .leftBrace, .leftBracket, .leftParenthesis:
        depths.append(depth)
        depth += 1
      case .rightBrace, .rightBracket, .rightParenthesis:
        depth -= 1
        depths.append(depth)
      default: depths.append(depth)
      }
    }
    let least = depths.min() ?? 0
    return depths.map { $0 - least }
  }

  /// Whether it would not fit on one line.
  var isTooLong: Bool { !fits(tokens, at: indentation) }

  /// The items behind the first that stand in the same broken brackets as the segment itself.
  var outermostItems: [Int] {
    tokens.dropFirst().filter { depths[$0 - tokens.lowerBound] == 0 && tree.tokens[$0].marks.contains(.item) }
  }

  func lines() -> [String] {
    if !isTooLong, !breaksBehindIntroducer { return drawn([blanks(indentation) + flat(tokens)]) }
    let starts = clauseStarts()
    let continuation = starts.isEmpty ? indentation + 2 : indentation + 4
    var lines: [String] = []
    var lower = tokens.lowerBound
    for upper in starts + [tokens.upperBound] {
      let own = lower == tokens.lowerBound ? indentation : indentation + 2
      // The further choices of a long `if` are on lines of their own, one below the other.
      for part in choices(lower..<upper, at: own) {
        if part.lowerBound > tokens.lowerBound { add(comments(before: part.lowerBound), to: &lines, indentation: own) }
        lines.append(blanks(part.lowerBound == lower ? own : indentation + 2))
        wrap(part, onto: &lines, continuation: continuation, depth: 0)
      }
      lower = upper
    }
    return drawn(lines)
  }

  // MARK: - Where lines may begin

  /// The clauses that each begin a line where not all fit on one: those that bring a message, if that is enough.
  private func clauseStarts() -> [Int] {
    let starts = tokens.dropFirst().filter { place in
      guard depths[place - tokens.lowerBound] == 0 else { return false }
      if tree.tokens[place - 1].marks.contains(.introducer) { return !Self.opensBroken(tree, place, tokens) }
      guard tree.tokens[place].marks.contains(.clause) else { return false }
      switch tree.tokens[place].keyword {
      case .when, .else, .because, .telling, .says, .as, .do, .instead, .tags: return true
      default: return false
      }
    }
    let messages = starts.filter { place in
      switch tree.tokens[place].keyword {
      case .else, .because, .telling: tree.tokens[place].marks.contains(.clause)
      default: false
      }
    }
    guard let first = messages.first, fits(tokens.lowerBound..<first, at: indentation) else { return starts }
    return messages
  }

  /// The parts of a clause that does not fit on its line, each `otherwise` beginning one.
  private func choices(_ clause: Range<Int>, at column: Int) -> [Range<Int>] {
    if fits(clause, at: column) { return [clause] }
    var parts: [Range<Int>] = []
    var lower = clause.lowerBound
    for place in clause.dropFirst() where depths[place - tokens.lowerBound] == 0 {
      guard tree.tokens[place].keyword == .otherwise, tree.tokens[place].marks.contains(.clause) else { continue }
      parts.append(lower..<place)
      lower = place
    }
    return parts + [lower..<clause.upperBound]
  }

  /// Whether the value that begins here goes on behind the segment, in broken brackets.
  private static func opensBroken(_ tree: SyntaxTree, _ place: Int, _ tokens: Range<Int>) -> Bool {
    switch tree.tokens[tokens.upperBound - 1].kind {
    case .leftBrace, .leftBracket, .leftParenthesis: true
    default: false
    }
  }

  /// Whether the author put the value of a declaration on a line of its own, which is kept.
  private var breaksBehindIntroducer: Bool {
    clauseStarts().contains { tree.tokens[$0 - 1].marks.contains(.introducer) && tree.tokens[$0].startsLine }
  }

  /// Adds tokens to the last line, and begins lines where they do not fit. A comment ends its line in any case.
  private func wrap(_ tokens: Range<Int>, onto lines: inout [String], continuation: Int, depth: Int) {
    for chunk in chunks(tokens, depth: depth) {
      if chunk.lowerBound > tokens.lowerBound { breakBehindComments(before: chunk.lowerBound, &lines, continuation) }
      if append(chunk, to: &lines) { continue }
      if chunk.lowerBound > self.tokens.lowerBound, mayBegin(chunk.lowerBound), !Self.isNew(lines.last) {
        lines.append(blanks(continuation))
        if append(chunk, to: &lines) { continue }
      }
      if depth <= depths.max() ?? 0 {
        wrap(chunk, onto: &lines, continuation: continuation, depth: depth + 1)
      } else {
        for place in chunk {
          if place > chunk.lowerBound { breakBehindComments(before: place, &lines, continuation) }
          join(place..<(place + 1), to: &lines)
        }
      }
    }
  }

  /// Adds tokens to the last line if they fit.
  private func append(_ tokens: Range<Int>, to lines: inout [String]) -> Bool {
    guard fits(tokens, at: Self.columns((lines.last ?? "") + glue(tokens.lowerBound, lines.last))) else { return false }
    join(tokens, to: &lines)
    return true
  }

  private func join(_ tokens: Range<Int>, to lines: inout [String]) {
    let line = lines.popLast() ?? ""
    lines.append(line + glue(tokens.lowerBound, line) + flat(tokens))
  }

  /// What stands between a line and a token that is added to it.
  private func glue(_ place: Int, _ line: String?) -> String {
    Self.isNew(line) || !Spacing.hasBlank(tree, before: place) ? "" : " "
  }

  private static func isNew(_ line: String?) -> Bool { line?.allSatisfy { $0 == " " } ?? true }

  private func breakBehindComments(before place: Int, _ lines: inout [String], _ continuation: Int) {
    let comments = comments(before: place)
    if comments.isEmpty { return }
    add(comments, to: &lines, indentation: continuation)
    lines.append(blanks(continuation))
  }

  private func add(_ comments: Comments, to lines: inout [String], indentation: Int) {
    if comments.isBehind { lines.append((lines.popLast() ?? "") + " " + comments.first) }
    lines += comments.rest.map { blanks(indentation) + $0 }
  }

  /// The parts of some tokens at places of one depth where a line may begin.
  private func chunks(_ tokens: Range<Int>, depth: Int) -> [Range<Int>] {
    var chunks: [Range<Int>] = []
    var lower = tokens.lowerBound
    for place in tokens.dropFirst() where depths[place - self.tokens.lowerBound] == depth && mayBegin(place) {
      chunks.append(lower..<place)
      lower = place
    }
    return chunks + [lower..<tokens.upperBound]
  }

  /// Whether a line may begin with a token. Right behind a bracket it may not: that would be the author's choice to
  /// break it.
  private func mayBegin(_ place: Int) -> Bool {
    switch tree.tokens[place - 1].kind {
    case .leftBrace, .leftBracket, .leftParenthesis: false
    default: !tree.tokens[place].marks.isDisjoint(with: [.clause, .item])
    }
  }

  // MARK: - Texts

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// Whether some tokens can follow in this column; not if a comment stands between them.
  private func fits(_ tokens: Range<Int>, at column: Int) -> Bool {
    if tokens.dropFirst().contains(where: { !comments(before: $0).isEmpty }) { return false }
    return column + Self.columns(flat(tokens)) <= RulesFormatter.width
  }

  private func flat(_ tokens: Range<Int>) -> String {
    var line = ""
    for place in tokens {
      if place > tokens.lowerBound, Spacing.hasBlank(tree, before: place) { line += " " }
      line += text(place)
    }
    return line
  }

  /// A drawing is put in behind its first mark when the line is done, since its rows count for no line's length.
  private func text(_ place: Int) -> String {
    tree.tokens[place].kind == .block ? Self.drawingMark : tree.text(tree.tokens[place])
  }

  /// A character that no line has: what stands for a drawing until then.
  private static let drawingMark = "\u{0}"

  private static func columns(_ text: String) -> Int { text.unicodeScalars.count }

  /// Lines with their drawings, one level further in than the segment.
  private func drawn(_ lines: [String]) -> [String] {
    var drawings = tree.tokens[tokens].filter { $0.kind == .block }[...]
    guard !drawings.isEmpty else { return lines }
    let marks = "\"\"\""
    var result: [String] = []
    for line in lines {
      var parts = line.components(of: Self.drawingMark)[...]
      var current = parts.popFirst() ?? ""
      while let part = parts.popFirst(), let drawing = drawings.popFirst() {
        result.append(current + marks)
        for row in Drawing.rows(of: tree.text(drawing)) {
          result.append(row.isEmpty ? "" : blanks(indentation + 2) + row)
        }
        current = blanks(indentation) + marks + part
      }
      result.append(current)
    }
    return result
  }

  // MARK: - Comments inside a segment

  private struct Comments {
    var isBehind = false
    var all: [String] = []

    var isEmpty: Bool { all.isEmpty }
    var first: String { all.first ?? "" }
    /// Those on lines of their own.
    var rest: ArraySlice<String> { isBehind ? all.dropFirst() : all[...] }
  }

  private func comments(before place: Int) -> Comments {
    let token = tree.tokens[place]
    guard !token.trivia.isEmpty else { return Comments() }
    var comments = Comments()
    var hasFeed = false
    for piece in tree.trivia[token.trivia] {
      if piece.kind == .blank {
        hasFeed = hasFeed || tree.file.bytes[piece.lower..<piece.upper].contains(UInt8(ascii: "\n"))
      } else {
        if comments.all.isEmpty { comments.isBehind = !hasFeed }
        comments.all.append(Layout.comment(tree.text(piece)))
      }
    }
    return comments
  }
}

extension String {
  /// The parts between the occurrences of a text.
  fileprivate func components(of mark: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let place = rest.firstRange(of: mark) {
      parts.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return parts + [String(rest)]
  }
}
