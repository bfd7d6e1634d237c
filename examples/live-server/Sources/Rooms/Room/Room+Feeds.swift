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
    return try await deliver { .arrival(Arrival(user: user, wish: .follow(kind, after: last, $0))) }
  }

  /// Lets in who has come, and out who leaves.
  func receive(_ visit: Letter) {
    switch visit {
    case .arrival(let arrival): show(arrival)
    case .leave(let user, _): dismiss(user)
    default: break
    }
  }

  /// Shows the room to somebody who has come. From now on they are told of each change.
  private func show(_ arrival: Arrival) {
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
      guard feeds.values.count(where: { $0.user == user }) < settings.mostFeeds else {
        if !isFollowing(user) { awaitReturn(of: user) }
        return answer.resume(returning: .failure(.tooMany("you follow this too often")))
      }
      lastFeed += 1
      let number = lastFeed
      let (feed, writer) = FeedWriter.make(number, user: user, kind: kind) { [weak self] in
        Task { await self?.unsubscribe(number) }
      }
      feeds[number] = writer
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
      return numbered(play.chat, for: user, play).filter { $0.number > seen }
        .map { FeedTexts.chat($0.message, number: $0.number) }
    }
  }

  /// Those of the messages that were said last that are for a user, with the numbers that they have to them.
  private func numbered(
    _ messages: [ChatMessage], for user: String, _ play: Play
  ) -> [(number: Int64, message: ChatMessage)] {
    let own = messages.filter { $0.reaches(user) }
    let first = play.chatCounts.count(of: user) - Int64(own.count) + 1
    return zip(first..., own).map { (number: $0, message: $1) }
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
    for user in memories.keys {
      for (number, message) in numbered(record.said, for: user, play) {
        tell(FeedTexts.chat(message, number: number), of: .chatMessage, to: user)
      }
    }
    for told in record.aboutRules { tellOwner(told) }
  }

  /// Tells the owner of an interaction something about its rules.
  func tellOwner(_ told: JSONValue) {
    guard let play, memories[interaction.owner] != nil else { return }
    let id = nextID(for: interaction.owner, play)
    tell(FeedTexts.aboutRules(told, revision: play.table.revision, id: id), of: .logEvent, to: interaction.owner)
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
    FeedTexts.turns(
      turns, queue: play.queue.filter { $0.deed.user == user }, ended: ended, revision: play.table.revision,
      id: nextID(for: user, play))
  }

  /// An id for one of several messages about the same revision.
  private func nextID(for user: String, _ play: Play) -> String {
    "\(play.table.revision).\(memories[user]?.nextNumber() ?? 0)"
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
      post(.presence(user, isHere: false))
    }
  }

  /// Whether a user is here, or may be back soon.
  func isExpected(_ user: String) -> Bool { isFollowing(user) || leaving[user] != nil }

  /// Who was here when the room was last in memory may be gone, and who is here may have come since.
  func reconcilePresence() {
    guard let play else { return }
    for user in play.present where !isFollowing(user) && leaving[user] == nil { awaitReturn(of: user) }
    for user in memories.keys where !play.present.contains(user) { post(.presence(user, isHere: true)) }
  }

  /// A user leaves and says so.
  public func leave(_ user: String) async throws(RoomError) {
    noteActivity()
    _ = try await deliver { .leave(user, $0) }
  }

  private func dismiss(_ user: String) {
    leaving.removeValue(forKey: user)?.cancel()
    for (number, writer) in feeds where writer.user == user {
      feeds[number] = nil
      writer.end()
    }
    memories[user] = nil
    saveSoon()
  }

  func cutFeeds() {
    for writer in feeds.values { writer.cut() }
    feeds = [:]
  }
}
