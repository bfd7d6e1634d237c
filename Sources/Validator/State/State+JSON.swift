package import RulesLang

extension State {
  /// The longest id of a row, in bytes.
  package static let idLimit = 256

  /// The state as JSON in its canonical form: equal states have equal texts, and reading the text gives the state
  /// again.
  public var json: String { json(layout: .compact) }

  /// The state with its clock and the digests of its rules: what a host keeps.
  public var snapshot: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("rules")
      writer.string(rules.digest)
      writer.key("schema")
      writer.string(rules.schemaDigest)
      writer.key("clock")
      writer.integer(clock)
      writer.key("state")
      StateWriter(self).write(to: &writer)
    }
    return writer.text
  }

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

  /// Reads a snapshot, also one of older rules, if its state fits these.
  public func state(snapshot: String) throws(StateFailure) -> State {
    let root: JSONValue
    do { root = try JSONReader().read(snapshot) } catch { throw StateFailure(error) }
    return try state(snapshot: root)
  }

  /// Reads a snapshot that was read as JSON before.
  package func state(snapshot root: JSONValue) throws(StateFailure) -> State {
    var problems = JSONProblems()
    let known = ["rules", "schema", "clock", "state"]
    for member in root.members ?? [] where !known.contains(member.key) {
      problems.add(
        .unknownKey, at: member.keyOffset,
        "a snapshot has no \(quoted(member.key))\(suggestion(for: member.key, among: known))")
    }
    let clock = root["clock"]?.integer ?? 0
    if let json = root["clock"], json.integer == nil || clock < 0 {
      problems.add(.wrongType, at: json.offset, "a number of seconds is due here")
    }
    guard let content = root["state"] else {
      problems.add(.missing, at: root.offset, member: "state", "`state` is missing")
      throw StateFailure(problems, in: root)
    }
    guard problems.isEmpty else { throw StateFailure(problems, in: root) }
    var reader = StateReader(content, in: root, rules: self)
    return try reader.read(clock: clock)
  }

  /// Reads a state from JSON that was read before.
  package func state(_ json: JSONValue, clock: Int64 = 0) throws(StateFailure) -> State {
    var reader = StateReader(json, rules: self)
    return try reader.read(clock: clock)
  }
}
