import Foundation
import LiveClient
import RulesLang
import Testing

extension ServerTests {
  /// Clients that hang, flood, or vanish without a word.
  struct RudeClientTests {
    private static var settings: [String: Any] {
      [
        "rooms": ["graceSeconds": 0.5, "chatMessagesPerTenSeconds": 1_000_000, "longestChatMessage": 200_000],
        "limits": ["callsPerSecond": 10_000, "burst": 10_000, "stallSeconds": 2],
      ]
    }

    private func token(_ user: String, _ server: ServerProcess) async throws -> String {
      try await DevelopmentToken.issue(at: ServerAddress(server.url), user: user)
    }

    /// The beginning of a request that does not go on.
    private static let beginning =
      "POST /trpc/joinRoom HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"

    /// So much that no socket holds it.
    private func chatter(at server: ServerProcess) async throws {
      let gm = Device("gm", in: "ambush", at: server)
      let text = JSONValue(.string(String(repeating: "x", count: 150_000)))
      for _ in 0..<100 { try await gm.call("sendChat", [("to", "party"), ("text", text)]) }
    }

    private static func stream(_ kind: String, _ token: String, lines: String = "") -> String {
      let input = "%7B%22interactionId%22%3A%22ambush%22%7D"
      let parameters = "%7B%22token%22%3A%22\(token)%22%7D"
      return "GET /trpc/\(kind)?input=\(input)&connectionParams=\(parameters) HTTP/1.1\r\nHost: x\r\n\(lines)\r\n"
    }

    private static func subscription(_ id: Int, _ kind: String = "chatMessage") -> String {
      #"{"id":\#(id),"method":"subscription","params":{"path":"\#(kind)","input":{"interactionId":"ambush"}}}"#
    }

    @Test(.timeLimit(.minutes(2))) func aServerStopsInTimeWhateverItsClientsDo() async throws {
      let server = try await ServerProcess(ServerProcess.Ground(Self.settings))
      let ana = try await token("ana", server)
      // Says nothing; says half of what it wants; sends half of it; reads nothing of what it wants.
      let silent = try RawConnection(port: server.port)
      let half = try RawConnection(port: server.port)
      try half.send("GET /trpc/view HTTP/1.1\r\nHo")
      let upload = try RawConnection(port: server.port)
      try upload.send(Self.beginning)
      let idle = try RawConnection(port: server.port)
      try idle.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(idle.read()?.contains("alive") == true)
      let stream = try RawConnection(port: server.port)
      try stream.send(Self.stream("chatMessage", ana))
      let socket = try RawConnection.socket(port: server.port, parameters: #"{"token":"\#(ana)"}"#)
      try socket.sendFrame(Self.subscription(1))
      try await Task.sleep(for: .milliseconds(300))
      try await chatter(at: server)
      let start = ContinuousClock.now
      #expect(await server.stop() == 0)
      #expect(ContinuousClock.now - start < .seconds(10), "\(ContinuousClock.now - start)")
      for connection in [silent, half, upload, idle, stream, socket] {
        #expect(connection.isClosed(within: .seconds(1)))
      }
    }

    @Test(.timeLimit(.minutes(2))) func whoReadsNothingIsCutOff() async throws {
      let server = try await ServerProcess(ServerProcess.Ground(Self.settings))
      let gm = Device("gm", in: "ambush", at: server)
      try await gm.follow(by: .webSocket)
      let ana = try await token("ana", server)
      let stream = try RawConnection(port: server.port)
      try stream.send(Self.stream("chatMessage", ana))
      let socket = try RawConnection.socket(port: server.port, parameters: #"{"token":"\#(ana)"}"#)
      try socket.sendFrame(Self.subscription(1))
      #expect(try await gm.hears("The player of Aria is here."))
      try await chatter(at: server)
      // Nobody who hangs is here.
      #expect(try await gm.hears("The player of Aria is away.", within: .seconds(15)))
      await gm.vanish()
      #expect(await server.stop() == 0)
      for connection in [stream, socket] { #expect(connection.isClosed(within: .seconds(5))) }
    }

    @Test(.timeLimit(.minutes(2))) func whoSaysNothingIsNotWaitedFor() async throws {
      let server = try await ServerProcess(ServerProcess.Ground(Self.settings))
      let silent = try RawConnection(port: server.port)
      let half = try RawConnection(port: server.port)
      try half.send("GET /trpc/view HTTP/1.1\r\nHo")
      let upload = try RawConnection(port: server.port)
      try upload.send(Self.beginning)
      let stranger = try RawConnection.socket(port: server.port, parameters: nil)
      let shy = try RawConnection.socket(port: server.port, parameters: "null")
      for connection in [silent, half, stranger, shy, upload] { #expect(connection.isClosed(within: .seconds(8))) }
      #expect(await server.stop() == 0)
    }

    /// Whoever floods the server hears that it is too much, and is read no faster than they read.
    @Test(.timeLimit(.minutes(2)), .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
    func nobodyHasMoreSubscriptionsThanTheyMay() async throws {
      let limits = ["callsPerSecondAndAddress": 1_000_000_000]
      let server = try await ServerProcess(ServerProcess.Ground(["limits": limits]))
      let before = try server.memory()
      let socket = try RawConnection.socket(port: server.port, parameters: "null")
      let flood = Task.detached {
        // Ends where nobody takes it any more.
        for frame in 0..<10_000 {
          let ids = frame * 500..<(frame + 1) * 500
          try socket.sendFrame("[\(ids.map { Self.subscription($0) }.joined(separator: ","))]")
        }
      }
      try await Task.sleep(for: .seconds(5))
      #expect(try server.memory() < before + 25 << 20)
      #expect(await server.stop() == 0)
      _ = await flood.result
    }

    @Test(.timeLimit(.minutes(2))) func aStreamThatIsAskedForWithABodyDoesNoHarm() async throws {
      let server = try await ServerProcess(ServerProcess.Ground(Self.settings))
      let gm = Device("gm", in: "ambush", at: server)
      try await gm.follow(by: .webSocket)
      let ana = try await token("ana", server)
      var stream: RawConnection? = try RawConnection(port: server.port)
      try stream?.send(Self.stream("chatMessage", ana, lines: "Transfer-Encoding: chunked\r\n"))
      for _ in 0..<50 {
        try? stream?.send("1\r\nx\r\n")
        try await Task.sleep(for: .milliseconds(10))
      }
      stream = nil
      try await Task.sleep(for: .seconds(2))
      // She is not said to be here for ever.
      let isHere = await gm.lines.contains("The player of Aria is here.")
      let isAway = await gm.lines.contains("The player of Aria is away.")
      #expect(isHere == isAway)
      await gm.vanish()
      let start = ContinuousClock.now
      #expect(await server.stop() == 0)
      #expect(ContinuousClock.now - start < .seconds(10))
    }
  }
}

extension ServerProcess {
  /// How much memory it has, in bytes.
  func memory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
    return try #require(line.split(separator: " ").compactMap { Int($0) }.first) << 10
  }
}
