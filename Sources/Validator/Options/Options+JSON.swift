package import RulesLang

extension Options {
  /// The options as clients get them.
  public var json: String {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.text
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("actions")
      writer.array { writer in
        // The same rows are offered for many actions: what has been told once is kept.
        guard let context = actions.first?.candidates.page.context else { return }
        var teller = ChoiceTeller(context)
        for action in actions { writer.object { action.write(to: &$0, &teller) } }
      }
    }
  }
}

extension Options.Action {
  fileprivate func write(to writer: inout JSONWriter, _ teller: inout ChoiceTeller) {
    writer.key("action")
    writer.string(action)
    availability.write(to: &writer)
    if let parameter {
      writer.key("parameter")
      writer.string(parameter)
    }
    if isOpen {
      writer.key("open")
      writer.bool(true)
    }
    writer.key("candidates")
    writer.array { writer in
      for place in candidates.indices {
        let candidate = candidates.page.candidate(place, &teller)
        writer.object { candidate.write(to: &$0) }
      }
    }
  }
}

extension Options.Candidate {
  fileprivate func write(to writer: inout JSONWriter) {
    if let value {
      writer.key("value")
      writer.value(value)
    }
    writer.key("text")
    writer.string(text)
    if let cost {
      writer.key("cost")
      writer.integer(cost)
    }
    availability.write(to: &writer)
  }
}

extension Options.Availability {
  /// `"is": "enabled"`, and for what is disabled why.
  fileprivate func write(to writer: inout JSONWriter) {
    writer.key("is")
    switch self {
    case .enabled: writer.string("enabled")
    case .unsure: writer.string("unsure")
    case .disabled(let obstacle):
      writer.string("disabled")
      obstacle.write(to: &writer)
    }
  }
}

extension Options.Obstacle {
  fileprivate func write(to writer: inout JSONWriter) {
    switch why {
    case .shared(let reasons):
      writer.key("reasons")
      writer.array { writer in
        for reason in reasons { writer.object { reason.tell(to: &$0) } }
      }
    case .counts(let counts):
      writer.key("counts")
      writer.object { writer in
        for (id, count) in counts.sorted(by: { $0.key < $1.key }) {
          writer.key(id)
          writer.integer(Int64(count))
        }
      }
    case .noCandidates: break
    }
  }
}

extension Verdict.Reason {
  /// The members that a verdict gives it, written without a value between: there are hundreds of reasons.
  fileprivate func tell(to writer: inout JSONWriter) {
    writer.key("rule")
    writer.string(rule)
    writer.key("message")
    writer.string(message)
    if let needed {
      writer.key("needed")
      writer.value(needed)
    }
    if let actual {
      writer.key("actual")
      writer.value(actual)
    }
    writer.key("arguments")
    writer.value(arguments)
    writer.key("source")
    writer.string(source)
    if isFault {
      writer.key("fault")
      writer.bool(true)
    }
  }
}
