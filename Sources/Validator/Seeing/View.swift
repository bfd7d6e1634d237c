package import RulesLang

/// What one viewer sees of a state, as JSON in its canonical form: without concealed rows and whatever needs them, and
/// without concealed fields.
public struct View: Sendable {
  package let value: JSONValue

  package init(_ reading: Reading) { value = reading.shown.json }

  /// Equal views have equal texts.
  public var json: String { JSONWriter.text(of: value) }
}

extension State {
  /// The state as a viewer sees it; for nil, all of it.
  public func view(for viewer: String?) -> View { View(reading(for: viewer)) }

  /// The state as a viewer sees it. A ``Judge`` that is kept remembers it.
  package func reading(for viewer: String?) -> Reading { rules.withJudge { $0.reading(of: self, for: viewer) } }
}
