internal import RulesLang
internal import Validator

/// The messages of the four subscriptions, as JSON.
enum FeedTexts {
  static func view(_ view: View, revision: Int64) -> FeedMessage {
    FeedMessage(id: "\(revision)", json: #"{"type":"view","revision":\#(revision),"view":\#(view.json)}"#)
  }

  static func change(_ delta: Delta) -> FeedMessage {
    FeedMessage(
      id: "\(delta.revision)", json: #"{"type":"delta",\#(delta.json.dropFirst())"#, basis: delta.basis)
  }

  /// nil where nothing is said.
  static func lines(_ delta: Delta) -> FeedMessage? {
    let lines = delta.events.filter { $0.message != nil }.map(told)
    guard !lines.isEmpty else { return nil }
    return message(
      "\(delta.revision)",
      ["revision": JSONValue(.integer(delta.revision)), "lines": JSONValue(.array(lines))])
  }

  static func aboutRules(_ told: JSONValue, revision: Int64, id: String) -> FeedMessage {
    message(id, ["revision": JSONValue(.integer(revision)), "rules": told])
  }

  static func turns(
    _ turns: [Verdict.Event], queue: [Queued], ended: [JSONValue], revision: Int64, id: String
  ) -> FeedMessage {
    message(
      id,
      [
        "revision": JSONValue(.integer(revision)), "turns": JSONValue(.array(turns.map(told))),
        "queue": JSONValue(.array(queue.map(\.told))), "ended": JSONValue(.array(ended)),
      ])
  }

  static func chat(_ said: ChatMessage, number: Int64) -> FeedMessage {
    message("\(number)", said.told(number: number))
  }

  private static func message(_ id: String, _ value: JSONValue) -> FeedMessage {
    FeedMessage(id: id, json: JSONWriter.text(of: value))
  }

  /// An event as a viewer is told of it.
  private static func told(_ event: Verdict.Event) -> JSONValue {
    var members: [JSONValue.Member] = [.init("event", event.event), .init(key: "arguments", value: event.arguments)]
    if let message = event.message { members.append(.init("message", message)) }
    return JSONValue(.object(members))
  }
}
