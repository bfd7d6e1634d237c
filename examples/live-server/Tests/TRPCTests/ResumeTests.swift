import RulesLang
import TRPC
import Testing

/// What a client says that it has seen last.
struct ResumeTests {
  private let server = EchoServer()

  private func call(_ target: String, header: String? = nil) throws -> Call {
    guard case .subscription(let call, _) = server.read("GET", target, lastEventID: header) else {
      Issue.record("not a subscription")
      return Call(path: "", kind: .query, input: nil)
    }
    return try call.get()
  }

  @Test func first() throws {
    #expect(try call("room.events") == Call(path: "room.events", kind: .subscription, input: nil))
    let other = try call("room.events?connectionParams=null&input=%7B%22k%22%3A1%7D")
    #expect(other == Call(path: "room.events", kind: .subscription, input: ["k": 1]))
  }

  @Test("A lost connection: the same address, and a header")
  func header() throws {
    let resumed = try call("room.events?input=%7B%22k%22%3A1%7D", header: "a1")
    #expect(resumed.lastEventID == "a1")
    #expect(resumed.input == ["k": 1, "lastEventId": "a1"])
  }

  @Test("A connection that was silent for too long: the id is in the input")
  func input() throws {
    let resumed = try call("room.events?input=%7B%22k%22%3A1%2C%22lastEventId%22%3A%22e7%22%7D")
    #expect(resumed.lastEventID == "e7")
    #expect(resumed.input == ["k": 1, "lastEventId": "e7"])
  }

  @Test("The header is newer than the query, the query than the input")
  func order() throws {
    let input = "input=%7B%22lastEventId%22%3A%22i%22%2C%22k%22%3A1%7D"
    #expect(try call("room.events?\(input)&lastEventId=q&Last-Event-Id=r", header: "h").lastEventID == "h")
    #expect(try call("room.events?\(input)&lastEventId=q&Last-Event-Id=r").lastEventID == "q")
    #expect(try call("room.events?\(input)&Last-Event-Id=r").lastEventID == "r")
    #expect(try call("room.events?\(input)&Last-Event-Id=r").input == ["lastEventId": "r", "k": 1])
    #expect(try call("room.events?\(input)").lastEventID == "i")
  }

  @Test("An id stands for an input that is not there, and changes none that is no object")
  func otherInputs() throws {
    #expect(try call("room.events", header: "a").input == ["lastEventId": "a"])
    #expect(try call("room.events?input=null", header: "a").input == ["lastEventId": "a"])
    #expect(try call("room.events?input=5", header: "a").input == 5)
    #expect(try call("room.events?input=5", header: "a").lastEventID == "a")
    #expect(try call("room.events?input=%5B1%5D", header: "a").input == [1])
  }

  @Test func emptyIsNone() throws {
    let first = Call(path: "room.events", kind: .subscription, input: nil)
    #expect(try call("room.events?lastEventId=q", header: "") == first)
    #expect(try call("room.events?lastEventId=").lastEventID == nil)
    #expect(try call("room.events?input=%7B%22lastEventId%22%3A%22%22%7D").lastEventID == nil)
    #expect(try call("room.events?input=%7B%22lastEventId%22%3A7%7D").lastEventID == nil)
  }

  @Test("Only subscriptions resume")
  func queries() throws {
    guard case .calls(let calls, _, _) = server.read("GET", "a?lastEventId=q&input=%7B%7D", lastEventID: "h") else {
      Issue.record("not a query")
      return
    }
    #expect(try calls.map { try $0.get() } == [Call(path: "a", kind: .query, input: [:])])
  }

  @Test func webSocket() throws {
    let text = #"{"id":2,"method":"subscription","params":{"input":{"k":1},"path":"room.events","lastEventId":"e1"}}"#
    guard case .request(let request)? = WebSocketMessage.read(text, limits: WireLimits(), kinds: EchoServer.kind).first
    else {
      Issue.record("not a request")
      return
    }
    #expect(request.id == .number(2))
    #expect(
      try request.call.get()
        == Call(
          path: "room.events", kind: .subscription, input: ["k": 1, "lastEventId": "e1"], lastEventID: "e1"))
  }
}
