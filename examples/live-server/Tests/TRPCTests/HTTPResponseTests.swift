import RulesLang
import TRPC
import Testing

/// Answers as the real server writes them.
struct HTTPResponseTests {
  private let server = EchoServer()
  private let json = "application/json"

  private func error(_ message: String, _ number: Int, _ code: String, _ status: Int, path: String? = nil) -> String {
    let path = path.map { ",\"path\":\"\($0)\"" } ?? ""
    return "{\"error\":{\"message\":\"\(message)\",\"code\":\(number),"
      + "\"data\":{\"code\":\"\(code)\",\"httpStatus\":\(status)\(path)}}}"
  }

  @Test func output() {
    let reply = HTTPCalls.response([.success(#"{"hi":{"a":1}}"#)], isBatch: false, paths: ["hello"])
    #expect(
      reply == HTTPReply(status: 200, contentType: "application/json", body: #"{"result":{"data":{"hi":{"a":1}}}}"#))
    #expect(server.answer("GET", "a").body == #"{"result":{}}"#)
    #expect(server.answer("GET", "a?input=null").body == #"{"result":{"data":null}}"#)
  }

  @Test func noProcedure() {
    let reply = server.answer("GET", "nope")
    #expect(reply.status == 404)
    #expect(reply.contentType == "application/json")
    #expect(
      reply.body
        == #"{"error":{"message":"No procedure found on path \"nope\"","code":-32004,"#
        + #""data":{"code":"NOT_FOUND","httpStatus":404,"path":"nope"}}}"#)
    #expect(server.answer("GET", "").status == 404)
    #expect(server.answer("GET", "a,b.c").status == 404)
  }

  @Test("The input is not looked at where there is nothing to give it to")
  func errorsInTheirOrder() {
    #expect(server.answer("GET", "nope?input=%7B").status == 404)
    #expect(server.answer("GET", "room.post?input=%7B").status == 405)
    #expect(server.answer("POST", "nope", type: json, body: "{").status == 404)
  }

  @Test func wrongMethod() {
    #expect(
      server.answer("GET", "room.post")
        == HTTPReply(
          status: 405, contentType: json,
          body: error(
            #"Unsupported GET-request to mutation procedure at path \"room.post\""#, -32005, "METHOD_NOT_SUPPORTED",
            405,
            path: "room.post")))
    let reply = server.answer("POST", "a", type: json)
    #expect(reply.status == 405)
    #expect(reply.body.contains(#"Unsupported POST-request to query procedure at path \"a\""#))
    #expect(server.answer("PUT", "room.post", type: json).status == 405)
  }

  @Test("A method that is no method is refused", arguments: ["get", "", "OPTIONS", "DELETE"])
  func otherMethods(method: String) {
    #expect(server.answer(method, "a").status == 415)
    #expect(server.answer(method, "a", type: json).status == 405)
  }

  @Test func badJSON() {
    for reply in [server.answer("GET", "a?input=%7B"), server.answer("POST", "room.post", type: json, body: "{")] {
      #expect(reply.status == 400)
      #expect(reply.contentType == json)
      #expect(reply.body.contains(#""code":-32600,"data":{"code":"BAD_REQUEST","httpStatus":400,"path":"#))
    }
  }

  @Test func mediaType() {
    #expect(
      server.answer("POST", "room.post", body: "{}")
        == HTTPReply(
          status: 415, contentType: "text/plain;charset=UTF-8",
          body: error("Missing content-type header", -32015, "UNSUPPORTED_MEDIA_TYPE", 415)))
    for type in ["text/plain", "application/jsonl", "multipart/form-data; boundary=x", "application/octet-stream", ""] {
      #expect(server.answer("POST", "room.post", type: type, body: "{}").status == 415)
      #expect(server.answer("GET", "a", type: type).status == 200)
    }
    #expect(server.answer("POST", "room.events", body: "{}").status == 415)
  }

  @Test func refusedAsAWhole() {
    #expect(
      HTTPCalls.response(to: TRPCError(.parseError, "Invalid connection params shape"))
        == HTTPReply(
          status: 400, contentType: "text/plain;charset=UTF-8",
          body: error("Invalid connection params shape", -32700, "PARSE_ERROR", 400)))
  }

  @Test func batch() {
    #expect(
      server.answer("POST", "room.move?batch=1", type: json, body: #"{"0":{"to":3}}"#)
        == HTTPReply(status: 200, contentType: json, body: #"[{"result":{"data":{"to":3}}}]"#))
    let mixed = server.answer("GET", "a,nope,b.c?batch=1&input=%7B%220%22%3A1%7D")
    #expect(mixed.status == 207)
    #expect(
      mixed.body == #"[{"result":{"data":1}},"#
        + error(#"No procedure found on path \"nope\""#, -32004, "NOT_FOUND", 404, path: "nope") + #",{"result":{}}]"#)
    let missing = server.answer("GET", "x,y?batch=1")
    #expect(missing.status == 404)
    #expect(missing.body.hasPrefix("[{\"error\":"))
  }

  @Test func batchInputIsAnObject() {
    for body in ["[1]", "1", "null", "\"x\""] {
      let reply = server.answer("POST", "room.move,room.post?batch=1", type: json, body: body)
      let message = #"\"input\" needs to be an object when doing a batch call"#
      let errors = ["room.move", "room.post"].map { error(message, -32600, "BAD_REQUEST", 400, path: $0) }
      #expect(reply == HTTPReply(status: 400, contentType: json, body: "[\(errors[0]),\(errors[1])]"))
    }
  }

  @Test func batchOfMixedKinds() {
    #expect(
      server.answer("GET", "a,nope,room.move?batch=1")
        == HTTPReply(
          status: 400, contentType: "text/plain;charset=UTF-8",
          body: error("Cannot mix procedure types in call: query, mutation", -32600, "BAD_REQUEST", 400)))
  }

  @Test func batchOfSubscriptions() {
    let message = "Cannot batch subscription calls"
    #expect(
      server.answer("GET", "room.events?batch=1")
        == HTTPReply(
          status: 400, contentType: json,
          body: "[" + error(message, -32600, "BAD_REQUEST", 400, path: "room.events") + "]"))
  }

  @Test func batchLimit() {
    let server = EchoServer(limits: WireLimits(batch: 3))
    #expect(server.answer("GET", "a,a,a?batch=1").status == 200)
    for path in ["a,a,a,a", ",,,", String(repeating: "a%2C", count: 10_000)] {
      #expect(
        server.answer("GET", path + "?batch=1")
          == HTTPReply(
            status: 400, contentType: "text/plain;charset=UTF-8",
            body: error("Batch call exceeds maximum size", -32600, "BAD_REQUEST", 400)))
    }
  }

  @Test func sizeAndDepth() {
    let server = EchoServer(limits: WireLimits(json: .init(depth: 4, bytes: 20)))
    #expect(server.answer("POST", "room.move", type: json, body: "[[[[1]]]]").status == 200)
    let deep = server.answer("POST", "room.move", type: json, body: "[[[[[1]]]]]")
    #expect(deep.status == 400)
    let long = server.answer("POST", "room.move", type: json, body: "\"" + String(repeating: "x", count: 19) + "\"")
    #expect(long.status == 413)
    #expect(long.body.contains(#""code":-32013,"data":{"code":"PAYLOAD_TOO_LARGE","httpStatus":413"#))
    #expect(server.answer("POST", "a", type: json, body: String(repeating: "x", count: 21)).status == 405)
  }

  @Test(
    "What is not well encoded is refused",
    arguments: ["%", "%4", "%zz", "%ff", "%c0%80", "%ed%a0%80", "a%", "%%20", "%+1", "%2"])
  func encoding(text: String) {
    #expect(server.answer("GET", text).status == 400)
    #expect(server.answer("GET", text).contentType == "text/plain;charset=UTF-8")
    #expect(server.answer("GET", "a?input=" + text).status == 400)
    #expect(server.answer("GET", "a?input=" + text).contentType == json)
    #expect(server.answer("GET", "a?batch=" + text).status == 400)
    #expect(server.answer("GET", "a?\(text)=1").status == 200)
  }

  @Test func pathsAreNamesAndNothingElse() {
    for path in ["%00", "../a", "..%2Fa", "a/", "/a", "a%0A", "a%3Fbatch=1", "A"] {
      #expect(server.answer("GET", path).status == 404)
    }
  }
}
