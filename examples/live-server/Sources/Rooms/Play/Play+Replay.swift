internal import RulesLang
internal import Storage
internal import Validator

/// Making a play again of what a store holds: a snapshot, and the entries behind it.
extension Play {
  /// The rules that a store holds, by digest.
  typealias Rules = [String: RuleSet]

  /// Does again what an entry says was done.
  ///
  /// - Throws: ``DamagedRecord`` where it comes to something else.
  mutating func replay(_ entry: Entry, rules: Rules) throws {
    var dice = Dice(.recorded(entry.dice))
    var record = Record()
    var events: [Verdict.Event] = []
    switch entry.kind {
    case .asked(let deed, let key, let queued):
      let request = table.request(json: deed.body, user: deed.user, now: entry.now)
      let performed = table.perform(request) { dice.roll($0) }
      events = again(performed)
      if performed.isDone { noteDone(deed, queued: queued) }
      if let user = deed.user, key != nil {
        let status = performed.isDone ? "done" : "refused"
        answers.keep(Self.outcome(status, performed.verdict, revision: performed.revision), for: user, key: key)
      }
    case .ticked:
      events = again(table.tick(now: entry.now) { dice.roll($0) })
    case .kept(let queued, let key):
      enqueue(queued)
      if let user = queued.deed.user, key != nil {
        let verdict = table.judge(table.request(json: queued.deed.body, user: user, now: entry.now))
        answers.keep(
          Self.outcome("queued", verdict, revision: table.revision, queued: queued.ownNumber), for: user, key: key)
      }
    case .dropped(let queued): queue.removeAll { $0.number == queued }
    case .wentBack(let to, let count, let snapshot):
      table = try DamagedRecord.due(rules[entry.rules], "the rules of an entry")
        .state(snapshot: JSONWriter.text(of: snapshot), replaying: true)
      forget(turnsAfter: to, outcomes: count)
    case .moved:
      table = try table.moved(to: DamagedRecord.due(rules[entry.rules], "the rules of an entry")).state
    case .said(let message, let key): keep(message, key: key)
    }
    log(entry.kind, now: entry.now, dice: entry.dice, into: &record)
    noteTurn(events)
    guard entry.number == number, entry.revision == table.revision, entry.rules == table.rules.digest else {
      throw DamagedRecord("entry \(entry.number) does not come to what it came to at first")
    }
  }

  private mutating func again(_ performed: Performed) -> [Verdict.Event] {
    if !performed.tags.isDisjoint(with: ["pause", "complete"]) { handoverDue = number + 1 }
    guard !performed.tags.isDisjoint(with: ["turn", "rollback", "outcome"]) else { return [] }
    let events = performed.truth.events
    noteOutcomes(events)
    return events
  }

  // MARK: Snapshots

  /// What a room keeps: the state, and all that does not stand in it.
  var snapshot: Snapshot {
    let room: JSONValue = [
      "follows": JSONValue(.string(follows)), "thrown": JSONValue(.integer(Int64(thrown))),
      "queue": JSONValue(.array(queue.map(\.json))), "lastQueued": JSONValue(.integer(lastQueued)),
      "lastOwnQueued": Self.json(lastOwnQueued),
      "present": JSONValue(.array(present.sorted().map { JSONValue(.string($0)) })), "answers": answers.json,
      "acted": Self.json(acted),
      "oldestBasis": JSONValue(.integer(oldestBasis)),
      "chat": JSONValue(.array(chat.map(\.stored))), "chatCount": JSONValue(.integer(chatCount)),
      "chatCounts": chatCounts.json,
      "outcomes": JSONValue(.array(outcomes)), "handoverDue": handoverDue.map { JSONValue(.integer($0)) } ?? nil,
    ]
    return Snapshot(
      number: number, rules: table.rules.digest,
      content: #"{"room":\#(JSONWriter.text(of: room)),"state":\#(table.snapshot)}"#)
  }

  private static func json(_ numbers: [String: Int64]) -> JSONValue {
    JSONValue(.object(numbers.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, $0.value) }))
  }

  /// - Parameter rules: those that the snapshot names.
  init(_ snapshot: Snapshot, rules: RuleSet) throws {
    let json = try DamagedRecord.reading(snapshot.content)
    let room = json["room"] ?? [:]
    let state = try DamagedRecord.due(json["state"], "the state of a snapshot")
    self.init(
      try rules.state(snapshot: JSONWriter.text(of: state), replaying: true),
      follows: try DamagedRecord.due(room["follows"]?.string, "the name of the rules of a snapshot"),
      number: snapshot.number, thrown: Int(room["thrown"]?.integer ?? 0))
    queue = try (room["queue"]?.elements ?? []).map { try Queued($0) }
    lastQueued = room["lastQueued"]?.integer ?? 0
    for member in room["lastOwnQueued"]?.members ?? [] { lastOwnQueued[member.key] = member.value.integer }
    present = Set((room["present"]?.elements ?? []).compactMap(\.string))
    answers = Answers(room["answers"])
    for member in room["acted"]?.members ?? [] { acted[member.key] = member.value.integer }
    oldestBasis = room["oldestBasis"]?.integer ?? 0
    chat = try (room["chat"]?.elements ?? []).map { try ChatMessage(stored: $0) }
    chatCount = room["chatCount"]?.integer ?? 0
    chatCounts = ChatCounts(room["chatCounts"])
    outcomes = room["outcomes"]?.elements ?? []
    handoverDue = room["handoverDue"]?.integer
  }
}
