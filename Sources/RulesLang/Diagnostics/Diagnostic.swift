/// One mistake, or one doubtful place, in a rule set: a plain value that a terminal, an editor or a service can show.
///
/// Every stage makes diagnostics by small functions of its own (`ParserDiagnostics.swift`, `CheckDiagnostics.swift`),
/// so that all wording of a stage stands in one place. Messages are in the words of a designer: lower-case, without a
/// full stop, the designer's own text in backticks; what to do about it is the `help`.
public struct Diagnostic: Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable, CaseIterable { case error, warning }

  /// A second place that belongs to the mistake, with what it has to do with it.
  public struct Label: Sendable, Hashable {
    public let range: SourceRange
    public let text: String
    public init(_ range: SourceRange, _ text: String) {
      self.range = range
      self.text = text
    }
  }

  /// A change of the text that mends the mistake.
  public struct FixIt: Sendable, Hashable {
    public let range: SourceRange
    public let replacement: String
    public init(_ range: SourceRange, _ replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }

  public let code: DiagnosticCode
  public let severity: Severity
  /// Where the caret points.
  public let range: SourceRange
  public let message: String
  /// What to do, in one or two sentences.
  public let help: String?
  public let labels: [Label]
  public let fixIts: [FixIt]

  public init(
    _ code: DiagnosticCode, at range: SourceRange, _ message: String, help: String? = nil, labels: [Label] = [],
    fixIts: [FixIt] = [], severity: Severity = .error
  ) {
    self.code = code
    self.severity = severity
    self.range = range
    self.message = message
    self.help = help
    self.labels = labels
    self.fixIts = fixIts
  }
}
