internal import RulesLang
internal import Storage

/// One thing that happened in a room, as its log keeps it. From a state before it, with the same rules, it happens
/// again just so: the log holds all that did not come from the state itself, the room's time and the dice.
struct Entry: Sendable {
  enum Kind: Sendable {
    /// A request that changed something, or let happen what was due before it.
    case asked(Deed, key: String?, queued: Int64?)
    /// Time passed.
    case ticked
    /// A request waits for its time.
    case kept(Queued, key: String?)
    /// A request waits no longer.
    case dropped(queued: Int64)
    /// An earlier state took the place of the one there was: its snapshot, behind which entry it had come about, and
    /// how many outcomes there were then.
    case wentBack(to: Int64, outcomes: Int, snapshot: JSONValue)
    /// The room went over to other rules.
    case moved
    case said(ChatMessage, key: String?)
  }

  let number: Int64
  let kind: Kind
  /// The room's own clock, in seconds.
  let now: Int64
  let dice: [Int]
  /// The digest of the rules that it was done by.
  let rules: String
  /// The state's revision from then on.
  let revision: Int64
  /// What happened, by fact: for people who read the log, and for those who file it.
  var events: [JSONValue] = []
}

/// A request that waits for its time.
struct Queued: Sendable {
  /// From 1, in each room.
  let number: Int64
  /// From 1, for each user: what they know it by. By the other number they would learn that others have requests here.
  let ownNumber: Int64
  let deed: Deed

  /// What who asked for it is told.
  var told: JSONValue {
    [
      "queued": JSONValue(.integer(ownNumber)), "action": JSONValue(.string(deed.action)), "arguments": deed.arguments,
    ]
  }
}

// MARK: JSON

extension Entry {
  /// `{"number": 7, "kind": "asked", "request": {"user": "ana", …}, "now": 12, "dice": [17], "rules": "…", …}`.
  var stored: LogEntry {
    var members: [JSONValue.Member] = [
      .init("number", number), .init("kind", name), .init("now", now),
      .init("dice", JSONValue(.array(dice.map { JSONValue(.integer(Int64($0))) }))), .init("rules", rules),
      .init("revision", revision),
    ]
    switch kind {
    case .asked(let deed, let key, let queued):
      members.append(.init(key: "request", value: deed.json))
      if let key { members.append(.init("key", key)) }
      if let queued { members.append(.init("queued", queued)) }
    case .kept(let queued, let key):
      members += [.init(key: "request", value: queued.deed.json)] + queued.numbers
      if let key { members.append(.init("key", key)) }
    case .dropped(let queued): members.append(.init("queued", queued))
    case .wentBack(let to, let outcomes, let snapshot):
      members += [.init("to", to), .init("outcomes", Int64(outcomes)), .init(key: "state", value: snapshot)]
    case .said(let message, let key):
      members.append(.init(key: "chat", value: message.stored))
      if let key { members.append(.init("key", key)) }
    case .ticked, .moved: break
    }
    if !events.isEmpty { members.append(.init("events", JSONValue(.array(events)))) }
    return LogEntry(number: number, content: JSONWriter.text(of: JSONValue(.object(members))))
  }

  private var name: String {
    switch kind {
    case .asked: "asked"
    case .ticked: "ticked"
    case .kept: "kept"
    case .dropped: "dropped"
    case .wentBack: "wentBack"
    case .moved: "moved"
    case .said: "said"
    }
  }

  /// - Throws: ``DamagedRecord`` for what no room has written.
  init(_ stored: LogEntry) throws {
    let json = try DamagedRecord.reading(stored.content)
    let key = json["key"]?.string
    func number(_ key: String) throws -> Int64 { try DamagedRecord.due(json[key]?.integer, "\(key) of an entry") }
    func deed() throws -> Deed { try Deed(DamagedRecord.due(json["request"], "request of an entry")) }
    switch json["kind"]?.string {
    case "asked": kind = .asked(try deed(), key: key, queued: json["queued"]?.integer)
    case "ticked": kind = .ticked
    case "kept": kind = .kept(try Queued(json), key: key)
    case "dropped": kind = .dropped(queued: try number("queued"))
    case "wentBack":
      kind = .wentBack(
        to: try number("to"), outcomes: Int(try number("outcomes")),
        snapshot: try DamagedRecord.due(json["state"], "state of an entry"))
    case "moved": kind = .moved
    case "said": kind = .said(try ChatMessage(stored: json["chat"] ?? nil), key: key)
    default: throw DamagedRecord("an entry is of no known kind")
    }
    self.number = stored.number
    now = try number("now")
    dice = (json["dice"]?.elements ?? []).map { Int($0.integer ?? 0) }
    rules = try DamagedRecord.due(json["rules"]?.string, "rules of an entry")
    revision = try number("revision")
    events = json["events"]?.elements ?? []
  }
}

extension Queued {
  var numbers: [JSONValue.Member] { [.init("queued", number), .init("ownNumber", ownNumber)] }

  var json: JSONValue { JSONValue(.object(numbers + [.init(key: "request", value: deed.json)])) }

  init(_ json: JSONValue) throws {
    number = try DamagedRecord.due(json["queued"]?.integer, "number of a waiting request")
    ownNumber = json["ownNumber"]?.integer ?? number
    deed = try Deed(DamagedRecord.due(json["request"], "waiting request"))
  }
}

extension Deed {
  var json: JSONValue {
    var members: [JSONValue.Member] = []
    if let user { members.append(.init("user", user)) }
    members += [.init("action", action), .init(key: "arguments", value: arguments)]
    return JSONValue(.object(members))
  }

  init(_ json: JSONValue) throws {
    user = json["user"]?.string
    action = try DamagedRecord.due(json["action"]?.string, "action of a request")
    arguments = json["arguments"] ?? [:]
  }
}

/// Why what a store has given back cannot be gone on with.
struct DamagedRecord: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = "damaged: \(description)" }

  static func due<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else { throw DamagedRecord("\(what) is missing") }
    return value
  }

  static func reading(_ text: String) throws -> JSONValue {
    do { return try JSONReader().read(text) } catch { throw DamagedRecord("\(error)") }
  }
}

extension JSONValue.Member {
  init(_ key: String, _ value: String) { self.init(key: key, value: JSONValue(.string(value))) }
  init(_ key: String, _ value: Int64) { self.init(key: key, value: JSONValue(.integer(value))) }
  init(_ key: String, _ value: JSONValue) { self.init(key: key, value: value) }
}
