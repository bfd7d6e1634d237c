internal import RulesLang

/// What somebody said, and to whom.
struct ChatMessage: Sendable {
  /// Whom it is for.
  enum Audience: Sendable, Hashable {
    /// Everyone in the interaction.
    case party
    /// Its owner, by name.
    case owner(String)
    case user(String)

    /// As clients write it.
    var name: String {
      switch self {
      case .party: "party"
      case .owner: "dm"
      case .user(let user): user
      }
    }
  }

  /// From 1, in each room. Nobody is told of it: who hears some messages would learn of others by it.
  let number: Int64
  let from: String
  let to: Audience
  let text: String
  /// Milliseconds since 1970.
  let at: Int64

  /// Whether somebody is told of it: who said it, and those for whom it is.
  func reaches(_ user: String) -> Bool { recipients?.contains(user) ?? true }

  /// Those who are told of it; nil where all are.
  var recipients: Set<String>? {
    switch to {
    case .party: nil
    case .owner(let recipient), .user(let recipient): [from, recipient]
    }
  }

  /// What clients get.
  ///
  /// - Parameter number: which one it is of all that this client is told.
  func told(number: Int64) -> JSONValue {
    [
      "number": JSONValue(.integer(number)), "from": JSONValue(.string(from)), "to": JSONValue(.string(to.name)),
      "text": JSONValue(.string(text)), "at": JSONValue(.integer(at)),
    ]
  }

  /// The same with what tells a user called `party` from the party.
  var stored: JSONValue {
    var members = told(number: number).members ?? []
    switch to {
    case .party: break
    case .owner(let owner): members.append(.init("owner", owner))
    case .user: members.append(.init(key: "isPrivate", value: true))
    }
    return JSONValue(.object(members))
  }

  init(number: Int64, from: String, to: Audience, text: String, at: Int64) {
    self.number = number
    self.from = from
    self.to = to
    self.text = text
    self.at = at
  }

  init(stored json: JSONValue) throws {
    number = try DamagedRecord.due(json["number"]?.integer, "number of a message")
    from = try DamagedRecord.due(json["from"]?.string, "sender of a message")
    text = try DamagedRecord.due(json["text"]?.string, "text of a message")
    at = try DamagedRecord.due(json["at"]?.integer, "time of a message")
    let name = try DamagedRecord.due(json["to"]?.string, "recipient of a message")
    to =
      json["isPrivate"]?.bool == true
      ? .user(name) : name == "party" ? .party : .owner(json["owner"]?.string ?? from)
  }
}

/// How many messages everybody was told of. Each counts their own, so that no gap tells them what others say to one
/// another.
struct ChatCounts: Sendable {
  private var forAll: Int64 = 0
  /// Of those that are not for all.
  private var forSome: [String: Int64] = [:]

  func count(of user: String) -> Int64 { forAll + (forSome[user] ?? 0) }

  mutating func add(_ message: ChatMessage) {
    guard let recipients = message.recipients else { return forAll += 1 }
    for user in recipients { forSome[user, default: 0] += 1 }
  }

  var json: JSONValue {
    let apart = forSome.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, $0.value) }
    return ["forAll": JSONValue(.integer(forAll)), "forSome": JSONValue(.object(apart))]
  }

  init() {}

  init(_ json: JSONValue?) {
    forAll = json?["forAll"]?.integer ?? 0
    for member in json?["forSome"]?.members ?? [] { forSome[member.key] = member.value.integer }
  }
}
