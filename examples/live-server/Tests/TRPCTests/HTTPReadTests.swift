import RulesLang
import TRPC
import Testing

/// Requests as the real client writes them.
struct HTTPReadTests {
  private let server = EchoServer()
  private let json = "application/json"

  private func calls(_ calls: HTTPCalls) throws -> (calls: [Call], isBatch: Bool) {
    guard case .calls(let results, let isBatch, _) = calls else {
      Issue.record("\(calls)")
      return ([], false)
    }
    return (try results.map { try $0.get() }, isBatch)
  }

  @Test func query() throws {
    let read = try calls(server.read("GET", "hello?input=%7B%22a%22%3A1%7D"))
    #expect(read.calls == [Call(path: "hello", kind: .query, input: ["a": 1])])
    #expect(!read.isBatch)
  }

  @Test("An input that is undefined is not said", arguments: ["hello", "hello?", "hello?input=", "hello?x=1"])
  func queryWithoutInput(target: String) throws {
    #expect(try calls(server.read("GET", target)).calls == [Call(path: "hello", kind: .query, input: nil)])
  }

  @Test func mutation() throws {
    let read = try calls(server.read("POST", "room.move", type: json, body: #"{"to":3}"#))
    #expect(read.calls == [Call(path: "room.move", kind: .mutation, input: ["to": 3])])
    #expect(!read.isBatch)
  }

  @Test func mutationWithoutInput() throws {
    let read = try calls(server.read("POST", "room.move", type: json))
    #expect(read.calls == [Call(path: "room.move", kind: .mutation, input: nil)])
  }

  @Test("A batch of one is a batch")
  func batchOfOne() throws {
    let read = try calls(server.read("POST", "room.move?batch=1", type: json, body: #"{"0":{"to":3}}"#))
    #expect(read.calls == [Call(path: "room.move", kind: .mutation, input: ["to": 3])])
    #expect(read.isBatch)
  }

  @Test("An undefined input has no key", arguments: ["a,b.c", "a%2Cb.c", "a%2cb%2Ec"])
  func batchQuery(path: String) throws {
    let read = try calls(server.read("GET", path + "?batch=1&input=%7B%221%22%3A%5B2%5D%7D"))
    #expect(
      read.calls == [
        Call(path: "a", kind: .query, input: nil), Call(path: "b.c", kind: .query, input: [2]),
      ])
    #expect(read.isBatch)
  }

  @Test func batchWithoutInput() throws {
    #expect(try calls(server.read("GET", "a,b.c?batch=1")).calls.map(\.input) == [nil, nil])
    #expect(try calls(server.read("POST", "room.move?batch=1", type: json)).calls.map(\.input) == [nil])
  }

  @Test("Only the places of calls are inputs")
  func batchPlaces() throws {
    let body = #"{"00":1,"+1":2,"-1":3,"2":4,"1":null,"99999999999999999999":5,"0":6}"#
    let read = try calls(server.read("POST", "room.move,room.post?batch=1", type: json, body: body))
    #expect(read.calls.map(\.input) == [6, nil as JSONValue])
  }

  @Test("Only `batch=1` is a batch", arguments: ["batch=0", "batch=", "batch", "batch=true", "batch=11", "Batch=1"])
  func noBatch(query: String) throws {
    #expect(server.answer("GET", "a,b.c?" + query).status == 404)
    #expect(try !calls(server.read("GET", "a?" + query)).isBatch)
  }

  @Test func theFirstValueOfANameCounts() throws {
    #expect(try calls(server.read("GET", "a?input=1&input=2&batch=0&batch=1")).calls.map(\.input) == [1])
  }

  @Test func plusIsABlankInTheQueryAlone() throws {
    #expect(try calls(server.read("GET", "a?input=%22x+y%2Bz%22")).calls.map(\.input) == ["x y+z"])
    #expect(server.answer("GET", "a+").body.contains(#"path \"a+\""#))
  }

  @Test(
    "Parameters of the content type do not matter",
    arguments: ["application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"])
  func contentType(type: String) throws {
    #expect(try calls(server.read("POST", "room.move", type: type, body: "3")).calls.map(\.input) == [3])
  }

  @Test func head() {
    guard case .head = server.read("HEAD", "a") else {
      Issue.record("not answered as HEAD")
      return
    }
  }

  @Test func connectionParams() throws {
    func params(_ query: String?) throws -> [String: String]? {
      try HTTPCalls.connectionParams(query: query, limits: WireLimits())
    }
    #expect(try params("connectionParams=%7B%22token%22%3A%22a.b.c%22%7D&input=1") == ["token": "a.b.c"])
    #expect(try params("connectionParams=null") == nil)
    #expect(try params("input=1") == nil)
    #expect(try params(nil) == nil)
    for shape in ["%7B%22token%22%3A1%7D", "%5B%5D", "1", "%22x%22", "true"] {
      #expect(throws: TRPCError(.parseError, "Invalid connection params shape")) {
        try params("connectionParams=" + shape)
      }
    }
    for text in ["", "%7B", "x"] {
      #expect(throws: TRPCError(.parseError, "Not JSON-parsable query params")) {
        try params("connectionParams=" + text)
      }
    }
    #expect(throws: TRPCError.self) { try params("connectionParams=%zz") }
  }
}
