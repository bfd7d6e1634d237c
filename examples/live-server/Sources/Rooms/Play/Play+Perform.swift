internal import RulesLang
internal import Validator

/// What users and the host ask for, done to the play. None of it waits for anything, and all of it ends.
extension Play {
  /// What is needed besides the play itself.
  struct Circumstances: Sendable {
    /// The room's own clock, in seconds.
    let now: Int64
    /// The faces of a test; nil where chance throws.
    let testDice: [Int]?
    /// The rules as they are written by now; nil where they are those of the play, or do not fit it.
    var newRules: RuleSet?
  }

  /// Why a request is not even judged.
  enum Objection: Error, Sendable, Hashable {
    /// Somebody has acted for the same actor since the revision that the user saw.
    case conflict(revision: Int64)
    /// So many of a user's requests wait already.
    case queueIsFull
    /// It goes back to a turn that began before the snapshot from which the room was read: to be asked again when
    /// ``Play/turns`` are known.
    case turnsUnknown
  }

  static let mostQueued = 16

  /// Does what a user asks for, with all that the host has to do then.
  ///
  /// Where turns have to be learned first, this play and the record are in the middle of it, and of no use any more.
  ///
  /// - Returns: the outcome as JSON, the same again for a request that comes again.
  mutating func take(
    _ ask: Ask, _ circumstances: Circumstances, into record: inout Record
  ) throws(Objection) -> String {
    if let key = ask.key, let answer = answers[ask.user, key] { return answer }
    if let basis = ask.basis, basis < max(oldestBasis, ask.actor.flatMap { acted[$0] } ?? 0) {
      // Of an actor who is concealed from them users hear what they hear of one that does not exist.
      guard basis >= oldestBasis, let refusal = refusalOfUnknown(ask, circumstances) else {
        throw .conflict(revision: table.revision)
      }
      return refusal
    }
    let performed = perform(ask.deed, key: ask.key, queued: nil, circumstances, into: &record)
    let outcome = outcome(of: performed, to: ask, circumstances, into: &record)
    if let outcome { answers.keep(outcome, for: ask.user, key: ask.key) }
    try follow(performed, circumstances, into: &record)
    guard let outcome else { throw .queueIsFull }
    return outcome
  }

  /// - Returns: nil where it would have to wait, and so many do already.
  private mutating func outcome(
    of performed: Performed, to ask: Ask, _ circumstances: Circumstances, into record: inout Record
  ) -> String? {
    let verdict = performed.verdict
    if performed.isDone { return Self.outcome("done", verdict, revision: performed.revision) }
    guard ask.mayWait, verdict.isLater else { return Self.outcome("refused", verdict, revision: table.revision) }
    guard queue.count(where: { $0.deed.user == ask.user }) < Self.mostQueued else { return nil }
    let queued = keep(ask.deed, key: ask.key, now: circumstances.now, into: &record)
    return Self.outcome("queued", verdict, revision: table.revision, queued: queued)
  }

  /// The refusal of a request that names what its user knows nothing of; nil for any other request.
  private func refusalOfUnknown(_ ask: Ask, _ circumstances: Circumstances) -> String? {
    let verdict = table.judge(table.request(json: ask.deed.body, user: ask.user, now: circumstances.now))
    guard verdict.reasons.contains(where: { $0.rule == "request.unknown" }) else { return nil }
    return Self.outcome("refused", verdict, revision: table.revision)
  }

  /// Does what the host reports; nothing where the rules do not declare it.
  mutating func report(
    _ deed: Deed, _ circumstances: Circumstances, into record: inout Record
  ) throws(Objection) {
    let performed = perform(deed, key: nil, queued: nil, circumstances, into: &record)
    try follow(performed, circumstances, into: &record)
  }

  /// Lets time pass.
  mutating func tick(_ circumstances: Circumstances, into record: inout Record) throws(Objection) {
    var dice = dice(circumstances)
    let revision = table.revision
    let performed = table.tick(now: circumstances.now, viewers: record.audience) { dice.roll($0) }
    noteFaults(performed, into: &record)
    guard table.revision != revision else { return }
    let events = note(performed, into: &record)
    log(.ticked, now: circumstances.now, dice: dice.thrown, events: events.map(\.stored), into: &record)
    noteTurn(events)
    try follow(performed, circumstances, into: &record)
  }

  /// Takes a user's waiting request back.
  ///
  /// - Returns: false where there is none.
  mutating func withdraw(_ queued: Int64, of user: String, now: Int64, into record: inout Record) -> Bool {
    let item = queue.first { $0.ownNumber == queued && $0.deed.user == user }
    guard let item else { return false }
    drop(item.number, now: now, into: &record)
    return true
  }

  /// - Returns: the message's number, as who says it counts.
  mutating func say(
    _ text: String, from user: String, to audience: ChatMessage.Audience, key: String?, at: Int64, now: Int64,
    into record: inout Record
  ) -> String {
    if let key, let answer = answers[user, key] { return answer }
    let message = ChatMessage(number: chatCount + 1, from: user, to: audience, text: text, at: at)
    keep(message, key: key)
    log(.said(message, key: key), now: now, into: &record)
    record.said.append(message)
    return answer(message)
  }

  // MARK: Parts

  private func dice(_ circumstances: Circumstances) -> Dice {
    Dice(circumstances.testDice.map { .fixed($0, from: thrown) } ?? .random)
  }

  @discardableResult
  mutating func perform(
    _ deed: Deed, key: String?, queued: Int64?, _ circumstances: Circumstances, into record: inout Record
  ) -> Performed {
    var dice = dice(circumstances)
    let revision = table.revision
    let request = table.request(json: deed.body, user: deed.user, now: circumstances.now)
    let performed = table.perform(request, viewers: record.audience) { dice.roll($0) }
    noteFaults(performed, into: &record)
    guard table.revision != revision else { return performed }
    let events = note(performed, into: &record)
    if performed.isDone { noteDone(deed, queued: queued) }
    log(
      .asked(deed, key: key, queued: queued), now: circumstances.now, dice: dice.thrown, events: events.map(\.stored),
      into: &record)
    noteTurn(events)
    return performed
  }

  /// Notes what viewers are told, and what the rules tell the host.
  ///
  /// - Returns: what happened, by fact.
  private mutating func note(_ performed: Performed, into record: inout Record) -> [Verdict.Event] {
    let events = performed.truth.events
    record.tags.formUnion(performed.tags)
    record.changes.append(
      Record.Change(
        revision: table.revision, deltas: performed.deltas,
        turns: Set(events.filter { $0.tags.contains("turn") }.map(\.event))))
    noteOutcomes(events)
    if !performed.tags.isDisjoint(with: ["pause", "complete"]) { handoverDue = number + 1 }
    return events
  }

  /// Notes where the rules themselves failed, so that their designer hears of it.
  private func noteFaults(_ performed: Performed, into record: inout Record) {
    var faults = performed.ticks.flatMap(\.truth.dropped)
    let verdict = performed.verdict.truth
    faults += verdict.dropped + verdict.reasons.filter(\.isFault)
    record.faults += faults.map { "the rules failed: \($0.message) (\($0.rule), \($0.source))" }
  }

  /// What a change brings with it for the host: going back, new rules, and requests whose time has come.
  private mutating func follow(
    _ performed: Performed, _ circumstances: Circumstances, into record: inout Record
  ) throws(Objection) {
    var circumstances = circumstances
    if performed.tags.contains("rollback") {
      try goBack(as: performed, circumstances, into: &record)
    } else if performed.tags.contains("turn") {
      move(&circumstances, into: &record)
    }
    if performed.isDone || !performed.ticks.isEmpty { try serveQueue(circumstances, into: &record) }
  }

  /// Does what has waited and can be done now, first come, first served. What is refused for another reason than that
  /// its time has not come waits no longer.
  mutating func serveQueue(_ circumstances: Circumstances, into record: inout Record) throws(Objection) {
    var circumstances = circumstances
    var waiting = queue[...]
    while let item = waiting.popFirst() {
      let performed = perform(item.deed, key: nil, queued: item.number, circumstances, into: &record)
      let verdict = performed.verdict
      guard performed.isDone || !verdict.isLater else { continue }
      if !performed.isDone { drop(item.number, now: circumstances.now, into: &record) }
      let outcome = Self.outcome(performed.isDone ? "done" : "refused", verdict, revision: table.revision)
      if let user = item.deed.user {
        record.queueChanged.insert(user)
        record.ended[user, default: []].append(Self.ended(item, outcome))
      }
      if performed.tags.contains("rollback") {
        try goBack(as: performed, circumstances, into: &record)
      } else if performed.tags.contains("turn") {
        move(&circumstances, into: &record)
      }
      // What had to wait before it may be done now.
      if performed.isDone { waiting = queue[...] }
    }
  }

  /// - Returns: the number that the user knows it by.
  private mutating func keep(_ deed: Deed, key: String?, now: Int64, into record: inout Record) -> Int64 {
    let ownNumber = (deed.user.flatMap { lastOwnQueued[$0] } ?? 0) + 1
    let queued = Queued(number: lastQueued + 1, ownNumber: ownNumber, deed: deed)
    enqueue(queued)
    log(.kept(queued, key: key), now: now, into: &record)
    if let user = deed.user { record.queueChanged.insert(user) }
    return ownNumber
  }

  private mutating func drop(_ queued: Int64, now: Int64, into record: inout Record) {
    if let user = queue.first(where: { $0.number == queued })?.deed.user { record.queueChanged.insert(user) }
    queue.removeAll { $0.number == queued }
    log(.dropped(queued: queued), now: now, into: &record)
  }
}

// MARK: What both doing and doing again note

extension Play {
  mutating func enqueue(_ queued: Queued) {
    queue.append(queued)
    lastQueued = max(lastQueued, queued.number)
    if let user = queued.deed.user { lastOwnQueued[user] = queued.ownNumber }
  }

  mutating func keep(_ message: ChatMessage, key: String?) {
    chatCount = message.number
    chatCounts.add(message)
    chat.append(message)
    if chat.count > Self.mostChat { chat.removeFirst() }
    answers.keep(answer(message), for: message.from, key: key)
  }

  mutating func noteDone(_ deed: Deed, queued: Int64?) {
    if let queued { queue.removeAll { $0.number == queued } }
    if let actor = deed.arguments["actor"]?.string, deed.user != nil { acted[actor] = table.revision }
    if let (user, isHere) = Presence.told(by: deed) {
      if isHere { present.insert(user) } else { present.remove(user) }
    }
  }

  mutating func noteOutcomes(_ events: [Verdict.Event]) {
    outcomes += events.filter { $0.tags.contains("outcome") }.map(\.stored)
  }

  /// Remembers the state where a turn has begun. Where one is given back, it is the earlier beginning that counts.
  mutating func noteTurn(_ events: [Verdict.Event]) {
    guard let turn = events.last(where: { $0.tags.contains("turn") }),
      !events.contains(where: { $0.tags.contains("rollback") })
    else { return }
    turns.append(
      Turn(number: number, arguments: turn.values, table: table, outcomes: outcomes.count, present: present))
  }

  static func outcome(_ status: String, _ verdict: Verdict, revision: Int64, queued: Int64? = nil) -> String {
    let mark = queued.map { #","queued":\#($0)"# } ?? ""
    return #"{"status":"\#(status)","revision":\#(revision)\#(mark),"verdict":\#(verdict.json)}"#
  }

  /// The answer to who has just said something.
  private func answer(_ message: ChatMessage) -> String { #"{"number":\#(chatCounts.count(of: message.from))}"# }

  /// What is told of a request that waits no longer.
  private static func ended(_ item: Queued, _ outcome: String) -> JSONValue {
    let json = (try? JSONReader().read(outcome)) ?? [:]
    return JSONValue(.object([.init("queued", item.ownNumber)] + (json.members ?? [])))
  }
}

extension Verdict.Event {
  /// As it stands in the log, by fact.
  var stored: JSONValue {
    var members: [JSONValue.Member] = [.init("event", event), .init(key: "arguments", value: arguments)]
    if let message { members.append(.init("message", message)) }
    members.append(.init("tags", JSONValue(.array(tags.map { JSONValue(.string($0)) }))))
    return JSONValue(.object(members))
  }

  /// The values of its arguments.
  var values: [JSONValue] { arguments.members?.map(\.value) ?? [] }
}
