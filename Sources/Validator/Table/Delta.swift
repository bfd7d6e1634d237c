package import RulesLang

/// What one viewer has to be told of a change: how their view becomes another, and what they hear of.
///
/// It is made of two views of this viewer alone, so it holds nothing that they may not know.
public struct Delta: Sendable, Hashable {
  /// Whom it is for; nil for the host, who sees all.
  public let viewer: String?
  /// The revision of the view that it changes. A client that has another asks for the whole view.
  public let basis: Int64
  /// The revision of the view that it makes of it.
  public let revision: Int64
  /// What turns the one view's JSON into the other's.
  public let patch: [PatchOperation]
  /// In the order in which they happened.
  public let events: [Verdict.Event]

  /// Whether the viewer notices nothing of the change but its number.
  public var isEmpty: Bool { patch.isEmpty && events.isEmpty }

  /// What the client gets:
  /// `{"basis": 41, "revision": 42, "patch": […], "events": [{"event": "falls", "arguments": {…}, "message": "…"}]}`.
  public var json: String { JSONWriter.text(of: value) }

  package var value: JSONValue {
    [
      "basis": JSONValue(.integer(basis)), "revision": JSONValue(.integer(revision)),
      "patch": JSONValue(.array(patch.map(\.json))), "events": JSONValue(.array(events.map(\.toldValue))),
    ]
  }
}

extension Verdict.Event {
  /// The event as it is told; what the host has to do is not for viewers.
  fileprivate var toldValue: JSONValue {
    var members = [
      JSONValue.Member(key: "event", value: JSONValue(.string(event))),
      JSONValue.Member(key: "arguments", value: arguments),
    ]
    if let message { members.append(JSONValue.Member(key: "message", value: JSONValue(.string(message)))) }
    return JSONValue(.object(members))
  }
}
