package import RulesLang

extension State {
  /// Reads what a user sent: an action and its arguments, nothing else.
  ///
  /// - Parameters:
  ///   - json: the UTF-8 of `{"action": "move", "arguments": {…}}`.
  ///   - user: who sent it, as the host knows; nil for what the host itself reports.
  ///   - now: the room's own clock in seconds.
  ///   - rolls: the faces of dice by roll, as JSON; nil while none were asked for.
  ///   - basis: the revision that the user saw.
  public func request(
    json: [UInt8], user: String?, now: Int64, rolls: [UInt8]? = nil, basis: Int64? = nil
  ) -> Request {
    var text = RequestText(body: .sent(json), user: user, now: now, basis: basis)
    if rolls == nil, let request = RequestReader(text, in: self).scan(json) { return request }
    return read(tree: json, &text, rolls: rolls)
  }

  /// Reads a request by way of a tree, which knows of everything what is wrong with it and where.
  func read(tree json: [UInt8], _ text: inout RequestText, rolls: [UInt8]?) -> Request {
    text.body = .tree(JSONValue(.object([])))
    do { text.body = .tree(try Self.reader.read(json)) } catch { text.note(error) }
    if let rolls {
      do { text.rolls = try Self.reader.read(rolls) } catch { text.note(error) }
    }
    text.refuseMembers(beyond: ["action", "arguments"])
    return read(text)
  }

  /// Reads what a user sent: an action and its arguments, nothing else.
  public func request(json: String, user: String?, now: Int64, basis: Int64? = nil) -> Request {
    request(json: Array(json.utf8), user: user, now: now, basis: basis)
  }

  /// Reads a request and what the host says of it out of one object, as the command line has them.
  package func request(trusted json: JSONValue) -> Request {
    var text = RequestText(body: .tree(json))
    text.user = text.take("user", "the id of a user", \.string)
    text.now = text.take("now", "a number of seconds", \.integer)
    text.basis = text.take("basis", "the number of a revision", \.integer)
    text.rolls = json["rolls"]
    text.refuseMembers(beyond: ["action", "arguments", "user", "now", "basis", "rolls"])
    return read(text)
  }

  private func read(_ text: RequestText) -> Request {
    var reader = RequestReader(text, in: self)
    return reader.read()
  }

  /// What users send is short; a longer text is refused before it is read.
  static let requestLimits = JSONReader.Limits(depth: 16, bytes: 1 << 20)
  fileprivate static let reader = JSONReader(limits: requestLimits)
}

extension RequestText {
  /// What was sent as a tree.
  var tree: JSONValue {
    switch body {
    case .tree(let tree): tree
    // It was read before, so it can be read again.
    case .sent(let bytes): (try? State.reader.read(bytes)) ?? JSONValue(.object([]))
    }
  }

  fileprivate mutating func note(_ error: JSONError) {
    problems.append(RequestProblem(.form, path: "\(error.path)", error.message))
  }

  mutating func take<Value>(
    _ key: String, _ due: String, _ value: (JSONValue) -> Value?
  ) -> Value? {
    guard let json = tree[key], !json.isNull else { return nil }
    if let value = value(json) { return value }
    problems.append(RequestProblem(.form, path: "$.\(key)", "\(due) is due here, not \(json.kind)"))
    return nil
  }

  mutating func refuseMembers(beyond known: [String]) {
    guard problems.isEmpty else { return }
    let tree = self.tree
    guard let members = tree.members else {
      problems.append(RequestProblem(.form, path: "$", "an object with an action is due here, not \(tree.kind)"))
      return
    }
    for member in members where !known.contains(where: { $0.utf8.elementsEqual(member.key.utf8) }) {
      let path = "\(JSONPath.root.key(member.key))"
      if ["user", "now", "rolls", "basis"].contains(member.key) {
        problems.append(
          RequestProblem(.untrusted, path: path, "\(quoted(member.key)) is for the host to say: leave it out"))
      } else {
        let hint = suggestion(for: member.key, among: known)
        let what = tree["tick"] == nil ? "a request" : "a tick"
        problems.append(RequestProblem(.form, path: path, "\(what) has no \(quoted(member.key))\(hint)"))
      }
    }
  }
}
