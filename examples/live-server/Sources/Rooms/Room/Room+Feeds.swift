internal import RulesLang
internal import Storage
internal import Validator

/// Who follows a room, and what they are told.
extension Room {
  /// Lets a user follow something.
  ///
  /// - Parameter last: the id of the last message that the user has seen of it.
  public func subscribe(
    _ user: String, to kind: FeedKind, after last: String?
  ) async throws(RoomError) -> Feed {
    noteActivity()
    guard feeds.values.count(where: { $0.user == user }) < settings.mostFeeds else {
      throw .tooMany("you follow this too often")
    }
    return try await deliver { .arrival(Arrival(user: user, wish: .follow(kind, after: last, $0))) }
  }

  /// Shows the room to somebody who has come. From now on they are told of each change.
  func show(_ arrival: Arrival) {
    guard let play else { return arrival.fail(.unavailable) }
    let user = arrival.user
    leaving.removeValue(forKey: user)?.cancel()
    if memories[user] == nil { memories[user] = FeedMemory() }
    switch arrival.wish {
    case .look(let answer):
      // Whoever does not follow anything soon is gone again.
      if !isFollowing(user) { awaitReturn(of: user) }
      answer.resume(returning: .success(look(at: play, as: user)))
    case .follow(let kind, let last, let answer):
      lastFeed += 1
      let (feed, writer) = FeedWriter.make(lastFeed, user: user, kind: kind)
      feeds[lastFeed] = writer
      for message in opening(of: kind, for: user, after: last, play) { _ = writer.write(message) }
      answer.resume(returning: .success(feed))
    }
  }

  /// Ends a subscription. Whoever has no other is gone for now.
  public func unsubscribe(_ feed: Int) {
    guard let writer = feeds.removeValue(forKey: feed) else { return }
    writer.cut()
    if !isFollowing(writer.user) { lost(writer.user) }
  }

  private func isFollowing(_ user: String) -> Bool { feeds.values.contains { $0.user == user } }

  /// What a subscription begins with.
  private func opening(of kind: FeedKind, for user: String, after last: String?, _ play: Play) -> [FeedMessage] {
    let memory = memories[user] ?? FeedMemory()
    switch kind {
    case .stateDelta:
      if let last, let revision = Int64(last) {
        if revision == play.table.revision { return [] }
        if let changes = memory.changes(from: revision) { return changes }
      }
      return [FeedTexts.view(play.table.view(for: user), revision: play.table.revision)]
    case .logEvent:
      return last.flatMap { memory.messages(of: kind, after: $0) } ?? []
    case .turnUpdate:
      if let last, let missed = memory.messages(of: kind, after: last) { return missed }
      return [turnMessage(to: user, [], play)]
    case .chatMessage:
      let seen = last.flatMap { Int64($0) } ?? 0
      return play.chat.filter { $0.number > seen && $0.reaches(user, owner: interaction.owner) }
        .map(FeedTexts.chat)
    }
  }

  // MARK: Telling

  /// Those for whom changes are worked out.
  var audience: [String] { memories.keys.sorted() }

  /// Tells everyone what has happened.
  func publish(_ record: Record) {
    guard let play else { return }
    for change in record.changes {
      for delta in change.deltas {
        guard let user = delta.viewer else { continue }
        tell(FeedTexts.change(delta), of: .stateDelta, to: user)
        if let lines = FeedTexts.lines(delta) { tell(lines, of: .logEvent, to: user) }
        let turns = delta.events.filter { change.turns.contains($0.event) }
        if !turns.isEmpty { tell(turnMessage(to: user, turns, play), of: .turnUpdate, to: user) }
      }
    }
    for user in record.queueChanged where memories[user] != nil {
      tell(turnMessage(to: user, [], play, ended: record.ended[user] ?? []), of: .turnUpdate, to: user)
    }
    for message in record.said {
      for user in memories.keys where message.reaches(user, owner: interaction.owner) {
        tell(FeedTexts.chat(message), of: .chatMessage, to: user)
      }
    }
    for told in record.aboutRules { tellOwner(told) }
  }

  /// Tells the owner of an interaction something about its rules.
  func tellOwner(_ told: JSONValue) {
    guard let play, memories[interaction.owner] != nil else { return }
    tell(FeedTexts.aboutRules(told, revision: play.table.revision), of: .logEvent, to: interaction.owner)
  }

  private func tell(_ message: FeedMessage, of kind: FeedKind, to user: String) {
    memories[user]?.keep(message, of: kind)
    for (number, writer) in feeds where writer.user == user && writer.kind == kind {
      if !writer.write(message) { unsubscribe(number) }
    }
  }

  private func turnMessage(
    to user: String, _ turns: [Verdict.Event], _ play: Play, ended: [JSONValue] = []
  ) -> FeedMessage {
    lastTurnMessage += 1
    return FeedTexts.turns(
      turns, queue: play.queue.filter { $0.deed.user == user }, ended: ended, revision: play.table.revision,
      id: "\(play.table.revision).\(lastTurnMessage)")
  }

  // MARK: Coming and going

  /// Nothing connects a user to the room any more: perhaps only for a moment.
  private func lost(_ user: String) {
    saveSoon()
    awaitReturn(of: user)
  }

  /// Reports that a user is gone, unless they are back in time.
  func awaitReturn(of user: String) {
    leaving.removeValue(forKey: user)?.cancel()
    leaving[user] = Task {
      try? await Task.sleep(for: settings.grace)
      guard !Task.isCancelled, !isFollowing(user) else { return }
      leaving[user] = nil
      memories[user] = nil
      post(.presence(user, isHere: false, nil))
    }
  }

  /// Who was here when the room was last in memory may be gone, and who is here may have come since.
  func reconcilePresence() {
    guard let play else { return }
    for user in play.present where !isFollowing(user) && leaving[user] == nil { awaitReturn(of: user) }
    for user in memories.keys where !play.present.contains(user) { post(.presence(user, isHere: true, nil)) }
  }

  /// A user leaves and says so.
  public func leave(_ user: String) async throws(RoomError) {
    noteActivity()
    leaving.removeValue(forKey: user)?.cancel()
    for (number, writer) in feeds where writer.user == user {
      feeds[number] = nil
      writer.end()
    }
    memories[user] = nil
    saveSoon()
    _ = try await deliver { .presence(user, isHere: false, $0) }
  }

  func cutFeeds() {
    for writer in feeds.values { writer.cut() }
    feeds = [:]
  }
}
