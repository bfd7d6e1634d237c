internal import RulesLang

/// One judgement of a round: what was asked of a state, and what came of it.
struct Step: Sendable {
  let before: State
  let decision: Decision
  /// The same as before where it was refused.
  let after: State
  /// All dice that it was judged with.
  let rolled: [Request.Rolled]

  /// Whether its changes were made.
  var isApplied: Bool { before.stamp != after.stamp }

  /// What the user may know of it.
  var verdict: Verdict { before.verdict(of: decision) }

  /// The tags of its events that tell the host what to do.
  var tags: Set<String> {
    guard isApplied else { return [] }
    var tags = Set<String>()
    for event in decision.events where event.clauses != 0 {
      for (place, clause) in before.rules.program.events[event.event].tags.enumerated()
      where place < 64 && event.clauses >> place & 1 == 1 {
        tags.formUnion(clause.tags)
      }
    }
    return tags.intersection(HostTag.allCases.map(\.rawValue))
  }

  /// The dice as a request brings them: `{"strike.toHit": [17], "fireball.save": {"goblin": [12]}}`.
  var rolls: JSONValue {
    let values = ValueWriter(WordSource(before, added: decision.texts, arena: decision.pool))
    var members: [JSONValue.Member] = []
    for roll in rolled {
      let id = before.rules.program.rolls[roll.roll].id
      let key = roll.occurrence > 1 ? "\(id)#\(roll.occurrence)" : id
      let faces = JSONValue(.array(roll.faces.map { JSONValue(.integer($0)) }))
      guard let element = roll.element, let type = before.rules.names.rollElements[roll.roll.index] else {
        members.append(JSONValue.Member(key: key, value: faces))
        continue
      }
      let json = values.json([element], type)
      let own = JSONValue.Member(key: json.string ?? JSONWriter.text(of: json), value: faces)
      if let place = members.firstIndex(where: { $0.key == key }) {
        members[place] = .init(key: key, value: JSONValue(.object((members[place].value.members ?? []) + [own])))
      } else {
        members.append(JSONValue.Member(key: key, value: JSONValue(.object([own]))))
      }
    }
    return JSONValue(.object(members))
  }
}
