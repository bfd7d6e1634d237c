import Foundation
import LiveClient
import RulesLang
import Storage
import Testing

extension ServerTests {
  /// Two servers on one store: a room belongs to one of them, until that one is gone.
  struct ScalingTests {
    /// Two servers, what was acknowledged by the first, and who waits at the second.
    private struct Pair {
      let ground: ServerProcess.Ground
      let first: ServerProcess
      let second: ServerProcess
      /// By their keys.
      var acknowledged: [(key: JSONValue, answer: JSONValue)] = []

      init(lease: Int) async throws {
        ground = try ServerProcess.Ground([
          "rooms": ["graceSeconds": 60, "snapshotSeconds": 0.1, "leaseSeconds": lease]
        ])
        first = try await ServerProcess(ground, environment: ["LIVE_SERVER_NAME": "first"])
        second = try await ServerProcess(ground, environment: ["LIVE_SERVER_NAME": "second"])
        let gm = Device("gm", in: "ambush", at: first)
        for number in 1...8 {
          let key = JSONValue(.string("\(number)"))
          acknowledged.append((key, try await gm.call("sendChat", [("to", "party"), ("text", key), ("key", key)])))
        }
      }

      /// What the second server says of the room; nil where it serves it.
      func refusal() async throws -> String? {
        do {
          _ = try await Device("gm", in: "ambush", at: second).call("view")
          return nil
        } catch let error as RemoteError {
          return error.name
        }
      }

      /// The second server has all that the first one has acknowledged, once.
      func compare() async throws {
        let gm = Device("gm", in: "ambush", at: second)
        for (key, answer) in acknowledged {
          let again = try await gm.call("sendChat", [("to", "party"), ("text", key), ("key", key)])
          #expect(again == answer, "\(key)")
        }
        let store = try SQLiteStore(path: ground.store.path)
        let entries = try await store.entries(of: "ambush", after: 0, limit: 10_000)
        #expect(entries.map(\.number) == Array(1...Int64(entries.count)))
        let keys = try entries.compactMap { try JSONReader().read($0.content)["key"] }
        #expect(keys == acknowledged.map(\.key))
        try await store.close()
      }
    }

    @Test(.timeLimit(.minutes(2))) func aRoomOfAServerThatDiesIsAnothersWhenTheLeaseIsOver() async throws {
      let lease = 2
      let servers = try await Pair(lease: lease)
      let joined = try await Device("ana", in: "ambush", at: servers.first).call("joinRoom")
      let ticket = try #require(joined["ticket"]?.string)
      // As long as the first one lives, its lease does not end.
      try await Task.sleep(for: .seconds(2 * lease))
      #expect(try await servers.refusal() == "SERVICE_UNAVAILABLE")

      // An event source that has come to the wrong server asks again by itself.
      let messages = EventStreamClient(
        url: servers.second.trpc, parameters: { ["ticket": ticket] }, retry: .milliseconds(100)
      ).subscribe("chatMessage", ["interactionId": "ambush"])
      try await messages.started()
      servers.first.kill()
      let died = ContinuousClock.now
      while try await servers.refusal() != nil, ContinuousClock.now - died < .seconds(30) {
        try await Task.sleep(for: .milliseconds(50))
      }
      let took = ContinuousClock.now - died
      #expect(took < .seconds(lease + 3), "the lease was over after \(took)")
      try await servers.compare()
      var heard: [JSONValue] = []
      for try await message in messages {
        heard.append(message.data["text"] ?? [:])
        if heard.count == servers.acknowledged.count { break }
      }
      #expect(heard == servers.acknowledged.map(\.key))
      #expect(await servers.second.stop() == 0)
    }

    @Test(.timeLimit(.minutes(2))) func aRoomOfAServerThatStopsIsAnothersAtOnce() async throws {
      let servers = try await Pair(lease: 600)
      #expect(try await servers.refusal() == "SERVICE_UNAVAILABLE")
      let ben = Device("ben", in: "ambush", at: servers.second)
      await #expect { try await ben.call("joinRoom") } throws: { ($0 as? RemoteError)?.name == "SERVICE_UNAVAILABLE" }
      await #expect {
        try await ben.call("act", [("action", "dropProne"), ("arguments", ["actor": "bryn"])])
      } throws: { ($0 as? RemoteError)?.name == "SERVICE_UNAVAILABLE" }

      #expect(await servers.first.stop() == 0)
      #expect(try await servers.refusal() == nil)
      try await servers.compare()
      // It stays there when the first one comes back.
      let first = try await ServerProcess(servers.ground, environment: ["LIVE_SERVER_NAME": "first"])
      let gm = Device("gm", in: "ambush", at: first)
      await #expect { try await gm.call("view") } throws: { ($0 as? RemoteError)?.name == "SERVICE_UNAVAILABLE" }
      #expect(await servers.second.stop() == 0)
      _ = try await gm.call("view")
      #expect(await first.stop() == 0)
    }
  }
}
