import RulesLang
import TRPC
import Testing

struct WebSocketReadTests {
  private func read(_ text: String, awaits: Bool = false, limits: WireLimits = WireLimits()) -> [WebSocketMessage] {
    WebSocketMessage.read(text, awaitsConnectionParams: awaits, limits: limits, kinds: EchoServer.kind)
  }

  private func request(
    _ id: RequestID, _ path: String, _ kind: ProcedureKind, _ input: JSONValue?, jsonrpc: Bool = false
  ) -> WebSocketMessage {
    let call = Call(path: path, kind: kind, input: input)
    return .request(WebSocketRequest(id: id, jsonrpc: jsonrpc, path: path, call: .success(call)))
  }

  @Test func requests() {
    #expect(
      read(#"{"id":1,"method":"query","params":{"input":{"a":1},"path":"hello"}}"#)
        == [request(.number(1), "hello", .query, ["a": 1])])
    #expect(
      read(#"{"id":"x","jsonrpc":"2.0","method":"mutation","params":{"path":"room.post"}}"#)
        == [request(.string("x"), "room.post", .mutation, nil, jsonrpc: true)])
    #expect(
      read(#"{"id":2,"method":"subscription","params":{"path":"room.events","input":null}}"#)
        == [request(.number(2), "room.events", .subscription, nil as JSONValue)])
    #expect(read(#"{"id":2,"method":"subscription.stop"}"#) == [.stop(.number(2))])
    #expect(read("PING") == [.ping])
    #expect(read("PONG") == [.pong])
  }

  @Test func severalInOneFrame() {
    let text = """
      [{"id":1,"method":"query","params":{"path":"a"}},{"id":2,"method":"subscription.stop"}]
      """
    #expect(read(text) == [request(.number(1), "a", .query, nil), .stop(.number(2))])
    #expect(read("[]") == [])
    let limits = WireLimits(frame: 2)
    #expect(
      read("[\(text.dropFirst().dropLast()),{}]", limits: limits) == [
        .malformed(TRPCError(.badRequest, "Batch call exceeds maximum size"))
      ])
  }

  @Test("A procedure of another kind is none")
  func wrongKind() {
    for path in ["nope", "room.move", "room.events"] {
      let text = #"{"id":3,"method":"query","params":{"path":"\#(path)"}}"#
      let error = TRPCError(.notFound, "No \"query\"-procedure on path \"\(path)\"")
      #expect(
        read(text) == [
          .request(WebSocketRequest(id: .number(3), jsonrpc: false, path: path, call: .failure(error)))
        ])
    }
  }

  @Test(
    "Without an id there is nobody to answer",
    arguments: [
      #"{"id":null,"method":"query","params":{"path":"a"}}"#, #"{"method":"query","params":{"path":"a"}}"#,
      #"{"id":null,"method":"subscription.stop"}"#,
    ])
  func noID(text: String) {
    let error = TRPCError(.parseError, "`id` is required")
    #expect(read(text) == [.malformed(error)])
    #expect(read("[\(text),{\"id\":1,\"method\":\"subscription.stop\"}]") == [.malformed(error), .stop(.number(1))])
  }

  @Test(
    "What is no message is refused, with all of its frame",
    arguments: [
      "", "{", "ping", "PING ", "null", "1", "\"PING\"", "{}", "[1]", "[[]]", "{} {}", #"{"id":1}"#,
      #"{"id":1,"method":"nope","params":{"path":"a"}}"#, #"{"id":1,"method":1,"params":{"path":"a"}}"#,
      #"{"id":1,"method":"query"}"#, #"{"id":1,"method":"query","params":[]}"#,
      #"{"id":1,"method":"query","params":{}}"#, #"{"id":1,"method":"query","params":{"path":1}}"#,
      #"{"id":1,"method":"query","params":{"path":"a","lastEventId":1}}"#,
      #"{"id":1,"method":"query","params":{"path":"a","lastEventId":null}}"#,
      #"{"id":1,"jsonrpc":"1.0","method":"query","params":{"path":"a"}}"#,
      #"{"id":1,"jsonrpc":2,"method":"query","params":{"path":"a"}}"#,
      #"{"id":true,"method":"query","params":{"path":"a"}}"#, #"{"id":[1],"method":"subscription.stop"}"#,
      #"{"id":1.5,"method":"query","params":{"path":"a"}}"#, #"{"id":1,"id":2,"method":"subscription.stop"}"#,
      #"{"method":"connectionParams","data":{"token":"t"}}"#,
      #"[{"id":1,"method":"query","params":{"path":"a"}},{"id":1}]"#,
    ])
  func malformed(text: String) {
    guard case .malformed(let error)? = read(text).first else {
      Issue.record("\(text) is taken for a message")
      return
    }
    #expect(read(text).count == 1)
    #expect(error.code == .parseError)
  }

  @Test func sizeAndDepth() {
    let limits = WireLimits(json: .init(depth: 3, bytes: 100))
    let deep = #"{"id":1,"method":"query","params":{"path":"a","input":[[]]}}"#
    #expect(read(deep, limits: limits).first.map { if case .malformed = $0 { true } else { false } } == true)
    #expect(
      read("[" + String(repeating: " ", count: 100) + "]", limits: limits)
        == [.malformed(TRPCError(.payloadTooLarge, "the text is longer than 100 bytes"))])
  }

  @Test func connectionParams() {
    func params(_ text: String) -> [WebSocketMessage] { read(text, awaits: true) }
    #expect(
      params(#"{"method":"connectionParams","data":{"token":"t"}}"#) == [.connectionParams(.success(["token": "t"]))])
    #expect(params(#"{"method":"connectionParams","data":null}"#) == [.connectionParams(.success(nil))])
    #expect(params("PING") == [.ping])
    #expect(params("PONG") == [.pong])
    let shape = TRPCError(.parseError, "Invalid connection params shape")
    for data in [#"{"token":1}"#, "[]", "1", "\"t\""] {
      #expect(params(#"{"method":"connectionParams","data":\#(data)}"#) == [.connectionParams(.failure(shape))])
    }
    #expect(params(#"{"id":1,"method":"query","params":{"path":"a"}}"#) == [.connectionParams(.failure(shape))])
    let malformed = TRPCError(.parseError, "Malformed TRPCConnectionParamsMessage")
    for text in ["", "{", "[]", "1", #"[{"method":"connectionParams","data":{}}]"#] {
      #expect(params(text) == [.connectionParams(.failure(malformed))])
    }
  }

  @Test func announced() {
    #expect(WebSocketMessage.announcesConnectionParams(query: "connectionParams=1"))
    #expect(WebSocketMessage.announcesConnectionParams(query: "x=2&connectionParams=1"))
    for query in [nil, "", "connectionParams", "connectionParams=0", "connectionParams=%zz", "connectionparams=1"] {
      #expect(!WebSocketMessage.announcesConnectionParams(query: query))
    }
  }

  @Test("Two spellings of one character are two ids")
  func identity() {
    #expect(RequestID.string("\u{e9}") != .string("e\u{301}"))
    #expect(RequestID.string("1") != .number(1))
    #expect(Set<RequestID>([.string("\u{e9}"), .string("e\u{301}"), .number(1), .number(1)]).count == 3)
  }
}
