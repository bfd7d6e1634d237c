import RulesLang
import Storage
import Testing
import Validator

@testable import Rooms

/// Going back to earlier turns, and over to other rules.
struct TurnTests {
  /// Three turns: Ada runs 1, Bo 2, Cy 3; it is Ada's turn again.
  private func played(store: MemoryStore = MemoryStore(), folder: String = Race.folder) async throws -> Race {
    let race = try await Race(store: store, folder: folder, dice: [1, 2, 3, 4, 5, 6])
    try await race.ask("olga", "start")
    for (user, runner) in [("ann", "a"), ("ben", "b"), ("cyd", "c")] {
      #expect(try await race.ask(user, "run", ["actor": .init(.string(runner))]).status == "done")
    }
    return race
  }

  private func places(_ race: Race) async throws -> [Int64?] {
    let state = try await race.state()
    return ["a", "b", "c"].map { state.at("runners", $0, "at")?.integer }
  }

  @Test func aTurnIsGivenBackAndPlayedOtherwise() async throws {
    let race = try await played()
    #expect(try await places(race) == [1, 2, 3])
    let room = try await race.room()
    let deltas = Listener(try await race.follow("ann", .stateDelta))
    var view = try #require(try await deltas.next { $0["type"] == "view" })
    let count = try await race.log().count
    #expect(try await race.ask("olga", "goBack", ["whose": "b"]).status == "done")
    #expect(try await places(race) == [1, 0, 0])
    #expect(try await race.state()["current"] == "b")
    // The log goes on, and holds what was undone.
    let log = try await race.log()
    #expect(log.dropFirst(count).map { $0["kind"]?.string } == ["asked", "wentBack", "asked", "asked"])
    // Ann has come since that turn began.
    #expect(log.suffix(2).map { $0.at("request", "action") } == ["opened", "userJoined"])
    // Whoever follows is led there by what they hear.
    let revision = try await room.view(for: "ann").revision
    var reached: Int64 = 0
    while reached < revision {
      let delta = try #require(try await deltas.next())
      #expect(delta["basis"] == view["revision"])
      view = delta
      reached = delta["revision"]?.integer ?? 0
    }
    // Who acts on what they saw before the turn was given back is told.
    await #expect(throws: RoomError.conflict(revision: revision)) {
      try await race.ask("ben", "run", ["actor": "b"], basis: 4)
    }
    #expect(try await race.ask("ben", "run", ["actor": "b"]).status == "done")
    #expect(try await places(race) == [1, 4, 0])
  }

  @Test func anyTurnOfTheInteractionCanBeGivenBack() async throws {
    let race = try await played()
    for (user, runner) in [("ann", "a"), ("ben", "b"), ("cyd", "c")] {
      try await race.ask(user, "run", ["actor": .init(.string(runner))])
    }
    #expect(try await places(race) == [5, 7, 9])
    // Cy's second turn, Bo's second, Cy's first, Bo's first.
    for (runner, expected) in [
      ("c", [5, 7, 3]), ("b", [5, 2, 3]), ("c", [1, 2, 0]), ("b", [1, 0, 0]), ("a", [0, 0, 0]),
    ] as [(String, [Int64])] {
      try await race.ask("olga", "goBack", ["whose": .init(.string(runner))])
      let reached = try await places(race)
      #expect(reached == expected, "\(runner)")
    }
    // There is no earlier one: it stays at what the rules make of it.
    try await race.ask("olga", "goBack", ["whose": "c"])
    #expect(try await places(race) == [0, 0, 0])
    #expect(try await race.state()["current"] == "c")
  }

  @Test func turnsBeforeTheSnapshotAreFoundInTheLog() async throws {
    let race = try await played()
    await race.rooms.close()
    #expect(await race.store.snapshots["race"]?.number ?? 0 > 0)
    let restarted = try await Race(store: race.store, dice: [1, 2, 3, 4, 5, 6])
    #expect(try await restarted.room().current().turns.isEmpty)
    #expect(try await restarted.ask("olga", "goBack", ["whose": "b"]).status == "done")
    #expect(try await places(restarted) == [1, 0, 0])
    // And it all comes to the same again.
    let again = try await Race(store: race.store)
    #expect(try await again.state().at("runners") == restarted.state().at("runners"))
  }

  @Test func rulesAreGoneOverToAsATurnBegins() async throws {
    let folder = try RulesFolder(Race.folder)
    let race = try await played(folder: folder.path)
    let room = try await race.room()
    let log = Listener(try await race.follow("olga", .logEvent))
    try folder.edit("Int 0..99 clamped", "Int 0..99 clamped was at\n  laps: Int = 1")
    try folder.edit("  at: Int", "  way: Int")
    try folder.edit("add 1 to actor.at", "add 1 to actor.way")
    try folder.edit("add far.total to actor.at", "add far.total to actor.way")
    await race.rooms.refreshRules()
    // Not before a turn begins.
    try await race.ask("ben", "cheer", ["actor": "a"])
    #expect(try await race.state().at("runners", "a", "at") == 2)
    try await race.ask("ann", "rest", ["actor": "a"])
    #expect(try await race.state().at("runners", "a", "way") == 2)
    #expect(try await race.state().at("runners", "a", "laps") == 1)
    let told = try #require(try await log.next { $0["rules"] != nil })
    #expect(told.at("rules", "report")?.string?.contains("`at` is now `way`, in 3 places") == true)
    #expect(told.at("rules", "changed")?.string == (try await room.current().table.rules.digest))
    // A turn under the old rules can be gone back to: its state goes over to those that are played by now.
    try await race.ask("olga", "goBack", ["whose": "c"])
    let back = try await race.state()
    #expect(["a", "b", "c"].map { back.at("runners", $0, "way")?.integer } == [1, 2, 0])
    #expect(try await room.current().table.rules.digest == told.at("rules", "changed")?.string)
    // All of it is in the log.
    let state = try await race.state()
    let restarted = try await Race(store: race.store, folder: folder.path)
    #expect(try await restarted.state().at("runners") == state.at("runners"))
  }

  @Test func rulesThatCannotBeUsedAreToldAndTheRoomStaysAsItIs() async throws {
    let folder = try RulesFolder(Race.folder)
    let race = try await played(folder: folder.path)
    let room = try await race.room()
    let log = Listener(try await race.follow("olga", .logEvent))
    let others = Listener(try await race.follow("ann", .logEvent))
    let digest = try await room.current().table.rules.digest
    try folder.edit("add 1 to actor.at", "add 1 to actor.nowhere")
    await race.rooms.refreshRules()
    let broken = try #require(try await log.next { $0["rules"] != nil })
    #expect(broken.at("rules", "problem")?.string?.contains("`nowhere`") == true)
    // One that compiles, but does not fit the state.
    try folder.edit("add 1 to actor.nowhere", "add 1 to actor.at")
    try folder.edit("Int 0..99 clamped", "Int 0..1")
    await race.rooms.refreshRules()
    try await race.ask("ann", "rest", ["actor": "a"])
    let misfit = try #require(try await log.next { $0["rules"] != nil })
    #expect(misfit.at("rules", "problem")?.string?.contains("does not fit") == true)
    try await race.ask("ben", "rest", ["actor": "b"])
    #expect(try await room.current().table.rules.digest == digest)
    try await race.ask("olga", "finish")
    // The owner hears of it once, and nobody else does.
    #expect(
      try await log.next { $0["rules"] != nil || $0["lines"]?.messages == ["The race is over."] }?["rules"] == nil)
    #expect(
      try await others.next { $0["rules"] != nil || $0["lines"]?.messages == ["The race is over."] }?["rules"] == nil)
    #expect(await race.store.errors.count == 1)
  }
}
