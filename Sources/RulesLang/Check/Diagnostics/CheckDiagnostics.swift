// What the wording of several topics shares.

extension Diagnostic {
  /// Of a name that means nothing: the nearest one that does, which also mends it, or else what to do.
  static func unknown(
    _ code: DiagnosticCode, _ name: Identifier, _ message: String, nearest: String?, otherwise help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, at: name.range, message, help: nearest.map { "did you mean `\($0)`?" } ?? help,
      fixIts: nearest.map { [FixIt(name.range, $0)] } ?? [])
  }

  /// The same, looked for among the names that would fit.
  static func unknown(
    _ code: DiagnosticCode, _ name: Identifier, _ message: String, among known: [String], otherwise help: String? = nil
  ) -> Diagnostic {
    unknown(code, name, message, nearest: Suggestion.nearest(to: name.text, among: known), otherwise: help)
  }

  /// "did you mean `x`?", where some name is near.
  static func didYouMean(_ name: String, among names: some Sequence<String>) -> String? {
    Suggestion.nearest(to: name, among: names).map { "did you mean `\($0)`?" }
  }

  /// "`a`, `b` and `c`"; of many, the first ones.
  static func list(_ names: [String]) -> String {
    guard let last = names.last else { return "none" }
    if names.count == 1 { return "`\(last)`" }
    if names.count > 8 { return names.prefix(8).map { "`\($0)`" }.joined(separator: ", ") + " …" }
    return names.dropLast().map { "`\($0)`" }.joined(separator: ", ") + " and `\(last)`"
  }
}
