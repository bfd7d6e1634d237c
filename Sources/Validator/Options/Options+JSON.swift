package import RulesLang

extension Options {
  /// The options as clients get them.
  public var json: String { JSONWriter.text(of: value) }

  package var value: JSONValue {
    ["actions": JSONValue(.array(actions.map(\.object)))]
  }
}

extension Options.Action {
  fileprivate var object: JSONValue {
    var members: [JSONValue.Member] = [.init(key: "action", value: JSONValue(.string(action)))]
    members += availability.members
    if let parameter { members.append(.init(key: "parameter", value: JSONValue(.string(parameter)))) }
    if isOpen { members.append(.init(key: "open", value: true)) }
    members.append(.init(key: "candidates", value: JSONValue(.array(candidates.map(\.object)))))
    return JSONValue(.object(members))
  }
}

extension Options.Candidate {
  fileprivate var object: JSONValue {
    var members: [JSONValue.Member] = []
    if let value { members.append(.init(key: "value", value: value)) }
    members.append(.init(key: "text", value: JSONValue(.string(text))))
    if let cost { members.append(.init(key: "cost", value: JSONValue(.integer(cost)))) }
    return JSONValue(.object(members + availability.members))
  }
}

extension Options.Availability {
  /// `"is": "enabled"`, and for what is disabled why.
  fileprivate var members: [JSONValue.Member] {
    switch self {
    case .enabled: return [.init(key: "is", value: "enabled")]
    case .unsure: return [.init(key: "is", value: "unsure")]
    case .disabled(let obstacle): return [.init(key: "is", value: "disabled")] + obstacle.members
    }
  }
}

extension Options.Obstacle {
  fileprivate var members: [JSONValue.Member] {
    switch self {
    case .shared(let reasons):
      return [.init(key: "reasons", value: JSONValue(.array(reasons.map(\.value))))]
    case .counts(let counts):
      let members = counts.sorted { $0.key < $1.key }.map { id, count in
        JSONValue.Member(key: id, value: JSONValue(.integer(Int64(count))))
      }
      return [.init(key: "counts", value: JSONValue(.object(members)))]
    case .noCandidates: return []
    }
  }
}
