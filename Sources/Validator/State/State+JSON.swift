package import RulesLang

extension State {
  /// The longest id of a row, in bytes.
  package static let idLimit = 256

  /// The state as JSON in its canonical form: equal states have equal texts, and reading the text gives the state again.
  public var json: String { json(layout: .compact) }

  package func json(layout: JSONWriter.Layout) -> String {
    var writer = JSONWriter(layout: layout)
    StateWriter(self).write(to: &writer)
    return writer.text
  }
}

extension RuleSet {
  /// Reads a state: typed and strict. What is left out has its default.
  public func state(json: String) throws(StateFailure) -> State {
    try state(json: Array(json.utf8))
  }

  /// Reads a state from the UTF-8 of its JSON.
  public func state(json: [UInt8]) throws(StateFailure) -> State {
    let value: JSONValue
    do { value = try JSONReader().read(json) } catch { throw StateFailure(error) }
    return try state(value)
  }

  /// Reads a state from JSON that was read before.
  package func state(_ json: JSONValue, clock: Int64 = 0) throws(StateFailure) -> State {
    var reader = StateReader(json, rules: self)
    return try reader.read(clock: clock)
  }
}
