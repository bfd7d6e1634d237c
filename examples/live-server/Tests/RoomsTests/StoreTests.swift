import RulesLang
import Storage
import Testing
import Validator

@testable import Rooms

/// What is kept, and that nothing is lost that somebody has heard of.
struct StoreTests {
  @Test func aRoomComesBackAsItWas() async throws {
    let race = try await Race()
    let room = try await race.room()
    let feed = try await race.follow("ann", .stateDelta)
    try await race.ask("olga", "start")
    for _ in 0..<5 {
      for (user, runner) in [("ann", "a"), ("ben", "b"), ("cyd", "c")] {
        try await race.ask(user, "run", ["actor": .init(.string(runner))])
      }
    }
    _ = try await room.say("Hello", from: "ann", to: "ben", key: "k")
    try await race.ask("cyd", "rest", ["actor": "c"], mayWait: true)
    let play = try await room.current()
    // As it is after kill -9: only what the store has.
    let restarted = try await Race(store: race.store)
    let again = try await restarted.room().current()
    #expect(again.table.revision > play.table.revision)
    #expect(again.queue.map(\.number) == play.queue.map(\.number))
    #expect(again.chat.map(\.text) == ["Hello"])
    #expect(again.answers["ann", "k"] == #"{"number":1}"#)
    #expect(again.acted == play.acted)
    #expect(try JSONReader().read(again.table.json)["runners"] == JSONReader().read(play.table.json)["runners"])
    await room.unsubscribe(feed.number)
  }

  /// Each prefix of a log leads to what there was then, from the opening and from each snapshot.
  @Test func whateverWasStoredLeadsToTheSame() async throws {
    let race = try await Race(dice: [2, 5, 3, 1])
    var snapshots: [Snapshot] = []
    var states: [Int64: String] = [:]
    let room = try await race.room()
    func note() async throws {
      let play = try await room.current()
      snapshots.append(play.snapshot)
      states[play.number] = play.table.json
    }
    try await note()
    try await race.ask("olga", "start")
    try await note()
    for (user, action, actor) in [
      ("ann", "run", "a"), ("ben", "cheer", "b"), ("ben", "run", "b"), ("cyd", "rest", "c"), ("ann", "run", "a"),
    ] {
      try await race.ask(user, action, ["actor": .init(.string(actor))])
      try await note()
    }
    try await race.ask("olga", "goBack", ["whose": "c"])
    try await note()
    try await race.ask("cyd", "run", ["actor": "c"])
    try await note()
    let entries = try await race.store.logs["race"].map { try $0.map(Entry.init) } ?? []
    let rules = try #require(race.shelf.current("race"))
    for snapshot in snapshots {
      var play = try Play(snapshot, rules: rules)
      for entry in entries where entry.number > play.number {
        try play.replay(entry, rules: [rules.digest: rules])
        if let state = states[entry.number] { #expect(play.table.json == state) }
      }
      #expect(play.table.json == states[entries.last?.number ?? 0])
      // A snapshot of what was made again is the one of what was.
      let now = try await room.current().snapshot.content
      #expect(play.snapshot.content == now)
    }
  }

  @Test func aDamagedLogIsNotGoneOnWith() async throws {
    let race = try await Race(dice: [2])
    try await race.ask("olga", "start")
    try await race.ask("ann", "run", ["actor": "a"])
    let entries = try #require(await race.store.logs["race"])
    let rules = try #require(race.shelf.current("race"))
    let opening = try #require(await race.store.opening(of: "race"))
    for change in [
      (#""dice":[2]"#, #""dice":[]"#), (#""revision":3"#, #""revision":4"#), (#""kind":"asked""#, #""kind":"x""#),
    ] {
      #expect(throws: (any Error).self) {
        var play = try Play(opening, rules: rules)
        for entry in entries {
          let changed = LogEntry(number: entry.number, content: entry.content.replacing(change.0, with: change.1))
          try play.replay(Entry(changed), rules: [rules.digest: rules])
        }
      }
    }
  }

  @Test func nobodyHearsOfWhatCouldNotBeStored() async throws {
    let race = try await Race()
    try await race.ask("olga", "start")
    let feed = try await race.follow("ann", .stateDelta)
    let state = Listener(feed)
    _ = try await state.next()
    await race.store.failAppends(1)
    await #expect(throws: RoomError.unavailable) { try await race.ask("ann", "run", ["actor": "a"], key: "1") }
    // The feed is cut off; who comes back finds what is stored.
    while try await state.next() != nil {}
    #expect(try await race.state()["current"] == "a")
    #expect(try await race.ask("ann", "run", ["actor": "a"], key: "1").status == "done")
    #expect(await race.store.errors.count == 1)
  }

  @Test func whatWasStoredButNotAnsweredIsFoundAgain() async throws {
    let race = try await Race()
    try await race.ask("olga", "start")
    await race.store.loseAnswers(1)
    await #expect(throws: RoomError.unavailable) { try await race.ask("ann", "run", ["actor": "a"], key: "1") }
    // It was done, once.
    #expect(try await race.ask("ann", "run", ["actor": "a"], key: "1").status == "done")
    #expect(try await race.log().count { $0.at("request", "action") == "run" } == 1)
    #expect(try await race.state()["current"] == "b")
  }

  @Test func aRoomThatAnotherServerHasTakenIsLetGo() async throws {
    let race = try await Race()
    try await race.ask("olga", "start")
    await race.store.steal("race")
    await #expect(throws: RoomError.unavailable) { try await race.ask("ann", "run", ["actor": "a"]) }
    await #expect(throws: RoomError.elsewhere) { try await race.ask("ann", "run", ["actor": "a"]) }
  }

  @Test func whatCameOfItIsHandedOver() async throws {
    let race = try await Race(dice: [4])
    try await race.ask("olga", "start")
    try await race.ask("ann", "run", ["actor": "a"])
    _ = try await race.room().say("Well run", from: "ben", to: "party", key: nil)
    try await race.ask("olga", "pause")
    try await wait { await race.store.handover(of: "race") != nil }
    let paused = try JSONReader().read(try #require(await race.store.handover(of: "race")).content)
    #expect(paused.at("state", "state", "phase") == "paused")
    #expect(paused["outcomes"] == [])
    try await race.ask("olga", "goOn")
    try await race.ask("olga", "finish")
    try await wait { await race.store.handover(of: "race")?.number ?? 0 > 5 }
    let over = try JSONReader().read(try #require(await race.store.handover(of: "race")).content)
    #expect(over.at("state", "state", "runners", "a", "at") == 4)
    #expect(
      over["outcomes"] == [
        [
          "event": "finishes", "arguments": [:], "message": "The race is over.",
          "tags": ["complete", "outcome", "snapshot"],
        ]
      ])
    #expect(over["chat"]?.elements?.map { $0["text"]?.string } == ["Well run"])
    let actions = over["turnLog"]?.elements?.compactMap { $0.at("request", "action")?.string }
    #expect(actions == ["opened", "start", "run", "pause", "goOn", "finish"])
  }

  @Test func anInteractionThatWasMadeElsewhereIsPlayedByTheRulesThatItFollows() async throws {
    let folder = try RulesFolder(Race.folder)
    let race = try await Race(folder: folder.path)
    let opening = Snapshot(
      number: 0, rules: "", content: #"{"room":{"follows":"race"},"state":{"state":\#(Race.state)}}"#)
    let made = Interaction(id: "made", owner: "olga", members: Race.members)
    #expect(await race.store.create(made, opening: opening))
    let ask = Ask(user: "olga", action: "start", arguments: [:])
    let outcome = try await race.rooms.with("made", as: "olga") { room throws(RoomError) in try await room.take(ask) }
    #expect(Outcome(text: outcome).status == "done")
    // Before a snapshot is kept, a server that is started again plays by the rules that the log names.
    let digest = try #require(race.shelf.current("race")).digest
    try folder.edit("add 1 to actor.at", "add 2 to actor.at")
    let restarted = try await Race(store: race.store, folder: folder.path)
    let play = try await restarted.rooms.with("made", as: "olga") { room throws(RoomError) in try await room.current() }
    #expect(play.table.rules.digest == digest)
    #expect(play.table.revision >= 2)
  }

  @Test func snapshotsComeNoMoreOftenThanTheyMay() async throws {
    let race = try await Race(settings: Race.settings { $0.snapshotInterval = .seconds(60) })
    try await race.ask("olga", "start")
    let room = try await race.room()
    for _ in 0..<5 {
      let feed = try await race.follow("ann", .stateDelta)
      await room.unsubscribe(feed.number)
    }
    try await Task.sleep(for: .milliseconds(50))
    #expect(await race.store.snapshotCount <= 1)
  }
}
