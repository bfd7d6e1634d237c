import LiveClient
import RulesLang
import Testing

/// What the client does with what it hears, without a server.
struct ClientTests {
  /// JSON, written as it is read.
  private static func json(_ text: String) throws -> JSONValue { try JSONReader().read(text) }

  // MARK: Patches

  @Test("A patch changes what it names and nothing else", arguments: [
    (#"{"a": 1}"#, #"[{"op": "add", "path": "/b", "value": {"c": []}}]"#, #"{"a": 1, "b": {"c": []}}"#),
    (#"{"a": {"b": 1, "c": 2}}"#, #"[{"op": "remove", "path": "/a/b"}]"#, #"{"a": {"c": 2}}"#),
    (#"{"a": {"b": 1}}"#, #"[{"op": "replace", "path": "/a/b", "value": null}]"#, #"{"a": {"b": null}}"#),
    (#"{"a/b": {"m~n": 1}}"#, #"[{"op": "replace", "path": "/a~1b/m~0n", "value": 2}]"#, #"{"a/b": {"m~n": 2}}"#),
    (#"{"~1": 1}"#, #"[{"op": "remove", "path": "/~01"}]"#, "{}"),
    (#"{"": 1}"#, #"[{"op": "replace", "path": "/", "value": 2}]"#, #"{"": 2}"#),
    (#"{"a": [1, 3]}"#, #"[{"op": "add", "path": "/a/1", "value": 2}]"#, #"{"a": [1, 2, 3]}"#),
    (#"{"a": [1]}"#, #"[{"op": "add", "path": "/a/-", "value": 2}]"#, #"{"a": [1, 2]}"#),
    (#"{"a": [1, 2]}"#, #"[{"op": "remove", "path": "/a/0"}]"#, #"{"a": [2]}"#),
    (#"{"a": [{"b": 1}]}"#, #"[{"op": "replace", "path": "/a/0/b", "value": 2}]"#, #"{"a": [{"b": 2}]}"#),
    (#"{"a": 1}"#, #"[{"op": "replace", "path": "", "value": []}]"#, "[]"),
    ("{}", #"[{"op": "add", "path": "/a", "value": 1}, {"op": "remove", "path": "/a"}]"#, "{}"),
    (#"{"a": 1}"#, "[]", #"{"a": 1}"#),
  ])
  func fittingPatch(before: String, patch: String, after: String) throws {
    let result = try JSONPatch.apply(Self.json(patch), to: Self.json(before))
    #expect(try JSONComparison.areEqual(result, Self.json(after)))
  }

  @Test("A patch that does not fit is refused", arguments: [
    (#"[{"op": "add", "path": "/a", "value": 1}]"#, "`a` is there already"),
    (#"[{"op": "remove", "path": "/x"}]"#, "there is no `x`"),
    (#"[{"op": "replace", "path": "/x", "value": 1}]"#, "there is no `x`"),
    (#"[{"op": "add", "path": "/x/y", "value": 1}]"#, "there is no `x`"),
    (#"[{"op": "replace", "path": "/a/b", "value": 1}]"#, "a number has no `b`"),
    (#"[{"op": "add", "path": "/list/3", "value": 1}]"#, "the list has no place `3`"),
    (#"[{"op": "replace", "path": "/list/2", "value": 1}]"#, "the list has no place `2`"),
    (#"[{"op": "remove", "path": "/list/-"}]"#, "the list has no place `-`"),
    (#"[{"op": "remove", "path": "/list/00"}]"#, "the list has no place `00`"),
    (#"[{"op": "remove", "path": "/list/+1"}]"#, "the list has no place `+1`"),
    (#"[{"op": "remove", "path": "a"}]"#, "a path begins with `/`"),
    (#"[{"op": "remove", "path": ""}]"#, "the whole can only be replaced"),
    (#"[{"op": "remove"}]"#, "there is no path"),
    (#"[{"op": "add", "path": "/x"}]"#, "there is no value"),
    (#"[{"op": "move", "path": "/a", "from": "/x"}]"#, "only `add`, `remove` and `replace` are known"),
    ("{}", "a patch is a list"),
  ])
  func misfit(patch: String, why: String) throws {
    let before = try Self.json(#"{"a": 1, "list": [0, 1]}"#)
    let patch = try Self.json(patch)
    #expect { try JSONPatch.apply(patch, to: before) } throws: { ($0 as? JSONPatch.Misfit)?.why == why }
  }

  @Test("Members have no order, elements have", arguments: [
    (#"{"a": 1, "b": {"c": 2, "d": 3}}"#, #"{"b": {"d": 3, "c": 2}, "a": 1}"#, nil as String?),
    ("[1, 2]", "[2, 1]", "/0"),
    ("[1]", "[1, 2]", "/1"),
    (#"{"a": 1}"#, #"{"a": 1, "b": 2}"#, "/b"),
    (#"{"a": 1, "b": 2}"#, #"{"a": 1}"#, "/b"),
    (#"{"b": 1}"#, #"{"a": 1}"#, "/a"),
    (#"{"x": [{"a/b": 1}]}"#, #"{"x": [{"a/b": true}]}"#, "/x/0/a~1b"),
    ("null", "{}", ""),
  ])
  func comparison(left: String, right: String, difference: String?) throws {
    let (left, right) = (try Self.json(left), try Self.json(right))
    #expect(JSONComparison.firstDifference(between: left, and: right) == difference)
    #expect(JSONComparison.areEqual(left, right) == (difference == nil))
  }

  // MARK: Views

  @Test("A view follows its deltas, and says when one is missing")
  func followedView() throws {
    var followed = FollowedView()
    func delta(_ basis: Int, _ revision: Int, _ patch: String) throws -> JSONValue {
      let numbers = #""basis": \#(basis), "revision": \#(revision)"#
      return try Self.json(#"{"type": "delta", \#(numbers), "patch": \#(patch), "events": []}"#)
    }
    let view = try Self.json(#"{"type": "view", "revision": 4, "view": {"a": 1}}"#)
    // Before the first view there is nothing to change.
    guard case .outOfStep(basis: 3, here: nil) = try followed.take(delta(3, 4, "[]"))
    else {
      Issue.record("a delta without a view was taken")
      return
    }
    guard case .seen = try followed.take(view) else {
      Issue.record("a view was not taken")
      return
    }
    #expect(!followed.isOutOfStep)
    guard case .changed(let events) = try followed.take(delta(4, 6, #"[{"op": "add", "path": "/b", "value": 2}]"#))
    else {
      Issue.record("a delta was not taken")
      return
    }
    #expect(events.isEmpty)
    #expect(followed.revision == 6)
    #expect(followed.view == ["a": 1, "b": 2])
    guard case .outOfStep(basis: 7, here: 6) = try followed.take(delta(7, 8, "[]"))
    else {
      Issue.record("a gap was not noticed")
      return
    }
    // One that would fit is not taken either: what lies between is not known.
    guard case .outOfStep = try followed.take(delta(6, 7, "[]")) else {
      Issue.record("the gap was forgotten")
      return
    }
    #expect(followed.isOutOfStep)
    _ = try followed.take(view)
    #expect(!followed.isOutOfStep)
    #expect(followed.revision == 4)
  }

  @Test("A patch that does not fit a view of its basis is an error")
  func misfittingDelta() throws {
    var followed = FollowedView(view: ["a": 1], revision: 1)
    let message = try Self.json(
      #"{"type": "delta", "basis": 1, "revision": 2, "patch": [{"op": "remove", "path": "/b"}], "events": []}"#)
    #expect(throws: JSONPatch.Misfit.self) { try followed.take(message) }
    #expect(followed.view == ["a": 1])
    #expect(throws: ClientFailure.self) { try followed.take(["revision": 3]) }
    #expect(throws: ClientFailure.self) { try followed.take(["type": "view", "view": 3]) }
  }

  // MARK: Events

  @Test("A stream is read alike in pieces of any size", arguments: [1, 2, 3, 7, 1_000])
  func events(size: Int) {
    let text = """
      \u{feff}: a comment
      event: connected
      data: {}


      data: one
      data:two
      data:  three
      id: 1
      ignored: x

      data
      retry: 250

      id: 2

      event: nothing

      retry: 2x
      id: a\0b
      data: ä 🎲
      event: ping

      data: never ended
      """
    var kinds: [[ServerSentEvents.Event]] = []
    for end in ["\n", "\r", "\r\n"] {
      var (events, stream) = ([ServerSentEvents.Event](), ServerSentEvents())
      var bytes = Array(text.replacing("\n", with: end).utf8)[...]
      while !bytes.isEmpty {
        events += stream.take(bytes.prefix(size))
        bytes = bytes.dropFirst(size)
      }
      #expect(stream.retry == 250)
      #expect(stream.lastEventID == "2")
      kinds.append(events)
    }
    #expect(kinds.dropFirst().allSatisfy { $0 == kinds.first })
    #expect(kinds.first?.map(\.type) == ["connected", "message", "message", "ping"])
    #expect(kinds.first?.map(\.data) == ["{}", "one\ntwo\n three", "", "ä 🎲"])
    #expect(kinds.first?.map(\.lastEventID) == ["", "1", "1", "2"])
  }

  @Test("A stream that goes on keeps the id of the one before")
  func continuedStream() {
    var stream = ServerSentEvents(lastEventID: "7")
    #expect(stream.take("data: x\n\n".utf8).map(\.lastEventID) == ["7"])
    #expect(stream.take("id:\ndata: x\n\n".utf8).map(\.lastEventID) == [""])
  }

  // MARK: Messages

  @Test("Numbers are found without reading the rest", arguments: [
    (#"{"id":1,"result":{"type":"data","data":{"id":"9","data":{"revision":42,"patch":[]}}}}"#, 42 as Int64?),
    (#" { "x" : [1, {"result": 2}, "}\"]"] , "result" : { "data": {"data" : {"revision" : -7 } } } } "#, -7),
    (#"{"result":{"data":{"data":{"a":"\"revision\":3","revision":4}}}}"#, 4),
    (#"{"result":{"data":{"data":{"patch":[{"revision":3}]}}}}"#, nil),
    (#"{"result":{"data":{"data":{"revision":"3"}}}}"#, nil),
    (#"{"result":{"data":"#, nil),
    (#"{"result":[[["#, nil),
    (#"{"result":"\"#, nil),
    ("", nil),
    ("[]", nil),
  ])
  func places(text: String, revision: Int64?) {
    #expect(JSONPlaces(Array(text.utf8)).integer(at: "result", "data", "data", "revision") == revision)
  }

  @Test("The arguments of a command are options it knows")
  func arguments() throws {
    let known: (Set<String>, Set<String>) = (["--url", "--rooms"], ["--once"])
    let given = try CommandArguments(["--url=a=b", "--once", "--rooms", "3"], valued: known.0, flags: known.1)
    #expect(given["--url"] == "a=b")
    #expect(given.has("--once"))
    #expect(try given.number("--rooms", default: 1) == 3)
    #expect(try given.number("--other", default: 5) == 5)
    #expect(throws: CommandArguments.Mistake.self) { try given.number("--url", default: 1) }
    for wrong in [["--rooms"], ["--what"], ["x"], ["--once=1"]] {
      #expect(throws: CommandArguments.Mistake.self) {
        try CommandArguments(wrong, valued: known.0, flags: known.1)
      }
    }
  }
}
