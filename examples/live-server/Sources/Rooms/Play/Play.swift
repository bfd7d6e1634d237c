internal import RulesLang
internal import Validator

/// What is in play in a room, and nothing else: a value without clock, sockets or store.
///
/// Whatever happens goes through ``log(_:now:dice:events:into:)`` and so into an entry, and the same entries make the
/// same play again (`Play+Replay.swift`). A room works on a copy and takes it for its own once the entries are stored,
/// so nobody hears of what could still be lost. A copy costs nothing: states share what they have in common.
struct Play: Sendable {
  /// The name of the rules that it goes along with when these are edited.
  let follows: String
  var table: State
  /// Of the last entry.
  private(set) var number: Int64 = 0
  /// Requests that wait for their time, in the order in which they came.
  var queue: [Queued] = []
  var lastQueued: Int64 = 0
  /// The last number of each user's own.
  var lastOwnQueued: [String: Int64] = [:]
  /// Who was reported to be at the table.
  var present: Set<String> = []
  var answers = Answers()
  /// The revision since which each actor has acted.
  var acted: [String: Int64] = [:]
  /// An older revision than this shows a state that is not the one that was gone on from.
  var oldestBasis: Int64 = 0
  /// What was said last; all of it stands in the log.
  var chat: [ChatMessage] = []
  var chatCount: Int64 = 0
  var chatCounts = ChatCounts()
  /// Events that the rules call outcomes, as they were told.
  var outcomes: [JSONValue] = []
  /// How many dice were thrown, as tests count them.
  private(set) var thrown = 0
  /// The entry behind which the interaction was paused or over last: what is to be handed over.
  var handoverDue: Int64?
  /// Where turns began, oldest first: what can be gone back to.
  var turns: [Turn] = []
  /// Whether ``turns`` holds all turns since the interaction began. Not so after a start from a snapshot.
  var knowsAllTurns = true

  /// The state as a turn begins.
  struct Turn: Sendable {
    /// Of the entry with which it began.
    let number: Int64
    /// The values of the event's arguments, which tell whose turn it is to whoever knows the rules.
    let arguments: [JSONValue]
    let table: State
    let outcomes: Int
    /// Who was reported to be at the table.
    let present: Set<String>
  }

  /// So much chat is kept for those who come back.
  static let mostChat = 200

  /// - Parameter table: how it begins.
  init(_ table: State, follows: String) {
    self.table = table
    self.follows = follows
  }

  /// Goes on behind an entry that was kept in a snapshot.
  init(_ table: State, follows: String, number: Int64, thrown: Int) {
    self.init(table, follows: follows)
    self.number = number
    self.thrown = thrown
    knowsAllTurns = number == 0
  }

  /// Notes what has just happened.
  @discardableResult
  mutating func log(
    _ kind: Entry.Kind, now: Int64, dice: [Int] = [], events: [JSONValue] = [], into record: inout Record
  ) -> Int64 {
    number += 1
    thrown += dice.count
    record.entries.append(
      Entry(
        number: number, kind: kind, now: now, dice: dice, rules: table.rules.digest, revision: table.revision,
        events: events))
    return number
  }
}

/// What came about while a room did one thing after the other: to be stored, and then to be told.
struct Record: Sendable {
  /// Who is told of changes of the state.
  let audience: [String]
  var entries: [Entry] = []
  var changes: [Change] = []
  /// What the rules tell the host.
  var tags: Set<String> = []
  var said: [ChatMessage] = []
  /// What became of requests that waited, by user.
  var ended: [String: [JSONValue]] = [:]
  /// Whose waiting requests are others now.
  var queueChanged: Set<String> = []
  /// What the rules failed at, for their designer.
  var faults: [String] = []
  /// What the owner hears about the rules themselves.
  var aboutRules: [JSONValue] = []
  /// The digest of rules that the state does not fit.
  var misfit: String?

  init(audience: [String] = []) { self.audience = audience }

  /// One change of the state.
  struct Change: Sendable {
    let revision: Int64
    let deltas: [Delta]
    /// The names of events with which a turn began.
    let turns: Set<String>
  }
}

/// The answers that were given last, for requests that come again with their keys. Each user has so many of their own,
/// so that nobody who asks a lot makes the server forget what it answered to another.
struct Answers: Sendable {
  private struct Given: Sendable {
    let key: String
    let text: String
  }
  /// By user, oldest first.
  private var given: [String: [Given]] = [:]

  static let limit = 64

  subscript(user: String, key: String) -> String? { given[user]?.last { $0.key == key }?.text }

  mutating func keep(_ text: String, for user: String, key: String?) {
    guard let key else { return }
    var own = given[user] ?? []
    own.removeAll { $0.key == key }
    own.append(Given(key: key, text: text))
    given[user] = own.suffix(Self.limit)
  }

  /// So many of each go into a snapshot: who asks again does so soon.
  private static let mostKept = 32

  /// By user, oldest first.
  var json: JSONValue {
    let kept = given.sorted { $0.key < $1.key }.flatMap { user, own in
      own.suffix(Self.mostKept).map { JSONValue(.array([user, $0.key, $0.text].map { JSONValue(.string($0)) })) }
    }
    return JSONValue(.array(kept))
  }

  init() {}

  init(_ json: JSONValue?) {
    for answer in json?.elements ?? [] {
      let parts = (answer.elements ?? []).compactMap(\.string)
      if parts.count == 3 { keep(parts[2], for: parts[0], key: parts[1]) }
    }
  }
}
