/// Shows diagnostics to people: the message, the place, the source line with a caret, what to do.
///
/// ```
/// error[unknown-name]: nothing is called `contoller` here
///   --> turns.rules:2:11
///   |
/// 2 |   require contoller == user else "no"
///   |           ^^^^^^^^^
///   help: did you mean `controller`?
/// ```
public struct DiagnosticRenderer: Sendable {
  private let sources: SourceSet
  private let colour: Bool

  private let placing: @Sendable (String) -> String

  /// - Parameters:
  ///   - colour: whether to use ANSI colours, as on a terminal.
  ///   - placing: how a place, such as `turns.rules:2:11`, is shown.
  public init(
    sources: SourceSet, colour: Bool = false, placing: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.sources = sources
    self.colour = colour
    self.placing = placing
  }

  /// All diagnostics in the order of files and places, each followed by an empty line.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.sorted(by: Diagnostic.inOrder).map { render($0) + "\n" }.joined()
  }

  public func render(_ diagnostic: Diagnostic) -> String {
    let tint = diagnostic.severity == .error ? "31" : "33"
    var lines = [
      paint("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", tint)
        + paint(": \(diagnostic.message)", "1")
    ]
    lines += snippet(diagnostic.range, mark: "^", tint: tint, note: nil)
    for label in diagnostic.labels { lines += snippet(label.range, mark: "-", tint: "34", note: label.text) }
    if let help = diagnostic.help { lines.append("  " + paint("help", "36") + ": \(help)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The place, the line and the marks under it. A range of several lines is marked on its first.
  private func snippet(_ range: SourceRange, mark: String, tint: String, note: String?) -> [String] {
    let file = sources.file(range.file)
    let (line, column) = file.position(of: range.lower)
    let text = file.line(line)
    let gutter = String(line)
    let pad = String(repeating: " ", count: gutter.count)
    let (start, shown) = Self.excerpt(of: text, around: column - 1)
    let before = shown.prefix(max(0, column - 1 - start))
    // Tabs stay tabs and wide characters take two columns, so that the caret stands under what it marks.
    let indent = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: Self.width($0)) }.joined()
    let marked = file.text(range.lower..<range.upper).prefix(Self.longest).prefix { $0 != "\n" && $0 != "\r\n" }
    let width = max(1, marked.reduce(0) { $0 + Self.width($1) })
    let carets = paint(String(repeating: mark, count: width), tint)
    let tail = note.map { " " + $0 } ?? ""
    return [
      "\(pad) \(paint("-->", "34")) \(placing(sources.place(range)))",
      "\(pad) |",
      "\(gutter) | \(shown)",
      "\(pad) | \(indent)\(carets)\(tail)",
    ]
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

  private func paint(_ text: String, _ code: String) -> String { colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }

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

extension Diagnostic {
  /// By file, place and code, so that a report is always the same.
  public static func inOrder(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    (a.range.file, a.range.lower, a.range.upper, a.code.rawValue, a.message)
      < (b.range.file, b.range.lower, b.range.upper, b.code.rawValue, b.message)
  }
}
