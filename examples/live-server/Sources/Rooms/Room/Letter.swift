internal import RulesLang

/// What a room is to do next. Everything that changes a room comes through its mailbox, one after the other.
enum Letter: Sendable {
  case ask(Ask, Reply)
  case withdraw(Int64, user: String, Reply)
  case say(String, from: String, to: ChatMessage.Audience, key: String?, Reply)
  /// Somebody is here, or has not come back in time.
  case presence(String, isHere: Bool)
  /// Somebody leaves and says so.
  case leave(String, Reply)
  /// The time for which the state asked has come.
  case tick
  /// Somebody comes to see the room, and is shown it as it is behind what was done before.
  case arrival(Arrival)
  /// The room has been opened, so what waits in it is judged afresh.
  case opened
  /// Nothing; but the room is in memory afterwards.
  case wake(Reply)

  /// Answers whoever waits, once what was done is stored.
  typealias Reply = Answer<String>
  typealias Answer<Value> = CheckedContinuation<Result<Value, RoomError>, Never>

  func fail(_ error: RoomError) {
    switch self {
    case .ask(_, let reply), .withdraw(_, _, let reply), .say(_, _, _, _, let reply), .leave(_, let reply),
      .wake(let reply):
      reply.resume(returning: .failure(error))
    case .arrival(let arrival): arrival.fail(error)
    case .presence, .tick, .opened: break
    }
  }

  var reply: Reply? {
    switch self {
    case .ask(_, let reply), .withdraw(_, _, let reply), .say(_, _, _, _, let reply), .leave(_, let reply),
      .wake(let reply):
      reply
    case .presence, .arrival, .tick, .opened: nil
    }
  }

  /// Whether it is worth loading a room that is not in memory. Who is gone from such a room is found to be gone when
  /// somebody comes.
  var wakes: Bool {
    switch self {
    case .tick, .opened, .presence(_, isHere: false): false
    default: true
    }
  }
}

/// Somebody who comes to see a room.
///
/// That goes through the mailbox, too: whoever came while a change is being stored would be shown the room before it,
/// and not be told of it.
struct Arrival: Sendable {
  enum Wish: Sendable {
    /// To have a look.
    case look(Letter.Answer<Joined>)
    /// To follow something, from behind the last message that was seen of it.
    case follow(FeedKind, after: String?, Letter.Answer<Feed>)
  }

  let user: String
  let wish: Wish

  func fail(_ error: RoomError) {
    switch wish {
    case .look(let answer): answer.resume(returning: .failure(error))
    case .follow(_, _, let answer): answer.resume(returning: .failure(error))
    }
  }
}

extension [Letter] {
  /// The same letters, where those that were sent for one actor on the same basis, by several users, stand in an order
  /// of chance: which of them arrived first says nothing, and only the first legal one is done.
  ///
  /// It is the users who are put in an order, each with one letter at a time: who sends many has no more of a chance,
  /// and keeps the order of their own.
  func fairly(using random: inout some RandomNumberGenerator) -> [Letter] {
    var rivals: [Rivalry: [(place: Int, user: String)]] = [:]
    for (place, letter) in enumerated() {
      guard case .ask(let ask, _) = letter, let actor = ask.actor, let basis = ask.basis else { continue }
      rivals[Rivalry(actor: actor, basis: basis), default: []].append((place, ask.user))
    }
    var letters = self
    for sent in rivals.values where sent.count > 1 {
      let places = Dictionary(grouping: sent, by: \.user).values.map { $0.map(\.place) }.shuffled(using: &random)
      let rounds = places.map(\.count).max() ?? 0
      let order = (0..<rounds).flatMap { round in places.filter { round < $0.count }.map { $0[round] } }
      for (place, other) in zip(sent.map(\.place), order) { letters[place] = self[other] }
    }
    return letters
  }
}

private struct Rivalry: Hashable {
  let actor: String
  let basis: Int64
}
