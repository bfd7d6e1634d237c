internal import RulesLang
internal import Storage
internal import Validator

/// How a room comes out of the store, and into it.
extension Room {
  /// Reads the room: the snapshot, then all that was done behind it, and opens it.
  func load() async throws {
    if let doubtful {
      try await store.release(doubtful)
      self.doubtful = nil
    }
    guard let claim = try await store.claim(id, holder: settings.holder, seconds: settings.lease) else {
      throw RoomError.elsewhere
    }
    guard let snapshot = try await store.snapshot(of: id) else { throw RoomError.notFound }
    var play = try await replayed(from: snapshot, to: .max)
    savedNumber = snapshot.number
    handedOver = try await store.handover(of: id)?.number ?? 0
    clock.start(at: play.table.clock)
    var record = Record(audience: audience)
    play.open(Play.Circumstances(now: clock.now, testDice: interaction.testDice), into: &record)
    if !record.entries.isEmpty { try await append(record, openingUnder: claim) }
    self.claim = claim
    self.play = play
    noteActivity()
    publish(record)
    reconcilePresence()
    await keep(record)
  }

  private func append(_ record: Record, openingUnder claim: Claim) async throws {
    do { try await store.append(record.entries.map(\.stored), under: claim) } catch {
      doubtful = claim
      throw error
    }
  }

  /// Makes the play again that a snapshot and the log lead to.
  private func replayed(from snapshot: Snapshot, to number: Int64) async throws -> Play {
    let first = try await DamagedRecord.due(self.rules(of: snapshot), "the rules of a snapshot")
    var rules: Play.Rules = [first.digest: first]
    var play = try Play(snapshot, rules: first)
    while play.number < number {
      let stored = try await store.entries(of: id, after: play.number, limit: 500)
      if stored.isEmpty { break }
      for entry in try stored.map(Entry.init) where entry.number <= number {
        if rules[entry.rules] == nil { rules[entry.rules] = try await services.rules.rules(entry.rules) }
        try play.replay(entry, rules: rules)
      }
    }
    return play
  }

  /// The rules that a snapshot was played by. An opening that was made elsewhere names none: it is played by those that
  /// it follows, as they were when it was first read.
  private func rules(of snapshot: Snapshot) async throws -> RuleSet? {
    if !snapshot.rules.isEmpty { return try await services.rules.rules(snapshot.rules) }
    if let first = try await store.entries(of: id, after: 0, limit: 1).first {
      return try await services.rules.rules(Entry(first).rules)
    }
    let follows = try DamagedRecord.reading(snapshot.content)["room"]?["follows"]?.string
    return follows.flatMap(services.rules.current)
  }

  /// Learns of all turns since the interaction began, by doing everything again from there.
  ///
  /// - Returns: false where the store does not give them now. Turns that it never will give are as good as known.
  func learnTurns() async -> Bool {
    guard let present = play else { return false }
    do {
      guard let opening = try await store.opening(of: id) else { throw DamagedRecord("the opening is missing") }
      let past = try await replayed(from: opening, to: present.number)
      play?.turns = past.turns
    } catch {
      await services.errors.report("earlier turns could not be made again: \(error)", in: id)
      if error is StoreError { return false }
    }
    play?.knowsAllTurns = true
    return true
  }

  /// Has the room kept where the rules say so, handed over where it is paused or over.
  func keep(_ record: Record) async {
    if let misfit = record.misfit { rejectedRules = misfit }
    for fault in record.faults { await services.errors.report(fault, in: id) }
    if let due = play?.handoverDue, due > handedOver {
      saveSoon()
      await handOver(due)
    } else if record.tags.contains("snapshot") {
      saveSoon()
    }
  }

  /// Keeps a snapshot, not more often than the settings say.
  func saveSoon() {
    guard saving == nil, play != nil else { return }
    let wait = lastSaved.map { settings.snapshotInterval - (ContinuousClock.now - $0) } ?? .zero
    saving = Task {
      if wait > .zero { try? await Task.sleep(for: wait) }
      saving = nil
      await save()
    }
  }

  /// Keeps a snapshot now, unless nothing has happened since the last one.
  func save() async {
    guard let play, let claim, play.number > savedNumber else { return }
    lastSaved = .now
    do {
      try await store.replace(play.snapshot, under: claim)
      savedNumber = max(savedNumber, play.number)
    } catch StoreError.superseded {
      // It may have been read anew meanwhile, under a claim that holds.
      if self.claim == claim { await lose(StoreError.superseded) }
    } catch {
      // The log has it all; the next snapshot is tried as if this one had not been.
      await services.errors.report("a snapshot could not be kept: \(error)", in: id)
    }
  }

  /// Files what came of the interaction: the final state, the turn log, outcomes, and what was said.
  private func handOver(_ due: Int64) async {
    guard let play, let claim else { return }
    do {
      var entries: [LogEntry] = []
      while (entries.last?.number ?? 0) < play.number {
        let more = try await store.entries(of: id, after: entries.last?.number ?? 0, limit: 500)
        if more.isEmpty { break }
        entries += more
      }
      let content = Handover.content(play, entries: entries, withChat: settings.handsOverChat)
      try await store.hand(over: Handover(interaction: id, number: due, content: content), under: claim)
      handedOver = due
    } catch {
      await services.errors.report("what came of the interaction could not be handed over: \(error)", in: id)
    }
  }

  // MARK: Whose room it is

  /// Says that the room is still this server's.
  func renew() async {
    guard let claim else { return }
    do {
      let renewed = try await store.claim(id, holder: settings.holder, seconds: settings.lease)
      guard renewed != claim, self.claim == claim else { return }
      await lose(StoreError.superseded)
    } catch {
      // A later one may go through; if none does, the next write tells.
      await services.errors.report("the room could not be claimed again: \(error)", in: id)
    }
  }

  /// Drops what is in memory, as it may be something else than what is stored. Who follows comes back, and finds what
  /// the store has.
  func lose(_ error: any Error) async {
    play = nil
    doubtful = claim ?? doubtful
    claim = nil
    cutFeeds()
    memories = [:]
    await services.errors.report("the room is read anew: \(error)", in: id)
  }

  func giveBack() async {
    guard let claim = claim ?? doubtful else { return }
    (self.claim, doubtful) = (nil, nil)
    do { try await store.release(claim) } catch {
      await services.errors.report("the room could not be given back: \(error)", in: id)
    }
  }
}

extension Handover {
  /// `{"state": {…}, "turnLog": […], "outcomes": […], "chat": […]}`.
  fileprivate static func content(_ play: Play, entries: [LogEntry], withChat: Bool) -> String {
    let parsed = entries.map { (number: $0.number, json: (try? JSONReader().read($0.content)) ?? [:]) }
    let said = parsed.compactMap { $0.json["chat"] }
    let done = parsed.filter { $0.json["chat"] == nil }.map(\.json)
    var members: [JSONValue.Member] = [
      .init("turnLog", JSONValue(.array(done))), .init("outcomes", JSONValue(.array(play.outcomes))),
    ]
    if withChat { members.append(.init("chat", JSONValue(.array(said)))) }
    let rest = JSONWriter.text(of: JSONValue(.object(members)))
    return #"{"state":\#(play.table.snapshot),\#(rest.dropFirst())"#
  }
}
