public import RulesLang
internal import Storage
internal import Validator

/// What users ask of a room. Who they are was found out before; that they belong here, too.
extension Room {
  /// The play as everyone has heard of it.
  func current() async throws(RoomError) -> Play {
    noteActivity()
    if isRetired { throw .retired }
    if play == nil { _ = try await deliver { .wake($0) } }
    guard let play else { throw .unavailable }
    return play
  }

  /// Does what a user asks for.
  ///
  /// - Returns: `{"status": "done", "revision": 42, "verdict": {…}}`.
  public func take(_ ask: Ask) async throws(RoomError) -> String {
    noteActivity()
    guard ask.key.map({ (1...200).contains($0.utf8.count) }) ?? true else {
      throw .invalid("`key` is due with 1 to 200 bytes")
    }
    return try await deliver { .ask(ask, $0) }
  }

  /// Takes a waiting request back: `{"withdrawn": true}`.
  public func withdraw(_ queued: Int64, of user: String) async throws(RoomError) -> String {
    noteActivity()
    return try await deliver { .withdraw(queued, user: user, $0) }
  }

  /// Says something: `{"number": 7}`.
  ///
  /// - Parameter name: `party`, `dm`, or a member.
  public func say(_ text: String, from user: String, to name: String, key: String?) async throws(RoomError) -> String {
    noteActivity()
    // Counted as memory counts: what looks like one character can be as long as one likes.
    guard !text.isEmpty, text.unicodeScalars.count <= settings.longestChatMessage else {
      throw .invalid("a message has 1 to \(settings.longestChatMessage) characters")
    }
    guard key.map({ (1...200).contains($0.utf8.count) }) ?? true else {
      throw .invalid("`key` is due with 1 to 200 bytes")
    }
    let audience: ChatMessage.Audience
    switch name {
    case "party": audience = .party
    case "dm": audience = .owner(interaction.owner)
    default:
      guard interaction.members.contains(name) else { throw .invalid("nobody is called that here") }
      audience = .user(name)
    }
    let now = ContinuousClock.now
    let lately = (spoken[user] ?? []).filter { now - $0 < settings.chatWindow }
    guard lately.count < settings.mostChatMessages else { throw .tooMany("you say too much at once") }
    spoken[user] = lately + [now]
    do { return try await deliver { .say(text, from: user, to: audience, key: key, $0) } } catch {
      // What was not said is no reason to be told to say less.
      if let place = spoken[user]?.lastIndex(of: now) { spoken[user]?.remove(at: place) }
      throw error
    }
  }

  /// Comes in: what a client needs to begin with.
  public func join(_ user: String) async throws(RoomError) -> Joined {
    noteActivity()
    return try await deliver { .arrival(Arrival(user: user, wish: .look($0))) }
  }

  /// The state as a user sees it.
  public func view(for user: String) async throws(RoomError) -> Joined {
    look(at: try await current(), as: user)
  }

  func look(at play: Play, as user: String) -> Joined {
    Joined(revision: play.table.revision, clock: clock.now, view: play.table.view(for: user).json)
  }

  /// What a user can ask for now, as JSON.
  public func options(
    for user: String, actor: String?, action: String?, given: JSONValue
  ) async throws(RoomError) -> String {
    let play = try await current()
    return try await services.desks.desk(for: id).options(
      of: play.table, user: user, actor: actor, action: action, given: given, now: clock.now,
      budget: settings.optionsBudget)
  }

  /// The verdict that a request would have now, as its user may know it.
  public func explain(_ ask: Ask) async throws(RoomError) -> String {
    let play = try await current()
    return play.table.judge(play.table.request(json: ask.deed.body, user: ask.user, now: clock.now)).json
  }
}

/// How a room stands, as one user sees it.
public struct Joined: Sendable {
  public let revision: Int64
  /// The room's own time, in seconds.
  public let clock: Int64
  /// JSON.
  public let view: String
}
