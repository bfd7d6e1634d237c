internal import RulesLang

/// What somebody said, and to whom.
struct ChatMessage: Sendable {
  /// Whom it is for.
  enum Audience: Sendable, Hashable {
    /// Everyone in the interaction.
    case party
    /// Its owner.
    case owner
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

  /// From 1, in each room.
  let number: Int64
  let from: String
  let to: Audience
  let text: String
  /// Milliseconds since 1970.
  let at: Int64

  /// Whether somebody is told of it: who said it, and those for whom it is.
  func reaches(_ user: String, owner: String) -> Bool {
    if user == from { return true }
    switch to {
    case .party: return true
    case .owner: return user == owner
    case .user(let recipient): return user == recipient
    }
  }

  /// What clients get.
  var told: JSONValue {
    [
      "number": JSONValue(.integer(number)), "from": JSONValue(.string(from)), "to": JSONValue(.string(to.name)),
      "text": JSONValue(.string(text)), "at": JSONValue(.integer(at)),
    ]
  }

  /// The same with what tells a user called `party` from the party.
  var stored: JSONValue {
    var members = told.members ?? []
    if case .user = to { members.append(.init(key: "isPrivate", value: true)) }
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
    to = json["isPrivate"]?.bool == true ? .user(name) : name == "party" ? .party : .owner
  }
}
