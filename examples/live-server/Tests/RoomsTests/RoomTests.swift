import RulesLang
import Storage
import Testing

@testable import Rooms

struct RoomTests {
  @Test func requestsAreJudgedDoneAndLogged() async throws {
    let race = try await Race(dice: [4, 6, 2])
    #expect(try await race.ask("ann", "start").messages == ["Only the owner may do that."])
    #expect(try await race.ask("olga", "start").status == "done")
    let ran = try await race.ask("ann", "run", ["actor": "a"])
    #expect(ran.status == "done")
    #expect(try await race.state().at("runners", "a", "at") == 4)
    #expect(try await race.ask("ann", "run", ["actor": "b"]).messages == ["Bo is not yours."])
    #expect(try await race.ask("ann", "fly", ["actor": "a"]).status == "refused")
    let last = try #require(try await race.log().last)
    #expect(last["dice"] == [4])
    #expect(last["request"] == ["user": "ann", "action": "run", "arguments": ["actor": "a"]])
    #expect(last["events"]?.messages == ["Ada runs 4.", "Bo runs next."])
    #expect(last["revision"]?.integer == ran.revision)
  }

  @Test func strangersFindNothing() async throws {
    let race = try await Race()
    await #expect(throws: RoomError.notFound) { try await race.ask("eve", "start") }
    await #expect(throws: RoomError.notFound) {
      try await race.rooms.with("other", as: "ann") { room throws(RoomError) in try await room.view(for: "ann") }
    }
  }

  @Test func aRequestThatComesAgainIsAnsweredAsTheFirstTime() async throws {
    let race = try await Race()
    try await race.ask("olga", "start")
    let first = try await race.ask("ann", "run", ["actor": "a"], key: "1")
    let again = try await race.ask("ann", "run", ["actor": "a"], key: "1")
    #expect(first.status == "done")
    #expect(again.text == first.text)
    // A key is a user's own.
    #expect(try await race.ask("ben", "run", ["actor": "b"], key: "1").status == "done")
    // It also holds for a server that has just been started again.
    let restarted = try await Race(store: race.store)
    #expect(try await restarted.ask("ann", "run", ["actor": "a"], key: "1").text == first.text)
  }

  @Test func whoActsOnAnOldViewOfAnActorIsTold() async throws {
    let race = try await Race()
    try await race.ask("olga", "start")
    let basis = try await race.room().view(for: "ann").revision
    let first = try await race.ask("ben", "cheer", ["actor": "a"], basis: basis)
    #expect(first.status == "done")
    await #expect(throws: RoomError.conflict(revision: first.revision)) {
      try await race.ask("ann", "run", ["actor": "a"], basis: basis)
    }
    // Nobody has acted for another actor.
    #expect(try await race.ask("ben", "run", ["actor": "b"], basis: basis).messages == ["It is Ada's turn."])
    #expect(try await race.ask("ann", "run", ["actor": "a"], basis: first.revision).status == "done")
  }

  @Test func ofSimultaneousRequestsOneIsDoneAndEachMayBe() async throws {
    var winners: Set<String> = []
    for _ in 0..<40 where winners.count < 2 {
      let race = try await Race()
      try await race.ask("olga", "start")
      let room = try await race.room()
      let basis = try await room.view(for: "ann").revision
      // Both letters lie in the mailbox before it is drained: while the store is slow.
      await race.store.hold()
      let filler = Task { try await room.say("x", from: "cyd", to: "party", key: nil) }
      try await wait { await race.store.isHolding }
      let release = Task {
        try await wait { await room.mailboxCount == 2 }
        await race.store.release()
      }
      let outcomes = await withTaskGroup(of: (String, Result<String, RoomError>).self) { group in
        for user in ["ann", "ben"] {
          group.addTask {
            let ask = Ask(user: user, action: "cheer", arguments: ["actor": "a"], basis: basis)
            do throws(RoomError) { return (user, .success(try await room.take(ask))) } catch {
              return (user, .failure(error))
            }
          }
        }
        return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      let done = outcomes.filter { if case .success = $0.value { true } else { false } }
      let refused = outcomes.filter { if case .failure(.conflict) = $0.value { true } else { false } }
      #expect((done.count, refused.count) == (1, 1))
      winners.formUnion(done.keys)
      try await release.value
      _ = try await filler.value
    }
    #expect(winners == ["ann", "ben"])
  }

  @Test func lettersOfRivalsAreShuffledAndOthersKeepTheirPlace() async {
    var orders: Set<[String]> = []
    _ = await withCheckedContinuation { (reply: Letter.Reply) in
      func ask(_ user: String, _ actor: JSONValue, _ basis: Int64?) -> Letter {
        .ask(Ask(user: user, action: "x", arguments: ["actor": actor], basis: basis), reply)
      }
      let letters = [ask("1", "a", 7), ask("2", "b", nil), ask("3", "a", 7), ask("4", "b", nil), ask("5", "a", 8)]
      var random = SystemRandomNumberGenerator()
      for _ in 0..<200 {
        orders.insert(
          letters.fairly(using: &random).map { if case .ask(let ask, _) = $0 { ask.user } else { "?" } })
      }
      reply.resume(returning: .success(""))
    }
    #expect(orders == [["1", "2", "3", "4", "5"], ["3", "2", "1", "4", "5"]])
  }

  // MARK: Waiting requests

  @Test func whatOnlyHasToWaitIsKeptAndDoneInTime() async throws {
    let race = try await Race(dice: [3])
    try await race.ask("olga", "start")
    let queued = try await race.ask("ben", "run", ["actor": "b"], mayWait: true)
    #expect((queued.status, queued.queued) == ("queued", 1))
    // What would be refused in any case is not kept.
    #expect(try await race.ask("ben", "run", ["actor": "a"], mayWait: true).status == "refused")
    let turns = Listener(try await race.follow("ben", .turnUpdate))
    let first = try #require(try await turns.next())
    #expect(first.at("queue")?.elements?.first?["queued"] == 1)
    try await race.ask("ann", "run", ["actor": "a"])
    #expect(try await race.state().at("runners", "b", "at") == 3)
    #expect(try await race.state()["current"] == "c")
    let ended = try #require(try await turns.next { $0["ended"]?.elements?.isEmpty == false })
    #expect(ended.at("ended")?.elements?.first?["status"] == "done")
    #expect(ended["queue"] == [])
    #expect(try await race.log().suffix(2).map { $0["queued"]?.integer } == [nil, 1])
  }

  @Test func aWaitingRequestIsTakenBackOrDropped() async throws {
    let race = try await Race()
    try await race.ask("olga", "start")
    let queued = try #require(try await race.ask("ben", "run", ["actor": "b"], mayWait: true).queued)
    let room = try await race.room()
    #expect(try await room.withdraw(queued, of: "ann") == #"{"withdrawn":false}"#)
    #expect(try await room.withdraw(queued, of: "ben") == #"{"withdrawn":true}"#)
    #expect(try await room.withdraw(queued, of: "ben") == #"{"withdrawn":false}"#)
    try await race.ask("ann", "run", ["actor": "a"])
    #expect(try await race.state()["current"] == "b")
    // Kept while the race stands still; refused for good when it is over, so it waits no longer.
    for _ in 0..<Play.mostQueued {
      #expect(try await race.ask("cyd", "rest", ["actor": "c"], mayWait: true).status == "queued")
    }
    await #expect(throws: RoomError.tooMany("too many of your requests wait here")) {
      try await race.ask("cyd", "rest", ["actor": "c"], mayWait: true)
    }
    let restarted = try await Race(store: race.store)
    try await restarted.ask("ben", "rest", ["actor": "b"])
    #expect(try await restarted.state()["current"] == "a")
    let play = try await restarted.room().current()
    #expect(play.queue.count == Play.mostQueued - 1)
  }

  // MARK: Time

  @Test func timePassesAndLetsThingsHappen() async throws {
    let folder = try RulesFolder(Race.folder)
    try folder.edit("is 90 s", "is 1 s")
    let race = try await Race(folder: folder.path)
    let log = Listener(try await race.follow("ann", .logEvent))
    try await race.ask("olga", "start")
    #expect(try await log.next { $0["lines"]?.messages.contains("Time is up.") == true } != nil)
    #expect(try await race.log().contains { $0["kind"] == "ticked" })
  }

  @Test func aRoomInWhichNothingHappensIsClearedAndItsClockStandsStill() async throws {
    let race = try await Race(settings: Race.settings { $0.inactivity = .milliseconds(200) })
    try await race.ask("olga", "start")
    let room = try await race.room()
    let state = Listener(try await race.follow("ann", .stateDelta))
    let before = try #require(try await state.next(where: { $0["type"] == "view" }))
    try await wait { await room.play == nil }
    #expect(await race.store.snapshots["race"]?.number == Int64(try await race.log().count))
    // Whoever follows goes on to, and a request wakes the room.
    #expect(try await race.ask("ben", "cheer", ["actor": "a"]).status == "done")
    let delta = try #require(
      try await state.next { $0.at("patch")?.elements?.contains { $0["path"] == "/runners/a/at" } == true })
    #expect((delta["revision"]?.integer ?? 0) > (before["revision"]?.integer ?? 0))
    let restarts = try await race.log().filter { $0.at("request", "action") == "opened" }
    #expect(restarts.count >= 2)
    // At the time of what was done last, however long nobody was there.
    let log = try await race.log()
    let place = try #require(log.lastIndex { $0.at("request", "action") == "opened" })
    #expect(log[place]["now"] == log[place - 1]["now"])
  }
}

/// Waits until something is so; a test that waits for ever fails.
func wait(upTo limit: Duration = .seconds(10), until isSo: () async throws -> Bool) async throws {
  let end = ContinuousClock.now + limit
  while try await !isSo() {
    try #require(ContinuousClock.now < end, "waited in vain")
    try await Task.sleep(for: .milliseconds(5))
  }
}
