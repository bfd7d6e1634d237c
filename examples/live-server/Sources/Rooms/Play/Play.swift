internal import RulesLang
internal import Validator

/// What is in play in a room, and nothing else: a value without clock, sockets or store.
///
/// Whatever happens goes through ``log(_:now:dice:events:into:)`` and so into an entry, and the same entries make the
/// same play again (`Play+Replay.swift`). A room works on a copy and takes it for its own once the entries are stored, so
/// nobody hears of what could still be lost. A copy costs nothing: states share what they have in common.
struct Play: Sendable {
  /// The name of the rules that it goes along with when these are edited.
  let follows: String
  var table: State
  /// Of the last entry.
  private(set) var number: Int64 = 0
  /// Requests that wait for their time, in the order in which they came.
  var queue: [Queued] = []
  var lastQueued: Int64 = 0
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

  init(audience: [String] = []) { self.audience = audience }

  /// One change of the state.
  struct Change: Sendable {
    let revision: Int64
    let deltas: [Delta]
    /// The names of events with which a turn began.
    let turns: Set<String>
  }
}

/// The answers that were given last, for requests that come again with their keys.
struct Answers: Sendable {
  private struct Name: Sendable, Hashable {
    let user: String
    let key: String
  }
  private var texts: [Name: String] = [:]
  private var order: [Name] = []

  static let limit = 128

  subscript(user: String, key: String) -> String? { texts[Name(user: user, key: key)] }

  mutating func keep(_ text: String, for user: String, key: String?) {
    guard let key else { return }
    let name = Name(user: user, key: key)
    if texts.updateValue(text, forKey: name) == nil { order.append(name) }
    if order.count > Self.limit { texts[order.removeFirst()] = nil }
  }

  /// So many go into a snapshot: who asks again does so soon.
  private static let mostKept = 32

  /// Oldest first.
  var json: JSONValue {
    JSONValue(
      .array(
        order.suffix(Self.mostKept).compactMap { name in
          texts[name].map { [JSONValue(.string(name.user)), JSONValue(.string(name.key)), JSONValue(.string($0))] }
        }.map { JSONValue(.array($0)) }))
  }

  init() {}

  init(_ json: JSONValue?) {
    for answer in json?.elements ?? [] {
      let parts = (answer.elements ?? []).compactMap(\.string)
      if parts.count == 3 { keep(parts[2], for: parts[0], key: parts[1]) }
    }
  }
}
