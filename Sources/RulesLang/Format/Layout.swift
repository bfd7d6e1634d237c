/// Decides where lines begin, and gives the lines out.
///
/// A *broken* pair of brackets has its contents on lines of their own, one level further in. Whether it is broken is
/// the author's choice: who breaks the line behind the bracket keeps it so. A block, as of statements or fields, is
/// broken too where the author broke it anywhere, or where it would not fit on its line. All other line breaks are
/// made anew: what stands between two that must be is a *segment*, which ``LineWrapper`` puts on one line if it fits,
/// and on several if not.
struct Layout {
  /// A pair of brackets, by the places of its tokens.
  private struct Pair {
    let open: Int
    let close: Int
    var isBroken: Bool
    /// Whether it was broken because it did not fit: then each item gets a line, as the author said nothing of it.
    var isForced = false
  }

  /// What stands between two line breaks that must be.
  struct Segment {
    let tokens: Range<Int>
    let level: Int
    /// The pairs of the segment's own open blocks that could be broken if it does not fit.
    var blocks: [Int] = []
  }

  private let tree: SyntaxTree
  private var pairs: [Pair] = []
  /// The pair that a token opens or closes, by the token's place.
  private var pairOf: [Int: Int] = [:]
  /// Items that begin a line since they do not fit behind the one before.
  private var partedItems: Set<Int> = []
  private var lines: [String] = []

  init(_ tree: SyntaxTree) {
    self.tree = tree
    pairUp()
  }

  /// The whole text, with a line break at its end.
  mutating func text() -> String {
    var segments = segments()
    // New breaks make new segments, which may not fit either: at most as often as blocks nest.
    while breakFurther(segments) { segments = self.segments() }
    for segment in segments { write(segment) }
    let end = tree.tokens.count - 1
    writeComments(before: end, level: 0, isFirstInside: false)
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: - Brackets

  private mutating func pairUp() {
    var open: [Int] = []
    for (place, token) in tree.tokens.enumerated() {
      switch token.kind {
      case .leftBrace, .leftBracket, .leftParenthesis: open.append(place)
      case .rightBrace, .rightBracket, .rightParenthesis:
        guard let start = open.popLast() else { continue }
        pairOf[start] = pairs.count
        pairOf[place] = pairs.count
        pairs.append(Pair(open: start, close: place, isBroken: isBroken(start, place)))
      default: break
      }
    }
  }

  private func isBroken(_ open: Int, _ close: Int) -> Bool {
    let inside = (open + 1)...close
    if tree.tokens[open].marks.contains(.blockBrace) { return inside.contains { tree.tokens[$0].startsLine } }
    return close > open + 1 && tree.tokens[open + 1].startsLine
  }

  // MARK: - Segments

  private func segments() -> [Segment] {
    var segments: [Segment] = []
    var start = 0
    var level = 0
    var startLevel = 0
    var open: [Int] = []
    var blocks: [Int] = []
    let end = tree.tokens.count - 1
    for place in 0..<end {
      let closes = isCloser(place) ? pairOf[place] : nil
      if closes != nil { open.removeLast(min(1, open.count)) }
      if let closes, pairs[closes].isBroken { level -= 1 }
      if place > start, startsLine(place, inside: open.last, closes: closes) {
        segments.append(Segment(tokens: start..<place, level: startLevel, blocks: blocks))
        (start, startLevel, blocks) = (place, level, [])
      }
      if place == start { startLevel = level }
      guard closes == nil, let pair = pairOf[place] else { continue }
      open.append(pair)
      if pairs[pair].isBroken {
        level += 1
      } else if tree.tokens[place].marks.contains(.blockBrace), pairs[pair].close > place + 1 {
        blocks.append(pair)
      }
    }
    if start < end { segments.append(Segment(tokens: start..<end, level: startLevel, blocks: blocks)) }
    return segments
  }

  private func isCloser(_ place: Int) -> Bool { pairOf[place].map { pairs[$0].close == place } ?? false }

  /// Whether a token must begin a line.
  private func startsLine(_ place: Int, inside pair: Int?, closes: Int?) -> Bool {
    let token = tree.tokens[place]
    if token.marks.contains(.declaration) { return true }
    if let closes { return pairs[closes].isBroken }
    guard let pair, pairs[pair].isBroken else { return false }
    if pairs[pair].open == place - 1 || token.marks.contains(.statement) { return true }
    return token.marks.contains(.item)
      && (token.startsLine || pairs[pair].isForced || partedItems.contains(place))
  }

  /// Parts the items and breaks the blocks of segments that do not fit on a line; tells whether there were any.
  private mutating func breakFurther(_ segments: [Segment]) -> Bool {
    var isAny = false
    for segment in segments {
      let wrapper = LineWrapper(tree, segment)
      guard wrapper.isTooLong else { continue }
      let items = wrapper.outermostItems
      if !items.isEmpty {
        partedItems.formUnion(items)
        isAny = true
        continue
      }
      var outer = -1
      for block in segment.blocks where pairs[block].open > outer {
        pairs[block].isBroken = true
        pairs[block].isForced = true
        outer = pairs[block].close
        isAny = true
      }
    }
    return isAny
  }

  // MARK: - Writing

  private mutating func write(_ segment: Segment) {
    let first = segment.tokens.lowerBound
    let isCloser = isCloser(first)
    let isFirstInside = first > 0 && pairOf[first - 1].map { pairs[$0].open == first - 1 } == true
    writeComments(before: first, level: isCloser ? segment.level + 1 : segment.level, isFirstInside: isFirstInside)
    if hasEmptyLine(before: first), !isCloser, !isFirstInside || hasComment(before: first) { addEmptyLine() }
    lines += LineWrapper(tree, segment).lines()
  }

  private mutating func addEmptyLine() {
    if lines.last?.isEmpty == false { lines.append("") }
  }

  /// Comments on lines of their own, and one behind the last token.
  private mutating func writeComments(before place: Int, level: Int, isFirstInside: Bool) {
    let token = tree.tokens[place]
    let indentation = String(repeating: " ", count: 2 * level)
    var isFirst = isFirstInside
    for piece in token.trivia where tree.trivia[piece].kind != .blank {
      let comment = Self.comment(tree.text(tree.trivia[piece]))
      if isBehindToken(piece, token), !lines.isEmpty {
        lines[lines.count - 1] += " " + comment
      } else {
        if !isFirst, feeds(inTriviaBefore: piece, of: token) > 1 { addEmptyLine() }
        lines.append(indentation + comment)
      }
      isFirst = false
    }
  }

  /// Whether a comment stands on the line of the token before.
  private func isBehindToken(_ piece: Int, _ token: Token) -> Bool {
    piece == token.trivia.lowerBound && tree.trivia[piece].lower > 0
      || piece == token.trivia.lowerBound + 1 && feeds(inTriviaBefore: piece, of: token) == 0
  }

  private func hasComment(before place: Int) -> Bool {
    tree.trivia[tree.tokens[place].trivia].contains { $0.kind != .blank }
  }

  /// Whether the author left a line empty right before a token.
  private func hasEmptyLine(before place: Int) -> Bool {
    let token = tree.tokens[place]
    return feeds(inTriviaBefore: token.trivia.upperBound, of: token) > 1
  }

  private func feeds(inTriviaBefore piece: Int, of token: Token) -> Int {
    guard piece > token.trivia.lowerBound, tree.trivia[piece - 1].kind == .blank else { return 0 }
    let blank = tree.trivia[piece - 1]
    return tree.file.bytes[blank.lower..<blank.upper].count { $0 == UInt8(ascii: "\n") }
  }

  /// A comment without blanks at its end.
  static func comment(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
  }
}
