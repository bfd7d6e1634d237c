package import RulesLang

extension State {
  /// The longest id of a row, in bytes.
  package static let idLimit = 256

  /// The state as JSON in its canonical form: equal states have equal texts, and reading the text gives the state
  /// again.
  public var json: String { json(layout: .compact) }

  /// The state with its clock in seconds, its revision and the digests of its rules: what a host keeps.
  ///
  ///     {"rules": "sha256:…", "schema": "sha256:…", "clock": 120, "revision": 41, "heard": true, "state": {…}}
  ///
  /// `heard` stands where something was done since the state was read, so that what was due by then is done.
  public var snapshot: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("rules")
      writer.string(rules.digest)
      writer.key("schema")
      writer.string(rules.schemaDigest)
      writer.key("clock")
      writer.integer(clock)
      writer.key("revision")
      writer.integer(revision)
      if heard != nil {
        writer.key("heard")
        writer.bool(true)
      }
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

  /// Reads a snapshot, also one of older rules, if its state fits these. Clock and revision go on from there; the host
  /// asks ``State/open(now:viewers:roll:)`` before anything else.
  ///
  /// - Parameter replaying: whether the host does again what it had done behind the snapshot, out of its log. Then the
  ///   state is the very one that was kept: what was due by its clock is not due once more.
  public func state(snapshot: String, replaying: Bool = false) throws(StateFailure) -> State {
    let root: JSONValue
    do { root = try JSONReader().read(snapshot) } catch { throw StateFailure(error) }
    return try state(snapshot: root, replaying: replaying)
  }

  /// Reads a snapshot that was read as JSON before.
  package func state(snapshot root: JSONValue, replaying: Bool = false) throws(StateFailure) -> State {
    var problems = JSONProblems()
    let known = ["rules", "schema", "clock", "revision", "heard", "state"]
    for member in root.members ?? [] where !known.contains(member.key) {
      problems.add(
        .unknownKey, at: member.keyOffset,
        "a snapshot has no \(quoted(member.key))\(suggestion(for: member.key, among: known))")
    }
    let clock = Self.count("clock", of: root, "a number of seconds", &problems)
    let revision = Self.count("revision", of: root, "the number of a revision", &problems)
    guard let content = root["state"] else {
      problems.add(.missing, at: root.offset, member: "state", "`state` is missing")
      throw StateFailure(problems, in: root)
    }
    guard problems.isEmpty else { throw StateFailure(problems, in: root) }
    var reader = StateReader(content, in: root, rules: self)
    var state = try reader.read(clock: clock, revision: revision)
    if replaying, root["heard"]?.bool == true { state.write { $0.heard = $0.clock } }
    return state
  }

  /// A number from 0 on; 0 where nothing is said.
  private static func count(
    _ key: String, of json: JSONValue, _ due: String, _ problems: inout JSONProblems
  ) -> Int64 {
    guard let value = json[key] else { return 0 }
    if let number = value.integer, number >= 0 { return number }
    problems.add(.wrongType, at: value.offset, "\(due) is due here")
    return 0
  }

  /// Reads a state from JSON that was read before.
  package func state(_ json: JSONValue, clock: Int64 = 0) throws(StateFailure) -> State {
    var reader = StateReader(json, rules: self)
    return try reader.read(clock: clock)
  }
}
