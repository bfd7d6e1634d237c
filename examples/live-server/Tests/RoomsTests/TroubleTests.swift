import RulesLang
import Storage
import Testing
import Validator

@testable import Rooms

/// What goes wrong while a room waits for its store, and what it makes of that.
struct TroubleTests {
  @Test func aRoomThatIsLostWhileItStoresIsReadAnew() async throws {
    let race = try await Race()
    let room = try await race.room()
    try await race.ask("olga", "start")
    // What was asked for is stored; before the room hears of it, another server takes the room.
    await race.store.holdAnswers()
    let asked = Task { try? await race.ask("ann", "run", ["actor": "a"], key: "1") }
    try await wait { await race.store.isHolding }
    await race.store.steal("race")
    await room.renew()
    await race.store.release()
    _ = await asked.value
    // As soon as that server gives it back, it is played on.
    await race.store.giveBack("race")
    #expect(try await race.ask("ann", "run", ["actor": "a"], key: "1").status == "done")
    #expect(try await race.ask("ben", "run", ["actor": "b"]).status == "done")
    #expect(try await race.log().count { $0.at("request", "action") == "run" } == 2)
  }

  /// A store that is reached by a network may do later what it did not answer in time.
  @Test func whatIsStoredLateDoesNotTakeThePlaceOfWhatWasAnswered() async throws {
    let race = try await Race()
    try await race.ask("olga", "start")
    await race.store.delayAppend()
    await #expect(throws: RoomError.unavailable) { try await race.ask("ann", "run", ["actor": "a"]) }
    let rested = try await race.ask("ann", "rest", ["actor": "a"])
    #expect(rested.status == "done")
    #expect(try await race.log().last?.at("request", "action") == "rest")
    let restarted = try await Race(store: race.store)
    #expect(try await restarted.state()["current"] == "b")
  }

  @Test func aRoomThatCannotBeKeptIsNotClearedAndGoesOn() async throws {
    let folder = try RulesFolder(Race.folder)
    try folder.edit("is 90 s", "is 1 s")
    let race = try await Race(
      folder: folder.path, settings: Race.settings { $0.inactivity = .milliseconds(300) })
    let room = try await race.room()
    await race.store.failReplaces(1_000)
    try await race.ask("olga", "start")
    // It stays in memory, and its time goes on.
    try await wait { try await race.log().contains { $0["kind"] == "ticked" } }
    #expect(await room.play != nil)
    // Once it can be kept it rests.
    await race.store.failReplaces(0)
    try await wait { await room.play == nil }
  }

  @Test func whoComesWhileARoomIsGivenBackIsNotGivenItsOldClaim() async throws {
    let race = try await Race(settings: Race.settings { $0.inactivity = .milliseconds(100) })
    try await race.ask("olga", "start")
    let room = try await race.room()
    try await wait { await room.play == nil }
    await race.store.holdReleases()
    let upkeep = Task { await race.rooms.maintain() }
    try await wait { await race.store.isHolding }
    let asked = Task { try await race.ask("ann", "run", ["actor": "a"]) }
    try await Task.sleep(for: .milliseconds(50))
    await race.store.release()
    #expect(try await asked.value.status == "done")
    await upkeep.value
    #expect(try await race.ask("ben", "run", ["actor": "b"]).status == "done")
    #expect(await race.store.errors.isEmpty)
    // Whom nobody needs is let go of in the end.
    try await wait { await race.rooms.maintain(); return await race.rooms.count == 0 }
  }

  @Test func whoGoesDoesNotWakeARoomThatRests() async throws {
    let race = try await Race(settings: Race.settings { $0.inactivity = .milliseconds(300) })
    let room = try await race.room()
    let feed = try await race.follow("ann", .stateDelta)
    try await race.ask("olga", "start")
    try await wait { await room.play == nil }
    let count = try await race.log().count
    await room.unsubscribe(feed.number)
    try await wait { await room.leaving.isEmpty }
    try await Task.sleep(for: .milliseconds(50))
    #expect(await room.play == nil)
    #expect(try await race.log().count == count)
    // It is reported when somebody comes.
    try await wait { try await race.state()["present"] == [] }
  }

  @Test func whoComesBackInTheLastMomentIsHere() async throws {
    let race = try await Race()
    let room = try await race.room()
    let feed = try await race.follow("ann", .stateDelta)
    await race.store.hold()
    let said = Task { try await room.say("x", from: "ben", to: "party", key: nil) }
    try await wait { await race.store.isHolding }
    // The time of grace ends while her return lies in the mailbox.
    await room.unsubscribe(feed.number)
    async let back = room.subscribe("ann", to: .stateDelta, after: nil)
    try await wait { await room.leaving.isEmpty }
    await race.store.release()
    let again = try await back
    _ = try await said.value
    _ = try await room.say("y", from: "ben", to: "party", key: nil)
    #expect(try await race.state()["present"] == ["ann"])
    await room.unsubscribe(again.number)
  }

  @Test func whoLeavesWhileTheyComeIsGone() async throws {
    let race = try await Race()
    let room = try await race.room()
    _ = try await room.view(for: "ann")
    await race.store.hold()
    async let feed = room.subscribe("ann", to: .chatMessage, after: nil)
    try await wait { await race.store.isHolding }
    async let left: Void = room.leave("ann")
    try await wait { await room.mailboxCount == 1 }
    await race.store.release()
    try await left
    var last: Feed.Item?
    for await item in try await feed.items { last = item }
    #expect(last == .over)
    #expect(try await race.state()["present"] == [])
  }

  @Test func aFeedThatNobodyReadsIsNobodysPresence() async throws {
    let race = try await Race()
    let room = try await race.room()
    // Whoever asked is gone before they took what they asked for.
    _ = try await room.subscribe("ann", to: .chatMessage, after: nil)
    try await wait { await room.feeds.isEmpty }
    try await wait { try await race.state()["present"] == [] }
  }

  @Test func whoIsHereIsHereAlsoAfterATurnWasGivenBack() async throws {
    let race = try await Race()
    let room = try await race.room()
    let ann = try await race.follow("ann", .stateDelta)
    try await race.ask("olga", "start")
    try await race.ask("ann", "run", ["actor": "a"])
    // Since then Ben has come, and Ann has gone.
    let ben = try await race.follow("ben", .stateDelta)
    try await room.leave("ann")
    #expect(try await race.state()["present"] == ["ben"])
    try await race.ask("olga", "goBack", ["whose": "a"])
    #expect(try await race.state()["present"] == ["ben"])
    let restarted = try await Race(store: race.store, settings: Race.settings { $0.grace = .seconds(60) })
    #expect(try await restarted.state()["present"] == ["ben"])
    for feed in [ann, ben] { await room.unsubscribe(feed.number) }
  }

  @Test func whatFailsAgainAndAgainIsNotedOnce() async throws {
    let race = try await Race()
    for _ in 0..<5 { await race.rooms.services.errors.report("it burns", in: "race") }
    for _ in 0..<5 { await race.rooms.services.errors.report("it burns", in: "test") }
    #expect(await race.store.errors.count == 2)
  }

  @Test func rulesThatCouldNotBeKeptAreTriedAgain() async throws {
    let folder = try RulesFolder(Race.folder)
    let race = try await Race(folder: folder.path)
    let before = try #require(race.shelf.current("race")?.digest)
    try folder.edit("add 1 to actor.at", "add 2 to actor.at")
    await race.store.failKeeps(2)
    #expect(await race.shelf.refresh().count == 1)
    #expect(race.shelf.current("race")?.digest == before)
    // Told once.
    #expect(await race.shelf.refresh().count == 0)
    #expect(await race.shelf.refresh().count == 0)
    #expect(race.shelf.current("race")?.digest != before)
  }

  @Test func aDeadlineAtTheEndOfTimeHarmsNobody() async throws {
    let folder = try RulesFolder(Race.folder)
    // As far away as a number can be.
    try folder.edit(
      "set current to r\n  set deadline to now + turnTime()", "set current to r\n  set deadline to 9007199254740992 s")
    let race = try await Race(folder: folder.path)
    #expect(try await race.ask("olga", "start").status == "done")
    #expect(try await race.state()["deadline"] == 9_007_199_254_740_992)
    try await Task.sleep(for: .milliseconds(50))
    #expect(try await race.ask("ann", "run", ["actor": "a"]).status == "done")
  }

  @Test func snapshotsComeNoMoreOftenThanTheyMayThoughTheRaceIsPausedAgainAndAgain() async throws {
    let race = try await Race(settings: Race.settings { $0.snapshotInterval = .seconds(60) })
    try await race.ask("olga", "start")
    for _ in 0..<5 {
      try await race.ask("olga", "pause")
      try await race.ask("olga", "goOn")
    }
    try await wait { try await race.log().count > 10 }
    #expect(await race.store.snapshotCount <= 1)
  }
}
