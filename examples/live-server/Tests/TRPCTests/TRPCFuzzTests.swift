import RulesLang
import TRPC
import Testing

/// Whatever comes, there is an answer that a client can read.
struct TRPCFuzzTests {
  private static let requests: [(method: String, target: String, type: String?, id: String?, body: String)] = [
    ("GET", "hello?input=%7B%22a%22%3A1%7D", nil, nil, ""),
    ("POST", "room.move", "application/json", nil, #"{"to":3}"#),
    ("POST", "room.move,room.post?batch=1", "application/json", nil, #"{"0":{"to":3},"1":[null,"x"]}"#),
    ("GET", "a,b.c?batch=1&input=%7B%220%22%3A%22%C3%A9%22%7D", nil, nil, ""),
    ("GET", "room.events?connectionParams=%7B%22token%22%3A%22t%22%7D&input=%7B%22k%22%3A1%7D", nil, "e1", ""),
  ]

  private static let frames = [
    #"{"id":1,"method":"query","params":{"input":{"a":1},"path":"hello"}}"#,
    #"{"id":"x","jsonrpc":"2.0","method":"mutation","params":{"path":"room.post","input":[1,2,"\u00e9"]}}"#,
    #"{"id":2,"method":"subscription","params":{"input":{"k":1},"path":"room.events","lastEventId":"e1"}}"#,
    #"[{"id":1,"method":"query","params":{"path":"a"}},{"id":2,"method":"subscription.stop"}]"#,
    #"{"method":"connectionParams","data":{"token":"t"}}"#, "PING",
  ]

  @Test func requestsAreAlwaysAnswered() throws {
    var mutator = Mutator(seed: 41)
    var server = EchoServer()
    var statuses: Set<Int> = []
    for round in 0..<6000 {
      let request = Self.requests[round % Self.requests.count]
      server.limits = WireLimits(json: .init(depth: round % 7, bytes: 10 + round % 90), batch: round % 3)
      let calls = server.read(
        mutator.rarely(request.method), mutator.mutated(request.target), type: request.type.map { mutator.rarely($0) },
        lastEventID: request.id.map { mutator.mutated($0) }, body: mutator.mutated(request.body))
      if case .head = calls { continue }
      let reply = EchoServer.answer(calls)
      statuses.insert(reply.status)
      if case .subscription = calls {
        try Self.checkStream(reply.body, round: round)
      } else {
        try Self.checkBody(reply.body, round: round)
      }
      _ = try? HTTPCalls.connectionParams(query: mutator.mutated(request.target), limits: server.limits)
    }
    #expect(statuses.isSuperset(of: [200, 207, 400, 404, 405, 413, 415]))
  }

  @Test func framesAreAlwaysAnswered() throws {
    var mutator = Mutator(seed: 42)
    var server = EchoServer()
    for round in 0..<6000 {
      let text = mutator.mutated(Self.frames[round % Self.frames.count])
      server.limits = WireLimits(json: .init(depth: 1 + round % 7, bytes: 40 + round % 99), frame: round % 3)
      let messages = WebSocketMessage.read(text, limits: server.limits, kinds: EchoServer.kind)
      #expect(!messages.isEmpty || text.hasPrefix("["), "round \(round)")
      for frame in server.frames(text) where frame != "PONG" {
        let answer = try JSONReader().read(frame)
        #expect(answer["id"] != nil && (answer["result"] != nil || answer["error"] != nil), "round \(round): \(frame)")
      }
      let first = WebSocketMessage.read(
        text, awaitsConnectionParams: true, limits: server.limits, kinds: EchoServer.kind)
      #expect(first.count == 1)
    }
  }

  @Test func valuesAndIDsStayInTheirFrames() throws {
    var mutator = Mutator(seed: 43)
    for round in 0..<2000 {
      let id = mutator.mutated("a\r\nid: 1\0")
      let frame = EventStream.value(mutator.mutated("{\"n\":\r\n1}\n\nevent: return"), id: id)
      let lines = frame.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
      #expect(lines.dropLast(2).allSatisfy { $0.hasPrefix("data: ") || $0.hasPrefix("id: ") }, "round \(round)")
      #expect(lines.filter { $0.hasPrefix("id: ") }.count <= 1, "round \(round)")
      #expect(lines.suffix(2) == ["", ""])
    }
  }

  private static func checkBody(_ body: String, round: Int) throws {
    let answer = try JSONReader(limits: .init(depth: 80)).read(body)
    for answer in answer.elements ?? [answer] {
      if let error = answer["error"] {
        #expect(error["code"]?.integer != nil && error["message"]?.string != nil, "round \(round): \(body)")
      } else {
        #expect(answer["result"]?.members != nil, "round \(round): \(body)")
      }
    }
  }

  private static func checkStream(_ body: String, round: Int) throws {
    #expect(body.hasPrefix("event: connected\ndata: {") && body.hasSuffix("\n\n"), "round \(round): \(body)")
    for line in body.split(separator: "\n") where line.hasPrefix("data: {") {
      _ = try JSONReader(limits: .init(depth: 80)).read(String(line.dropFirst(6)))
    }
  }
}
