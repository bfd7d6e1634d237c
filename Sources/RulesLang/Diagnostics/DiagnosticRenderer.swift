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
    let excerpt = SourceExcerpt(range, in: sources)
    let gutter = String(excerpt.line)
    let pad = String(repeating: " ", count: gutter.count)
    let tail = note.map { " " + $0 } ?? ""
    return [
      "\(pad) \(paint("-->", "34")) \(placing(sources.place(range)))",
      "\(pad) |",
      "\(gutter) | \(excerpt.text)",
      "\(pad) | \(excerpt.marks(mark) { paint($0, tint) })\(tail)",
    ]
  }

  private func paint(_ text: String, _ code: String) -> String { colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}

extension Diagnostic {
  /// By file, place and code, so that a report is always the same.
  public static func inOrder(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    (a.range.file, a.range.lower, a.range.upper, a.code.rawValue, a.message)
      < (b.range.file, b.range.lower, b.range.upper, b.code.rawValue, b.message)
  }
}
