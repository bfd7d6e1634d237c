import Foundation
import LiveClient
import RulesLang
import Testing

extension ServerTests {
  /// Several devices at once, and such as do not keep up.
  struct ManyDevicesTests {
    @Test(.timeLimit(.minutes(2))) func ofTwoThatActAtOnceOneIsDoneAndTheOtherTold() async throws {
      let server = try await ServerProcess(ServerProcess.Ground())
      let gm = Device("gm", in: "ambush", at: server)
      try await gm.call("act", [("action", "startInteraction")])
      let (phone, tablet) = (Device("ana", in: "ambush", at: server), Device("ana", in: "ambush", at: server))
      try await phone.follow(by: .webSocket)
      try await tablet.follow(by: .eventStream)
      var done = 0
      var told = 0
      for step in 0..<10 {
        let basis = try #require(try await phone.call("view")["revision"])
        let path: JSONValue = step.isMultiple(of: 2) ? [[3, 2]] : [[2, 2]]
        func walk(_ device: Device) async -> String {
          do {
            let outcome = try await device.call(
              "moveEntity", [("arguments", ["actor": "aria", "path": path]), ("basis", basis)])
            return outcome["status"]?.string ?? "?"
          } catch let error as RemoteError {
            // The error says what there is to be looked at now.
            #expect((error.data["revision"]?.integer ?? 0) > (basis.integer ?? 0))
            return error.name
          } catch {
            return "\(error)"
          }
        }
        async let first = walk(phone)
        async let second = walk(tablet)
        let outcomes = await [first, second].sorted()
        #expect(outcomes == ["CONFLICT", "done"])
        done += outcomes.count { $0 == "done" }
        told += outcomes.count { $0 == "CONFLICT" }
      }
      #expect((done, told) == (10, 10))
      #expect(try await phone.difference() == nil)
      #expect(try await tablet.difference() == nil)
      for device in [phone, tablet] { await device.vanish() }
      #expect(await server.stop() == 0)
    }

    @Test(.timeLimit(.minutes(3))) func whoDoesNotKeepUpIsCutOffAndComesBack() async throws {
      let server = try await ServerProcess(
        ServerProcess.Ground(["rooms": ["graceSeconds": 120, "chatMessagesPerTenSeconds": 1_000_000]]))
      let room: JSONValue = ["interactionId": "ambush"]
      let token = try await DevelopmentToken.issue(at: ServerAddress(server.url), user: "ana")
      let slow = try await WebSocketClient.connect(url: server.socket, token: token)
      let chat = await slow.subscribe("chatMessage", room)
      try await chat.started()
      try await slow.holdReading(true)
      // More than the sockets hold between the two.
      let text = JSONValue(.string(String(repeating: "x", count: 2_000)))
      let count = 4_000
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          let gm = Device("gm", in: "ambush", at: server)
          group.addTask {
            for _ in 0..<count / 8 { try await gm.call("sendChat", [("to", "party"), ("text", text)]) }
          }
        }
        try await group.waitForAll()
      }
      try await slow.holdReading(false)
      var numbers: [Int64] = []
      for try await value in chat {
        numbers.append(value.data["number"]?.integer ?? -1)
        if numbers.last == Int64(count) { break }
      }
      // It hears the last of it, in order and nothing twice.
      #expect(numbers == numbers.sorted())
      #expect(Set(numbers).count == numbers.count)
      #expect(numbers.last == Int64(count))
      // It was cut off and has come back.
      #expect(await slow.connections > 1)
      await slow.close()
      #expect(await server.stop() == 0)
    }
  }
}
