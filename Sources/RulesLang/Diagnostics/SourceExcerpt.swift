/// The line of a range as people are shown it, with what stands under it. A range of several lines is shown by its
/// first.
package struct SourceExcerpt: Sendable {
  /// Counted from 1.
  package let line: Int
  package let text: String
  /// What brings marks under what they mark, and how many there are.
  private let indent: String
  private let width: Int

  package init(_ range: SourceRange, in sources: SourceSet) {
    let file = sources.file(range.file)
    let (line, column) = file.position(of: range.lower)
    let (start, shown) = Self.excerpt(of: file.line(line), around: column - 1)
    self.line = line
    text = shown
    let before = shown.prefix(max(0, column - 1 - start))
    // Tabs stay tabs and wide characters take two columns, so that the caret stands under what it marks.
    indent = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: Self.width($0)) }.joined()
    let marked = file.text(range.lower..<range.upper).prefix(Self.longest).prefix { $0 != "\n" && $0 != "\r\n" }
    width = max(1, marked.reduce(0) { $0 + Self.width($1) })
  }

  /// The line of marks: blanks, then so many of a character as stand under the range, painted.
  package func marks(_ mark: String, paint: (String) -> String = { $0 }) -> String {
    indent + paint(String(repeating: mark, count: width))
  }

  /// Of a longer line, as rows of data are, so many characters are shown.
  private static let longest = 160

  /// What is shown of a line, with a place in it, and how many characters were left out before it, less those that say
  /// so.
  private static func excerpt(of line: String, around place: Int) -> (start: Int, text: String) {
    let count = line.count
    guard count > longest else { return (0, line) }
    let start = min(max(0, place - longest / 2), count - longest)
    let text = line.dropFirst(start).prefix(longest)
    return (max(0, start - 1), (start > 0 ? "…" : "") + text + (start + longest < count ? "…" : ""))
  }

  /// How many columns of a terminal a character takes: two for East Asian wide characters and pictographs.
  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
