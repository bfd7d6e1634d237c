import RulesLang
import Storage
import Testing

@testable import Rooms

/// What those hear who follow a room.
struct FeedTests {
  @Test func whoComesBackHearsWhatTheyMissed() async throws {
    let race = try await Race(settings: Race.settings { $0.grace = .seconds(60) })
    let room = try await race.room()
    let feed = try await race.follow("ann", .stateDelta)
    let first = Listener(feed)
    try await race.ask("olga", "start")
    let seen = try #require(
      try await first.next { $0.at("patch")?.elements?.contains { $0["path"] == "/phase" } == true })
    await room.unsubscribe(feed.number)
    try await race.ask("ann", "run", ["actor": "a"])
    try await race.ask("ben", "run", ["actor": "b"])
    let second = Listener(try await race.follow("ann", .stateDelta, after: first.lastID))
    let missed = [try await second.next(), try await second.next()].compactMap(\.self)
    #expect(missed.map { $0["type"] } == ["delta", "delta"])
    #expect(missed.first?["basis"] == seen["revision"])
    #expect(missed.last?["basis"] == missed.first?["revision"])
    // Who is up to date hears nothing, who knows nothing gets a view, and so does who knows something else.
    let third = Listener(try await race.follow("ann", .stateDelta, after: second.lastID))
    let fourth = Listener(try await race.follow("ann", .stateDelta))
    let fifth = Listener(try await race.follow("ann", .stateDelta, after: "4711"))
    try await race.ask("cyd", "rest", ["actor": "c"])
    #expect(try await third.next()?["type"] == "delta")
    #expect(try await fourth.next()?["type"] == "view")
    #expect(try await fifth.next()?["type"] == "view")
  }

  @Test func whoComesWhileAChangeIsBeingStoredMissesNothing() async throws {
    let race = try await Race(settings: Race.settings { $0.grace = .seconds(60) })
    let room = try await race.room()
    try await race.ask("olga", "start")
    let first = Listener(try await race.follow("ann", .stateDelta))
    _ = try await first.next()
    await room.unsubscribe(try await race.follow("cyd", .logEvent).number)
    for _ in 0..<20 {
      await race.store.hold()
      let change = Task { try await race.ask("ben", "cheer", ["actor": "a"]) }
      try await wait { await race.store.isHolding }
      // Where the change is not stored yet: somebody who is new, and somebody who comes back.
      let last = first.lastID
      async let new = room.subscribe("cyd", to: .stateDelta, after: nil)
      async let back = room.subscribe("ann", to: .stateDelta, after: last)
      try await wait { await room.mailboxCount == 2 }
      await race.store.release()
      let revision = try await change.value.revision
      let (newFeed, backFeed) = try await (new, back)
      let shown = Listener(newFeed)
      let view = try #require(try await shown.next())
      #expect((view["type"], view["revision"]) == ("view", .init(.integer(revision))))
      let returned = Listener(backFeed)
      var seen = Int64(last ?? "")
      while seen != revision {
        let missed = try #require(try await returned.next())
        #expect(missed["basis"]?.integer == seen)
        seen = missed["revision"]?.integer
      }
      while try await first.next()?["revision"]?.integer != revision {}
      await room.unsubscribe(newFeed.number)
      await room.unsubscribe(backFeed.number)
    }
  }

  @Test func nobodyHearsOfWhatIsConcealedFromThem() async throws {
    let race = try await Race(dice: [1, 1, 6])
    let ann = Listener(try await race.follow("ann", .stateDelta))
    let log = Listener(try await race.follow("ann", .logEvent))
    try await race.ask("olga", "start")
    for (user, runner) in [("ann", "a"), ("ben", "b"), ("cyd", "c")] {
      try await race.ask(user, "run", ["actor": .init(.string(runner))])
    }
    try await race.ask("olga", "finish")
    var texts: [String] = []
    while let message = try await ann.next() {
      texts.append(JSONWriter.text(of: message))
      if texts.last?.contains(#""value":"over""#) == true { break }
    }
    #expect(!texts.joined().contains("\"c\""))
    #expect(!texts.joined().contains("Cy"))
    var lines: [String] = []
    while let message = try await log.next(), !lines.contains("The race is over.") {
      lines += message["lines"]?.messages ?? []
      if lines.contains("The race is over.") { break }
    }
    #expect(lines.filter { $0.hasSuffix("runs next.") } == ["Ada runs next.", "Bo runs next.", "Ada runs next."])
    #expect(!lines.contains { $0.contains("Cy") })
  }

  @Test func presenceIsReportedOnceAndAfterAWhile() async throws {
    let race = try await Race()
    let room = try await race.room()
    let feed = try await race.follow("ann", .stateDelta)
    let other = try await race.follow("ann", .logEvent)
    try await wait { try await race.state()["present"] == ["ann"] }
    await room.unsubscribe(feed.number)
    await room.unsubscribe(other.number)
    // Back within the time of grace: never gone.
    let back = try await race.follow("ann", .stateDelta)
    try await Task.sleep(for: .milliseconds(120))
    #expect(
      try await race.log().compactMap { $0.at("request", "action")?.string }.filter { $0.hasPrefix("user") } == [
        "userJoined"
      ])
    await room.unsubscribe(back.number)
    try await wait { try await race.state()["present"] == [] }
    // Who leaves and says so is gone at once, and their subscriptions are over.
    let ben = try await race.follow("ben", .chatMessage)
    try await wait { try await race.state()["present"] == ["ben"] }
    try await room.leave("ben")
    #expect(try await race.state()["present"] == [])
    var last: Feed.Item?
    for await item in ben.items { last = item }
    #expect(last == .over)
  }

  @Test func whoWasHereBeforeARestartIsGoneUnlessTheyComeBack() async throws {
    let race = try await Race(settings: Race.settings { $0.grace = .seconds(60) })
    _ = try await race.follow("ann", .stateDelta)
    _ = try await race.follow("ben", .stateDelta)
    try await wait { try await race.state()["present"] == ["ann", "ben"] }
    let restarted = try await Race(store: race.store)
    let feed = try await restarted.room().subscribe("ben", to: .stateDelta, after: nil)
    try await wait { try await restarted.state()["present"] == ["ben"] }
    await (try restarted.room()).unsubscribe(feed.number)
  }

  @Test func joiningGivesTheViewAndAWhileToFollow() async throws {
    let race = try await Race()
    let room = try await race.room()
    let joined = try await room.join("ann")
    #expect(try JSONReader().read(joined.view)["present"] == ["ann"])
    #expect(try await race.state()["present"] == ["ann"])
    // Nobody follows, so she is gone.
    try await wait { try await race.state()["present"] == [] }
  }

  @Test func chatReachesThoseForWhomItIs() async throws {
    let race = try await Race()
    let room = try await race.room()
    var listeners: [String: Listener] = [:]
    for user in Race.members { listeners[user] = Listener(try await race.follow(user, .chatMessage)) }
    for (text, from, to) in [("1", "ann", "party"), ("2", "ann", "dm"), ("3", "ben", "ann"), ("4", "olga", "party")] {
      _ = try await room.say(text, from: from, to: to, key: nil)
    }
    var heard: [String: [String]] = [:]
    for (user, listener) in listeners {
      while let message = try await listener.next() {
        heard[user, default: []].append(message["text"]?.string ?? "?")
        if message["text"] == "4" { break }
      }
    }
    #expect(
      heard == ["ann": ["1", "2", "3", "4"], "ben": ["1", "3", "4"], "cyd": ["1", "4"], "olga": ["1", "2", "4"]])
    // Those who come later, and those who come back, hear it too, each what is theirs.
    let later = Listener(try await race.follow("ben", .chatMessage, after: "1"))
    #expect(try await later.next()?["text"] == "3")
    #expect(try await later.next()?["text"] == "4")
    await #expect(throws: RoomError.invalid("nobody is called that here")) {
      try await room.say("x", from: "ann", to: "eve", key: nil)
    }
    for text in ["", String(repeating: "x", count: 2_001)] {
      await #expect(throws: RoomError.invalid("a message has 1 to 2000 characters")) {
        try await room.say(text, from: "ann", to: "party", key: nil)
      }
    }
    await #expect(throws: RoomError.tooMany("you say too much at once")) {
      for _ in 0..<30 { _ = try await room.say("x", from: "cyd", to: "party", key: nil) }
    }
    // Said once, however often it comes.
    let first = try await room.say("y", from: "ann", to: "party", key: "k")
    #expect(try await room.say("y", from: "ann", to: "party", key: "k") == first)
  }

  @Test func whoReadsTooSlowlyIsCutOff() async throws {
    let race = try await Race(settings: Race.settings { $0.grace = .seconds(60) })
    let feed = try await race.follow("ann", .stateDelta)
    try await race.ask("olga", "start")
    for _ in 0...Feed.limit { try await race.ask("ben", "cheer", ["actor": "a"]) }
    var count = 0
    for await item in feed.items {
      #expect(item != .over)
      count += 1
    }
    #expect(count == Feed.limit)
  }
}
