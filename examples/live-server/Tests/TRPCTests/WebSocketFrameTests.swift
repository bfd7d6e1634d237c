import TRPC
import Testing

struct WebSocketFrameTests {
  private func request(_ id: RequestID, _ path: String, jsonrpc: Bool = false) -> WebSocketRequest {
    WebSocketRequest(
      id: id, jsonrpc: jsonrpc, path: path, call: .success(Call(path: path, kind: .query, input: nil)))
  }

  @Test func frames() {
    let six = request(.number(6), "room.events")
    #expect(
      WebSocketFrame.output(#"{"hi":{"a":1}}"#, of: request(.number(1), "hello"))
        == #"{"id":1,"result":{"type":"data","data":{"hi":{"a":1}}}}"#)
    #expect(WebSocketFrame.output(nil, of: request(.number(1), "hello")) == #"{"id":1,"result":{"type":"data"}}"#)
    #expect(WebSocketFrame.started(six) == #"{"id":6,"result":{"type":"started"}}"#)
    #expect(
      WebSocketFrame.value(#"{"n":2}"#, id: "2", of: six)
        == #"{"id":6,"result":{"type":"data","data":{"id":"2","data":{"n":2}},"id":"2"}}"#)
    #expect(WebSocketFrame.stopped(six) == #"{"id":6,"result":{"type":"stopped"}}"#)
    #expect(WebSocketFrame.reconnect == #"{"id":null,"method":"reconnect"}"#)
    #expect(WebSocketFrame.ping == "PING")
    #expect(WebSocketFrame.pong == "PONG")
  }

  @Test func errors() {
    #expect(
      EchoServer().frames(#"{"id":3,"method":"query","params":{"path":"nope"}}"#) == [
        #"{"id":3,"error":{"message":"No \"query\"-procedure on path \"nope\"","code":-32004,"#
          + #""data":{"code":"NOT_FOUND","httpStatus":404,"path":"nope"}}}"#
      ])
    #expect(
      EchoServer().frames(#"{"id":null,"method":"query","params":{"path":"a"}}"#) == [
        #"{"id":null,"error":{"message":"`id` is required","code":-32700,"#
          + #""data":{"code":"PARSE_ERROR","httpStatus":400}}}"#
      ])
    let bad = EchoServer().frames("{")
    #expect(bad.count == 1)
    #expect(bad.first?.hasPrefix(#"{"id":null,"error":{"message":""#) == true)
    #expect(bad.first?.hasSuffix(#","code":-32700,"data":{"code":"PARSE_ERROR","httpStatus":400}}}"#) == true)
    #expect(
      WebSocketFrame.failure(.duplicate(.number(6)), of: request(.number(6), "room.events"))
        == #"{"id":6,"error":{"message":"Duplicate id 6","code":-32600,"#
        + #""data":{"code":"BAD_REQUEST","httpStatus":400,"path":"room.events"}}}"#)
  }

  @Test func idsComeBackAsTheyWere() {
    #expect(WebSocketFrame.started(request(.string("6"), "a")) == #"{"id":"6","result":{"type":"started"}}"#)
    #expect(
      WebSocketFrame.started(request(.string("\"\n\\"), "a")) == #"{"id":"\"\n\\","result":{"type":"started"}}"#)
    #expect(WebSocketFrame.started(request(.number(-9), "a")) == #"{"id":-9,"result":{"type":"started"}}"#)
  }

  @Test func jsonrpcIsSaidToThoseWhoSayIt() {
    #expect(
      EchoServer().frames(#"{"id":1,"jsonrpc":"2.0","method":"query","params":{"path":"a","input":[1]}}"#)
        == [#"{"id":1,"jsonrpc":"2.0","result":{"type":"data","data":[1]}}"#])
  }

  @Test func valueIDsAreTexts() {
    #expect(
      WebSocketFrame.value("1", id: "a\"b", of: request(.number(1), "a"))
        == #"{"id":1,"result":{"type":"data","data":{"id":"a\"b","data":1},"id":"a\"b"}}"#)
  }
}
