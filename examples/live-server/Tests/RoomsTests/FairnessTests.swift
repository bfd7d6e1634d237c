import RulesLang
import Storage
import Testing
import Validator

@testable import Rooms

/// What one user can take from another, or learn of them.
struct FairnessTests {
  @Test func whoAsksOftenHasNoMoreOfAChance() async {
    var first: [String: Int] = [:]
    var ordered = true
    _ = await withCheckedContinuation { (reply: Letter.Reply) in
      func ask(_ user: String, _ key: Int) -> Letter {
        .ask(Ask(user: user, action: "x", arguments: ["actor": "a"], basis: 7, key: "\(key)"), reply)
      }
      let letters = (0..<9).map { ask("ann", $0) } + [ask("ben", 9)]
      var random = SystemRandomNumberGenerator()
      for _ in 0..<1_000 {
        let asks = letters.fairly(using: &random).compactMap { if case .ask(let ask, _) = $0 { ask } else { nil } }
        first[asks.first?.user ?? "?", default: 0] += 1
        ordered = ordered && asks.filter { $0.user == "ann" }.compactMap(\.key) == (0..<9).map { "\($0)" }
      }
      reply.resume(returning: .success(""))
    }
    #expect((400...600).contains(first["ben"] ?? 0), "\(first)")
    // What one user asks for stays in its order.
    #expect(ordered)
  }

  @Test func nobodyPushesTheAnswersOfOthersOut() async throws {
    let race = try await Race()
    try await race.ask("olga", "start")
    let first = try await race.ask("ann", "run", ["actor": "a"], key: "1")
    for key in 0..<300 { try await race.ask("ben", "start", key: "\(key)") }
    #expect(try await race.ask("ann", "run", ["actor": "a"], key: "1").text == first.text)
    // Nor out of a snapshot.
    await race.rooms.close()
    let restarted = try await Race(store: race.store)
    #expect(try await restarted.ask("ann", "run", ["actor": "a"], key: "1").text == first.text)
  }

  @Test func nobodyFollowsMoreThanTheyMay() async throws {
    let race = try await Race(settings: Race.settings { $0.mostFeeds = 4 })
    let room = try await race.room()
    await race.store.hold()
    let feeds = await withTaskGroup(of: Feed?.self) { group in
      for _ in 0..<20 { group.addTask { try? await room.subscribe("ann", to: .chatMessage, after: nil) } }
      group.addTask {
        try? await wait { await race.store.isHolding }
        try? await Task.sleep(for: .milliseconds(20))
        await race.store.release()
        return nil
      }
      return await group.reduce(into: [Feed]()) { if let feed = $1 { $0.append(feed) } }
    }
    #expect(feeds.count == 4)
    #expect(await room.feeds.count == 4)
    for feed in feeds { await room.unsubscribe(feed.number) }
  }

  @Test func aMessageIsAsLongAsItTakesAndNotAsItLooks() async throws {
    let race = try await Race()
    let room = try await race.room()
    // One character to a reader, and a hundred kilobytes to everyone's memory.
    let text = "a" + String(repeating: "\u{301}", count: 50_000)
    #expect(text.count == 1)
    await #expect(throws: RoomError.invalid("a message has 1 to 2000 characters")) {
      try await room.say(text, from: "ann", to: "party", key: nil)
    }
  }

  // MARK: What is not for everyone

  @Test func aConflictTellsNothingOfAnActorWhoIsConcealed() async throws {
    let race = try await Race()
    try await race.ask("olga", "start")
    try await race.ask("ann", "rest", ["actor": "a"])
    try await race.ask("ben", "rest", ["actor": "b"])
    let basis = try await race.room().view(for: "ann").revision
    #expect(try await race.ask("cyd", "cheer", ["actor": "c"]).status == "done")
    // Who may see the actor is told; who may not hears what they hear of one that does not exist.
    await #expect(throws: RoomError.self) { try await race.ask("olga", "cheer", ["actor": "c"], basis: basis) }
    let hidden = try await race.ask("ann", "cheer", ["actor": "c"], basis: basis)
    let missing = try await race.ask("ann", "cheer", ["actor": "d"], basis: basis)
    #expect((hidden.status, missing.status) == ("refused", "refused"))
    #expect(hidden.messages.map { $0.replacing("`c`", with: "`d`") } == missing.messages)
  }

  @Test func nobodyCountsTheMessagesThatAreNotForThem() async throws {
    let race = try await Race()
    let room = try await race.room()
    let cyd = Listener(try await race.follow("cyd", .chatMessage))
    #expect(try await room.say("1", from: "ann", to: "party", key: nil) == #"{"number":1}"#)
    for text in ["2", "3"] { _ = try await room.say(text, from: "ann", to: "ben", key: nil) }
    _ = try await room.say("4", from: "ann", to: "dm", key: nil)
    #expect(try await room.say("5", from: "cyd", to: "party", key: nil) == #"{"number":2}"#)
    #expect(try await cyd.next()?["number"] == 1)
    #expect(try await cyd.next()?["number"] == 2)
    // Each goes on from their own numbers, also with a server that was started again.
    let restarted = try await Race(store: race.store)
    let later = Listener(try await restarted.follow("cyd", .chatMessage, after: "1"))
    #expect(try await later.next()?["text"] == "5")
    let owner = Listener(try await restarted.follow("olga", .chatMessage, after: "1"))
    #expect(try await owner.next()?["text"] == "4")
    #expect(try await owner.next()?["number"] == 3)
    let ben = Listener(try await restarted.follow("ben", .chatMessage))
    #expect([try await ben.next()?["number"], try await ben.next()?["number"]] == [1, 2])
    #expect([try await ben.next()?["number"], try await ben.next()?["number"]] == [3, 4])
  }

  @Test func nobodyCountsWhatOthersAreTold() async throws {
    let race = try await Race()
    try await race.ask("olga", "start")
    let ann = Listener(try await race.follow("ann", .turnUpdate))
    _ = try await ann.next()
    let first = ann.lastID
    let feeds = try await ["ben", "cyd"].concurrent { try await race.follow($0, .turnUpdate) }
    for number in 1...3 {
      #expect(try await race.ask("ben", "run", ["actor": "b"], mayWait: true).queued == Int64(number))
      _ = try await race.room().withdraw(Int64(number), of: "ben")
    }
    // Nor what others wait for.
    #expect(try await race.ask("cyd", "run", ["actor": "c"], mayWait: true).queued == 1)
    #expect(try await race.room().withdraw(1, of: "cyd") == #"{"withdrawn":true}"#)
    try await race.ask("ann", "rest", ["actor": "a"])
    _ = try await ann.next()
    // The second that she hears.
    let numbers = [first, ann.lastID].compactMap { $0?.split(separator: ".").last.flatMap { Int($0) } }
    #expect(numbers.count == 2 && numbers.last == (numbers.first ?? 0) + 1, "\(numbers)")
    for feed in feeds { await (try race.room()).unsubscribe(feed.number) }
  }

  // MARK: What somebody missed

  @Test func ownersHearOfTheirRulesThoughTheyComeBackLate() async throws {
    let folder = try RulesFolder(Race.folder)
    let race = try await Race(folder: folder.path, settings: Race.settings { $0.grace = .seconds(60) })
    let room = try await race.room()
    let feed = try await race.follow("olga", .logEvent)
    let log = Listener(feed)
    try await race.ask("olga", "start")
    _ = try await log.next { $0["lines"]?.messages == ["Ada runs next."] }
    await room.unsubscribe(feed.number)
    try folder.edit("add 1 to actor.at", "add 1 to actor.nowhere")
    await race.rooms.refreshRules()
    try folder.edit("add 1 to actor.nowhere", "add 1 to actor.somewhere")
    await race.rooms.refreshRules()
    let missed = Listener(try await race.follow("olga", .logEvent, after: log.lastID))
    #expect(try await missed.next()?.at("rules", "problem")?.string?.contains("`nowhere`") == true)
    let again = Listener(try await race.follow("olga", .logEvent, after: missed.lastID))
    #expect(try await again.next()?.at("rules", "problem")?.string?.contains("`somewhere`") == true)
  }

  // MARK: Waiting requests and turns that are given back

  @Test func whatWaitsIsJudgedWhenARoomIsReadAgain() async throws {
    let folder = try RulesFolder(Race.folder)
    // When the room is opened it is the next runner's turn.
    try folder.edit(
      "host action opened() {", "host action opened() {\n  if current exists {\n    do turnEnds(current)\n  }")
    let race = try await Race(folder: folder.path)
    try await race.ask("olga", "start")
    #expect(try await race.ask("ben", "run", ["actor": "b"], mayWait: true).status == "queued")
    let restarted = try await Race(store: race.store, folder: folder.path)
    #expect(try await restarted.state()["current"] == "c")
    #expect(try await restarted.log().last?.at("request", "action") == "run")
  }

  @Test func aTurnThatWaitsToBeGivenBackIsGivenBackAfterARestart() async throws {
    let race = try await Race(dice: [1, 2, 3, 4, 5, 6])
    try await race.ask("olga", "start")
    for (user, runner) in [("ann", "a"), ("ben", "b"), ("cyd", "c")] {
      try await race.ask(user, "run", ["actor": .init(.string(runner))])
    }
    #expect(try await race.ask("olga", "goBackLater", ["whose": "b"], mayWait: true).status == "queued")
    await race.rooms.close()
    let restarted = try await Race(store: race.store, dice: [1, 2, 3, 4, 5, 6])
    #expect(try await restarted.ask("olga", "pause").status == "done")
    let state = try await restarted.state()
    #expect(["a", "b", "c"].map { state.at("runners", $0, "at")?.integer } == [1, 0, 0])
    #expect(state["current"] == "b")
  }

  @Test func aTurnThatCannotBeFoundNowIsNotSaidToBeGivenBack() async throws {
    let race = try await Race(dice: [1, 2, 3, 4, 5, 6])
    try await race.ask("olga", "start")
    try await race.ask("ann", "run", ["actor": "a"])
    try await race.ask("ben", "run", ["actor": "b"])
    await race.rooms.close()
    let restarted = try await Race(store: race.store)
    _ = try await restarted.room().current()
    await race.store.failOpenings(1)
    await #expect(throws: RoomError.unavailable) { try await restarted.ask("olga", "goBack", ["whose": "b"], key: "k") }
    #expect(try await restarted.ask("olga", "goBack", ["whose": "b"], key: "k").status == "done")
    #expect(try await restarted.state().at("runners", "b", "at") == 0)
  }
}

extension [String] {
  /// Does something for each, all at the same time.
  fileprivate func concurrent<Value: Sendable>(
    _ body: @escaping @Sendable (String) async throws -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: Value.self) { group in
      for text in self { group.addTask { try await body(text) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }
}
