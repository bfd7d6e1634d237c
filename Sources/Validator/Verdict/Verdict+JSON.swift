package import RulesLang

extension Verdict {
  /// The verdict as clients get it.
  public var json: String { json(layout: .compact) }

  package func json(layout: JSONWriter.Layout) -> String {
    var writer = JSONWriter(layout: layout)
    writer.object { writer in
      writer.key("legal")
      writer.bool(isLegal)
      if isLater {
        writer.key("later")
        writer.bool(true)
      }
      writer.member("reasons", JSONValue(.array(reasons.map(\.value))))
      writer.list("waived", waived) { waived, writer in
        writer.member("rule", waived.rule)
        writer.member("by", waived.by)
        writer.member("because", waived.because)
      }
      writer.list("notes", notes) { note, writer in
        writer.member("note", note.note)
        writer.member("word", note.word)
        writer.member("because", note.because)
      }
      writer.list("costs", costs) { $0.write(to: &$1) }
      writer.list("needs", needs) { need, writer in
        writer.member("roll", need.roll)
        if let element = need.element { writer.member("for", element) }
        writer.member("dice", need.dice)
      }
      writer.list("events", events) { $0.write(to: &$1) }
      writer.member("patch", JSONValue(.array(patch.map(\.json))))
      writer.member("basis", JSONValue(.integer(basis)))
      writer.member("rules", rules)
    }
    return writer.text
  }
}

extension Verdict.Reason {
  /// The reason as clients get it.
  var value: JSONValue {
    var members: [(String, JSONValue)] = [("rule", JSONValue(.string(rule))), ("message", JSONValue(.string(message)))]
    if let needed { members.append(("needed", needed)) }
    if let actual { members.append(("actual", actual)) }
    members.append(("arguments", arguments))
    members.append(("source", JSONValue(.string(source))))
    if isFault { members.append(("fault", true)) }
    return JSONValue(.object(members.map { JSONValue.Member(key: $0.0, value: $0.1) }))
  }
}

extension Verdict.Cost {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("from", from)
    writer.member("amount", JSONValue(.integer(amount)))
    writer.list("parts", parts) { part, writer in
      writer.member("for", part.source)
      writer.member("amount", JSONValue(.integer(part.amount)))
    }
  }
}

extension Verdict.Event {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("event", event)
    writer.member("arguments", arguments)
    if let message { writer.member("message", message) }
    writer.member("tags", JSONValue(.array(tags.map { JSONValue(.string($0)) })))
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ key: String, _ value: JSONValue) {
    self.key(key)
    self.value(value)
  }

  fileprivate mutating func member(_ key: String, _ text: String) {
    self.key(key)
    string(text)
  }

  /// A list of objects.
  fileprivate mutating func list<Element>(
    _ key: String, _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
  ) {
    self.key(key)
    array { writer in
      for element in elements { writer.object { write(element, &$0) } }
    }
  }
}
