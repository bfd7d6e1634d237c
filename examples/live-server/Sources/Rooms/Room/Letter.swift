internal import RulesLang

/// What a room is to do next. Everything that changes a room comes through its mailbox, one after the other.
enum Letter: Sendable {
  case ask(Ask, Reply)
  case withdraw(Int64, user: String, Reply)
  case say(String, from: String, to: ChatMessage.Audience, key: String?, Reply)
  /// Somebody is here, or gone.
  case presence(String, isHere: Bool, Reply?)
  /// The time for which the state asked has come.
  case tick
  /// Somebody comes to see the room, and is shown it as it is behind what was done before.
  case arrival(Arrival)
  /// Nothing; but the room is in memory afterwards.
  case wake(Reply)

  /// Answers whoever waits, once what was done is stored.
  typealias Reply = Answer<String>
  typealias Answer<Value> = CheckedContinuation<Result<Value, RoomError>, Never>

  func fail(_ error: RoomError) {
    switch self {
    case .ask(_, let reply), .withdraw(_, _, let reply), .say(_, _, _, _, let reply), .wake(let reply):
      reply.resume(returning: .failure(error))
    case .presence(_, _, let reply): reply?.resume(returning: .failure(error))
    case .arrival(let arrival): arrival.fail(error)
    case .tick: break
    }
  }

  var reply: Reply? {
    switch self {
    case .ask(_, let reply), .withdraw(_, _, let reply), .say(_, _, _, _, let reply), .wake(let reply): reply
    case .presence(_, _, let reply): reply
    case .arrival, .tick: nil
    }
  }

  /// Whether it is worth loading a room that is not in memory.
  var wakes: Bool { if case .tick = self { false } else { true } }
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
  func fairly(using random: inout some RandomNumberGenerator) -> [Letter] {
    var rivals: [Rivalry: [Int]] = [:]
    for (place, letter) in enumerated() {
      guard case .ask(let ask, _) = letter, let actor = ask.actor, let basis = ask.basis else { continue }
      rivals[Rivalry(actor: actor, basis: basis), default: []].append(place)
    }
    var letters = self
    for places in rivals.values where places.count > 1 {
      for (place, other) in zip(places, places.shuffled(using: &random)) { letters[place] = self[other] }
    }
    return letters
  }
}

private struct Rivalry: Hashable {
  let actor: String
  let basis: Int64
}
