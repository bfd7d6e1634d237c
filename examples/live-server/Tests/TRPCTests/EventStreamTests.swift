import TRPC
import Testing

struct EventStreamTests {
  @Test func frames() {
    #expect(
      EventStream.connected(reconnectAfterInactivityMilliseconds: 3000)
        == "event: connected\ndata: {\"reconnectAfterInactivityMs\":3000}\n\n")
    #expect(EventStream.connected(reconnectAfterInactivityMilliseconds: nil) == "event: connected\ndata: {}\n\n")
    #expect(EventStream.value(#"{"n":1}"#, id: "1") == "data: {\"n\":1}\nid: 1\n\n")
    #expect(EventStream.ping == "event: ping\ndata: \n\n")
    #expect(EventStream.finished == "event: return\ndata: \n\n")
    #expect(EventStream.retry(milliseconds: 200) == "retry: 200\n\n")
    #expect(
      EventStream.failure(TRPCError(.unauthorized, "bye"), path: "room.boom")
        == "event: serialized-error\ndata: {\"message\":\"bye\",\"code\":-32001,"
        + "\"data\":{\"code\":\"UNAUTHORIZED\",\"httpStatus\":401,\"path\":\"room.boom\"}}\n\n")
  }

  @Test func headers() {
    #expect(
      EventStream.headers.map { "\($0.name): \($0.value)" } == [
        "content-type: text/event-stream", "cache-control: no-cache, no-transform", "x-accel-buffering: no",
        "connection: keep-alive",
      ])
  }

  @Test("A line break in a value does not end its line", arguments: ["\n", "\r", "\r\n"])
  func lineBreaks(lineBreak: String) {
    #expect(EventStream.value("[1,\(lineBreak)2]", id: "7") == "data: [1,\ndata: 2]\nid: 7\n\n")
    let forged = EventStream.value("1\(lineBreak)\(lineBreak)event: return\(lineBreak)", id: "7")
    #expect(forged == "data: 1\ndata: \ndata: event: return\ndata: \nid: 7\n\n")
  }

  @Test("A line break in an id would begin another field")
  func ids() {
    #expect(EventStream.value("1", id: "a\r\nb\nc\0d\re") == "data: 1\nid: abcde\n\n")
    #expect(EventStream.value("1", id: "") == "data: 1\n\n")
    #expect(EventStream.value("1", id: "\n") == "data: 1\n\n")
    #expect(EventStream.value("1", id: "é 7:8") == "data: 1\nid: é 7:8\n\n")
  }

  @Test("A message or a path cannot break out of its line")
  func errorsAreOneLine() {
    let frame = EventStream.failure(TRPCError(.badRequest, "a\n\nevent: return\r"), path: "b\n")
    #expect(frame.utf8.filter { $0 == 10 || $0 == 13 }.count == 3)
  }

  @Test("A refused subscription is an event stream all the same")
  func refused() {
    let server = EchoServer()
    let wrongMethod = server.answer("POST", "room.events", type: "application/json", body: "{}")
    #expect(wrongMethod.status == 200)
    #expect(wrongMethod.contentType == "text/event-stream")
    #expect(
      wrongMethod.body
        == "event: connected\ndata: {\"reconnectAfterInactivityMs\":3000}\n\nevent: serialized-error\n"
        + #"data: {"message":"Unsupported POST-request to subscription procedure at path \"room.events\"","#
        + #""code":-32005,"data":{"code":"METHOD_NOT_SUPPORTED","httpStatus":405,"path":"room.events"}}"# + "\n\n")
    let badInput = server.answer("GET", "room.events?input=%7B")
    #expect(badInput.status == 200)
    #expect(badInput.body.contains("event: serialized-error\ndata: "))
    #expect(badInput.body.contains(#""code":-32600"#))
  }
}
