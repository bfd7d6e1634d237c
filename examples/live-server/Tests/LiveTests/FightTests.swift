import Foundation
import LiveClient
import RulesLang
import Storage
import Testing

extension ServerTests {
  /// A whole live interaction, as its table has it: the ambush, from the first who joins to the last blow, played over
  /// real sockets by real clients against the real server, with all that goes wrong of an evening.
  ///
  /// The script is the recorded fight of the example with its dice. What has to do with time there happens here in
  /// other ways: a turn runs out of time after its rules were edited, and a player who is gone is passed over.
  struct FightTests {
    /// A line of the recorded fight.
    private struct Line {
      let number: Int
      let user: String
      let action: String
      let arguments: JSONValue
      let dice: [Int]
      let isLegal: Bool
      let messages: [String]
    }

    private static let example = URL(filePath: #filePath).appending(path: "../../../../ambush").standardized

    private static func script() throws -> [Line] {
      func lines(_ file: String) throws -> [JSONValue] {
        try String(contentsOf: example.appending(path: file), encoding: .utf8).split(separator: "\n")
          .map { try JSONReader().read(String($0)) }
      }
      return try zip(lines("actions.ndjson"), lines("expected.ndjson")).enumerated().compactMap { place, pair in
        let (sent, expected) = pair
        guard let user = sent["user"]?.string, let action = sent["action"]?.string else { return nil }
        return Line(
          number: place + 1, user: user, action: action, arguments: sent["arguments"] ?? [:],
          dice: (sent["rolls"] ?? [:]).faces, isLegal: expected["legal"]?.bool ?? false,
          messages: expected["reasons"]?.elements?.compactMap { $0["message"]?.string } ?? [])
      }
    }

    @Test(.timeLimit(.minutes(5))) func aWholeFightIsPlayedLive() async throws {
      let script = try Self.script()
      let ground = try ServerProcess.Ground()
      var server = try await ServerProcess(ground)
      let port = server.port

      // The dice of the fight, in the order in which they fall; the turn that is played again has its own.
      let again = [18, 8]
      var dice: [Int] = []
      for line in script where line.isLegal {
        dice += line.dice
        if line.number == 95 { dice += again }
      }
      let admin = HTTPCaller(
        url: server.trpc,
        token: try await DevelopmentToken.issue(at: ServerAddress(server.url), user: "root", isAdmin: true))
      let test = try await admin.mutate(
        "startTest",
        ["interactionId": "ambush", "dice": .init(.array(dice.map { .init(.integer(Int64($0))) }))])
      let id = try #require(test["interactionId"]?.string)

      // Everyone comes, in the order of the recording; Cleo with a browser's event source and calls by HTTP.
      var devices: [String: Device] = [:]
      for user in ["gm", "ana", "ben", "cleo", "dan"] {
        let device = Device(user, in: id, at: server)
        devices[user] = device
        try await device.follow(by: user == "cleo" ? .eventStream : .webSocket)
      }
      func device(_ user: String) throws -> Device { try #require(devices[user]) }
      let heroes = ["ana", "ben", "cleo", "dan"]
      let gm = try device("gm")

      /// Sends a line and holds the answer to the recorded verdict.
      func play(_ line: Line) async throws {
        let named = [
          "startInteraction": "startInteraction", "endInteraction": "endInteraction", "move": "moveEntity",
          "use": "useItem", "equip": "equipItem", "unequip": "equipItem", "openDoor": "interactObject",
          "skipTurn": "skipTurn", "backtrackTurn": "backtrackTurn", "startFight": "updateInitiative",
        ][line.action]
        var input: [(String, JSONValue)] = [
          ("arguments", line.arguments), ("key", .init(.string("line \(line.number)"))),
        ]
        let several = ["equipItem", "interactObject", "updateInitiative"]
        if named == nil || several.contains(named ?? "") { input.append(("action", .init(.string(line.action)))) }
        let outcome = try await device(line.user).call(
          named ?? (line.number.isMultiple(of: 2) ? "act" : "takeTurn"), input)
        let place = "line \(line.number): \(JSONWriter.text(of: outcome))"
        #expect(outcome["status"]?.string == (line.isLegal ? "done" : "refused"), "\(place)")
        let messages = outcome["verdict"]?["reasons"]?.elements?.compactMap { $0["message"]?.string }
        #expect(messages == line.messages, "\(place)")
      }

      /// Everyone's patched view is the server's view for them.
      func compareViews(_ place: String) async throws {
        for user in devices.keys.sorted() {
          let difference = try await device(user).difference()
          #expect(difference == nil, "\(user), \(place)")
          let failures = await (try device(user)).failures
          #expect(failures == [], "\(user), \(place)")
        }
      }

      var secrets: [String: [String]] = [:]
      for line in script {
        switch line.number {
        case 11:
          // Chat: for all, for the owner, for one.
          try await device("ana").call("sendChat", [("to", "party"), ("text", "To arms!")])
          try await device("ben").call("sendChat", [("to", "dm"), ("text", "Is anyone else there?")])
          try await device("cleo").call("sendChat", [("to", "dan"), ("text", "Keep the kit ready.")])
          // What only has to wait may be kept, and taken back.
          let queued = try await device("ana").call(
            "queueTurn", [("action", "move"), ("arguments", line.arguments)])
          #expect(queued["status"] == "queued")
          let number = try #require(queued["queued"])
          #expect(try await device("ana").call("withdrawTurn", [("queued", number)]) == ["withdrawn": true])
        case 23:
          // The rules are edited while the table plays: turns are short from the next one on.
          try await gm.call("sendChat", [("to", "party"), ("text", "Hurry up, or lose your turn.")])
          try ground.edit("turns.rules", "is 90 s", "is 6 s")
          try await Task.sleep(for: .seconds(4))
        case 26:
          // Karg has dithered; long turns are back before his time is up.
          try ground.edit("turns.rules", "is 6 s", "is 90 s")
          #expect(try await device("ana").hears("Karg misses a turn."))
          #expect(try await gm.eventually { await $0.aboutRules.contains { $0["changed"] != nil } })
          #expect(await (try device("ana")).aboutRules.isEmpty)
          for hero in heroes { secrets[hero] = await (try device(hero)).heard }
          try await compareViews("after Karg's turn")
        case 35:
          // A designer's mistake reaches the owner, and the table plays on.
          try ground.edit("harm.rules", "hp", "hpp")
        case 43:
          #expect(
            try await gm.eventually { await $0.aboutRules.contains { $0["problem"]?.string?.contains("hpp") == true } })
          try ground.edit("harm.rules", "hpp", "hp")
        case 59:
          // The owner is gone: the game waits, but players may queue.
          await gm.vanish()
          #expect(try await device("ana").hears("The game is paused."))
          let queued = try await device("ana").call(
            "queueTurn", [("action", .init(.string(line.action))), ("arguments", line.arguments)])
          #expect(queued["status"] == "queued", "\(JSONWriter.text(of: queued))")
          try await gm.follow(by: .webSocket)
          #expect(try await device("ana").hears("The game goes on."))
          #expect(try await device("dan").hears("It is Dorin's turn."))
          let ended = await (try device("ana")).ended
          #expect(ended.map { $0["status"] } == ["done"])
          continue
        // Done already, out of the queue.
        case 61: continue
        case 73:
          // Ben is gone for too long; the game master passes him over, and he comes back.
          await (try device("ben")).vanish()
          #expect(try await gm.hears("The player of Bryn is away."))
          let skipped = try await gm.call("skipTurn", [("arguments", ["whose": "bryn"])])
          #expect(skipped["status"] == "done", "\(JSONWriter.text(of: skipped))")
          try await device("ben").follow(by: .webSocket)
          #expect(try await gm.hears("The player of Bryn is here."))
        case 82:
          // The server dies in the middle of it, and comes back; clients find their way by themselves.
          try await compareViews("before the crash")
          let before = try await gm.call("view")
          server.kill()
          server = try await ServerProcess(ground, port: port)
          let after = try await gm.waiting { try await $0.call("view") }
          #expect(after["view"]?["creatures"] == before["view"]?["creatures"])
          #expect((after["revision"]?.integer ?? 0) >= (before["revision"]?.integer ?? .max))
          // What was answered before is answered so again.
          let known = try await device("ben").waiting {
            try await $0.call("act", [("action", "endTurn"), ("arguments", ["actor": "bryn"]), ("key", "line 81")])
          }
          #expect(known["status"] == "done", "\(JSONWriter.text(of: known))")
        case 89:
          // A pause, of which everything is handed over.
          #expect(try await gm.call("pauseInteraction")["status"] == "done")
          #expect(
            try await device("ana").call(
              "takeTurn",
              [
                ("action", "dash"), ("arguments", ["actor": "aria"]),
              ])["status"] == "refused")
          #expect(try await gm.call("resumeInteraction")["status"] == "done")
        case 96:
          // The game master gives Bryn's turn back; it is played again, and goes otherwise.
          let hp = try await gm.call("view")["view"]?["creatures"]?["karg"]?["hp"]?.integer
          #expect(hp == 0)
          let count = await gm.lines.count
          let back = try await gm.call("backtrackTurn", [("arguments", ["whose": "bryn"])])
          #expect(back["status"] == "done", "\(JSONWriter.text(of: back))")
          #expect(try await gm.hears("The turn goes back to Bryn.", after: count))
          let restored = try await gm.call("view")["view"]?["creatures"]?["karg"]?["hp"]?.integer
          #expect((restored ?? 0) > 0)
          try await compareViews("after the turn was given back")
          for line in script where line.number == 94 || line.number == 95 {
            let outcome = try await device("ben").call(
              "act",
              [
                ("action", .init(.string(line.action))), ("arguments", line.arguments),
              ])
            #expect(outcome["status"] == "done", "\(JSONWriter.text(of: outcome))")
          }
        default: break
        }
        try await play(line)
        if line.number == 30 || line.number == 65 { try await compareViews("line \(line.number)") }
      }
      try await compareViews("at the end")

      for hero in heroes {
        let texts = try #require(secrets[hero])
        // Until Mog shot, nobody but their owner had heard of them, but where they guessed at the name.
        let leaks = texts.filter { $0.lowercased().contains("mog") && !$0.contains("there is no `mog` in creatures") }
        #expect(leaks.isEmpty, "\(hero): \(leaks.first ?? "")")
        // Hit points of foes are never told.
        let view = try #require(await (try device(hero)).followed.view)
        #expect(view["creatures"]?["karg"]?["hp"] == nil)
      }
      #expect(await (try device("ana")).chat == ["ana: To arms!", "gm: Hurry up, or lose your turn."])
      #expect(await (try device("dan")).chat.contains("cleo: Keep the kit ready."))
      for user in ["ana", "ben", "gm"] {
        #expect(await !(try device(user)).heard.contains { $0.contains("Keep the kit") }, "\(user)")
      }
      for user in ["ana", "cleo", "dan"] {
        #expect(await !(try device(user)).heard.contains { $0.contains("Is anyone else there") }, "\(user)")
      }
      #expect(await (try device("cleo")).lines.contains("The game is over."))

      // The server stops in an orderly way, and what came of it is filed.
      for device in devices.values { await device.vanish() }
      #expect(await server.stop() == 0, "\(server.output)")
      let store = try SQLiteStore(path: ground.store.path)
      let content = try #require(await store.handover(of: id)).content
      let handover = try JSONReader().read(content)
      #expect(handover["state"]?["state"]?["phase"] == "ended")
      #expect(handover["outcomes"]?.elements?.contains { $0["event"] == "completed" } == true)
      #expect(handover["chat"]?.elements?.count == 4)
      #expect(handover["turnLog"]?.elements?.contains { $0["kind"] == "wentBack" } == true)
      let reports = try await store.reports(limit: 100)
      #expect(reports.allSatisfy { $0.message.contains("cannot be used") }, "\(reports)")
      #expect(try await store.snapshot(of: id)?.number == store.entries(of: id, after: 0, limit: 10_000).last?.number)
      try await store.close()
    }
  }
}

extension Device {
  /// Waits until something is so.
  func eventually(_ isSo: (Device) async throws -> Bool) async throws -> Bool {
    for _ in 0..<500 {
      if try await isSo(self) { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  /// Tries again until the server is back.
  func waiting(_ body: @Sendable (Device) async throws -> JSONValue) async throws -> JSONValue {
    let end = ContinuousClock.now + .seconds(60)
    while true {
      do { return try await body(self) } catch {
        guard ContinuousClock.now < end else { throw error }
        try await Task.sleep(for: .milliseconds(200))
      }
    }
  }
}

extension JSONValue {
  /// All faces of dice in it, in order.
  fileprivate var faces: [Int] {
    if let integer { return [Int(integer)] }
    return (elements ?? []).flatMap(\.faces) + (members ?? []).flatMap(\.value.faces)
  }
}
