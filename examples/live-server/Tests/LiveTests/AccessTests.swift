import AsyncHTTPClient
import Foundation
import LiveClient
import NIOCore
import NIOHTTP1
import RulesLang
import Testing

extension ServerTests {
  /// Who gets in, and what those hear who do not.
  struct AccessTests {
    private func refusal(_ body: () async throws -> JSONValue) async throws -> RemoteError {
      do {
        let answer = try await body()
        Issue.record("answered \(JSONWriter.text(of: answer))")
      } catch let error as RemoteError {
        return error
      }
      throw CancellationError()
    }

    @Test(.timeLimit(.minutes(2))) func nobodyGetsInWithoutATokenThatHolds() async throws {
      let ground = try ServerProcess.Ground()
      let server = try await ServerProcess(ground)
      let room: JSONValue = ["interactionId": "ambush"]
      let ana = try await DevelopmentToken.issue(at: ServerAddress(server.url), user: "ana")
      let parts = ana.split(separator: ".")
      let (first, second) = (parts.first ?? "", parts.dropFirst().first ?? "")
      // No token, nonsense, another signature, none at all.
      for token in [nil, "x", "\(first).\(second).AAAA", "\(first).\(second).", "\(ana)x"] as [String?] {
        let caller = HTTPCaller(url: server.trpc, token: token)
        for path in ["view", "options"] {
          let refused = try await refusal { try await caller.query(path, room) }
          #expect(refused.name == "UNAUTHORIZED")
        }
        for path in ["joinRoom", "act", "sendChat", "startTest"] {
          #expect(try await refusal { try await caller.mutate(path, room) }.name == "UNAUTHORIZED")
        }
        let stream = EventStreamClient(url: server.trpc, parameters: { token.map { ["token": $0] } ?? [:] })
        let refused = try await refusal {
          for try await value in stream.subscribe("stateDelta", room) { return value.data }
          return nil
        }
        #expect(refused.name == "UNAUTHORIZED")
      }
      // Who does not belong there hears no more of it than of what does not exist.
      let eve = HTTPCaller(
        url: server.trpc, token: try await DevelopmentToken.issue(at: ServerAddress(server.url), user: "eve"))
      for call in ["joinRoom", "leaveRoom"] {
        let hidden = try await refusal { try await eve.mutate(call, room) }
        let missing = try await refusal { try await eve.mutate(call, ["interactionId": "nowhere"]) }
        #expect((hidden.name, hidden.message) == (missing.name, missing.message))
        #expect(hidden.name == "NOT_FOUND")
      }
      // Tests are for admins.
      let caller = HTTPCaller(url: server.trpc, token: ana)
      #expect(try await refusal { try await caller.mutate("startTest", room) }.name == "FORBIDDEN")
      let admin = HTTPCaller(
        url: server.trpc,
        token: try await DevelopmentToken.issue(at: ServerAddress(server.url), user: "ana", isAdmin: true))
      let test = try #require(try await admin.mutate("startTest", room)["interactionId"])
      // An admin is judged by the same rules as anybody else.
      let judged = try await admin.mutate("startInteraction", ["interactionId": test])
      #expect(judged["verdict"]?["reasons"]?.elements?.first?["message"] == "Only the owner of this table may do that.")
      // A ticket is for the subscriptions of its own room.
      let ticket = try #require(try await caller.mutate("joinRoom", room)["ticket"]?.string)
      let tickets = EventStreamClient(url: server.trpc, parameters: { ["ticket": ticket] })
      for try await value in tickets.subscribe("stateDelta", room) {
        #expect(value.data["type"] == "view")
        break
      }
      let elsewhere = try await refusal {
        for try await value in tickets.subscribe("stateDelta", ["interactionId": test]) { return value.data }
        return nil
      }
      #expect(elsewhere.name == "UNAUTHORIZED")
      let socket = try await WebSocketClient.connect(url: server.socket, parameters: { ["ticket": ticket] })
      #expect(try await refusal { try await socket.mutate("joinRoom", room) }.name == "UNAUTHORIZED")
      await socket.close()
      #expect(await server.stop() == 0)
    }

    @Test(.timeLimit(.minutes(2))) func inProductionThereIsNoIssuer() async throws {
      let ground = try ServerProcess.Ground(["mode": "production"])
      let refused = await #expect(throws: ServerProcess.DidNotStart.self) { try await ServerProcess(ground) }
      #expect(refused?.output.contains("production needs `auth.clerk.issuer`") == true)
      let clerk: [String: Any] = [
        "mode": "production", "server": ["port": 0, "origins": ["https://app.example.com"]],
        "auth": ["clerk": ["issuer": "https://clerk.example.com", "authorizedParties": ["https://app.example.com"]]],
      ]
      let server = try await ServerProcess(ServerProcess.Ground(clerk))
      await #expect(throws: (any Error).self) {
        try await DevelopmentToken.issue(at: ServerAddress(server.url), user: "ana")
      }
      await server.stop()
    }

    @Test(.timeLimit(.minutes(2))) func thereAreLimits() async throws {
      let ground = try ServerProcess.Ground([
        "limits": ["callsPerSecond": 1, "burst": 8, "bodyBytes": 4_096, "batch": 3, "connectionsPerUser": 2]
      ])
      let server = try await ServerProcess(ground)
      let room: JSONValue = ["interactionId": "ambush"]
      func caller(_ user: String) async throws -> HTTPCaller {
        HTTPCaller(url: server.trpc, token: try await DevelopmentToken.issue(at: ServerAddress(server.url), user: user))
      }
      let ana = try await caller("ana")
      let large = JSONValue(.string(String(repeating: "x", count: 5_000)))
      let tooLarge = try await refusal {
        try await ana.mutate("sendChat", ["interactionId": "ambush", "to": "party", "text": large])
      }
      #expect(tooLarge.name == "PAYLOAD_TOO_LARGE")
      let batch = try await ana.batch(.query, Array(repeating: HTTPCaller.Call("view", room), count: 4))
      #expect(batch.allSatisfy { if case .failure(let error) = $0 { error.name == "BAD_REQUEST" } else { false } })
      var refused = 0
      for _ in 0..<30 {
        do { _ = try await ana.query("view", room) } catch let error as RemoteError {
          #expect(error.name == "TOO_MANY_REQUESTS")
          refused += 1
        }
      }
      #expect(refused > 5)
      // Another user is not hindered by that.
      let ben = try await caller("ben")
      #expect(try await ben.query("view", room)["revision"] != nil)
      // So many connections, and no more.
      let token = try await DevelopmentToken.issue(at: ServerAddress(server.url), user: "dan")
      var sockets: [WebSocketClient] = []
      for _ in 0..<2 {
        let socket = try await WebSocketClient.connect(url: server.socket, token: token)
        _ = try await socket.query("view", room)
        sockets.append(socket)
      }
      let third = try await WebSocketClient.connect(url: server.socket, token: token)
      await #expect(throws: (any Error).self) { try await third.query("view", room) }
      for socket in sockets + [third] { await socket.close() }
      #expect(await server.stop() == 0)
    }

    @Test(.timeLimit(.minutes(2))) func operatorsAndBrowsersFindWhatTheyNeed() async throws {
      let ground = try ServerProcess.Ground(["server": ["port": 0, "origins": ["https://app.example.com"]]])
      let server = try await ServerProcess(ground)
      func get(_ path: String, _ method: String = "GET", _ headers: [String: String] = [:]) async throws -> (
        Int, String, [String: String]
      ) {
        var request = HTTPClientRequest(url: server.url + path)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let body = try await response.body.collect(upTo: 1 << 20)
        let fields = response.headers.reduce(into: [String: String]()) { $0[$1.name.lowercased()] = $1.value }
        return (Int(response.status.code), String(buffer: body), fields)
      }
      #expect(try await get("/health").0 == 200)
      #expect(try await get("/ready").1 == "ready\n")
      #expect(try await get("/nothing").0 == 404)
      let caller = HTTPCaller(
        url: server.trpc, token: try await DevelopmentToken.issue(at: ServerAddress(server.url), user: "ana"))
      _ = try await caller.query("view", ["interactionId": "ambush"])
      let metrics = try await get("/metrics").1
      #expect(metrics.contains(#"live_calls_total{outcome="OK",procedure="view"} 1"#), "\(metrics)")
      let preflight = try await get(
        "/trpc/view", "OPTIONS",
        ["Origin": "https://app.example.com", "Access-Control-Request-Headers": "authorization,content-type"])
      #expect(preflight.0 == 204)
      #expect(preflight.2["access-control-allow-origin"] == "https://app.example.com")
      #expect(preflight.2["access-control-allow-headers"] == "authorization,content-type")
      #expect(try await get("/trpc/view", "GET", ["Origin": "https://evil.example.com"]).0 == 403)
      var options = WebSocketClient.Options()
      options.headers = [("Origin", "https://evil.example.com")]
      await #expect(throws: (any Error).self) {
        try await WebSocketClient.connect(url: server.socket, token: "x", options: options)
      }
      #expect(await server.stop() == 0)
    }
  }
}
