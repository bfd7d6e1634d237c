import Foundation
import LiveClient
import RulesLang
import Testing

extension ServerTests {
  /// kill -9, at any moment: whatever was answered is there afterwards, once.
  struct CrashTests {
    @Test(.timeLimit(.minutes(3))) func nothingIsLostThatWasAnswered() async throws {
      let ground = try ServerProcess.Ground([
        "rooms": ["graceSeconds": 60, "snapshotSeconds": 0.05, "leaseSeconds": 30]
      ])
      var server = try await ServerProcess(ground)
      let port = server.port
      let gm = Device("gm", in: "ambush", at: server)
      try await gm.call("act", [("action", "startInteraction")])
      let ana = Device("ana", in: "ambush", at: server)
      var last: Int64 = 0
      for round in 0..<5 {
        // One talks and one acts, each as fast as answers come, until the server dies under them.
        async let talked = Self.untilItFails(round) {
          try await gm.call("sendChat", [("to", "party"), ("text", $0), ("key", $0)])
        }
        async let acted = Self.untilItFails(round) { key in
          try await ana.call("takeTurn", [("action", "dropProne"), ("arguments", ["actor": "aria"]), ("key", key)])
          return try await ana.call(
            "takeTurn",
            [
              ("action", "standUp"), ("arguments", ["actor": "aria"]),
              ("key", .init(.string(key.string.map { $0 + "+" } ?? ""))),
            ])
        }
        try await Task.sleep(for: .milliseconds(Int64.random(in: 30...900)))
        server.kill()
        let (said, done) = await (talked, acted)
        server = try await ServerProcess(ground, port: port)
        // What was said is there, each once, in the order of its numbers.
        let heard = Device("gm", in: "ambush", at: server)
        try await heard.follow(by: .webSocket)
        for answer in said {
          let again = try await heard.call(
            "sendChat", [("to", "party"), ("text", answer.key), ("key", answer.key)])
          #expect(again == answer.answer)
        }
        let numbers = said.compactMap { $0.answer["number"]?.integer }
        #expect(Set(numbers).count == numbers.count)
        // What was done is done: the state has gone on at least as far, and the last is answered as before.
        let revision = try await heard.call("view")["revision"]?.integer ?? -1
        for answer in done { #expect((answer.answer["revision"]?.integer ?? .max) <= revision) }
        #expect(revision >= last)
        last = revision
        if let latest = done.last {
          let again = try await ana.call(
            "takeTurn",
            [
              ("action", "standUp"), ("arguments", ["actor": "aria"]),
              ("key", .init(.string((latest.key.string ?? "") + "+"))),
            ])
          #expect(again == latest.answer)
        }
        await heard.vanish()
      }
      #expect(last > 10)
      #expect(await server.stop() == 0)
    }

    private static func untilItFails(
      _ round: Int, _ ask: @Sendable (JSONValue) async throws -> JSONValue
    ) async -> [(key: JSONValue, answer: JSONValue)] {
      var answers: [(key: JSONValue, answer: JSONValue)] = []
      for number in 0..<100_000 {
        let key = JSONValue(.string("\(round)-\(number)"))
        guard let answer = try? await ask(key) else { break }
        answers.append((key, answer))
      }
      return answers.suffix(30)
    }
  }
}
