internal import RulesLang

extension State {
  /// An event as a viewer is told of it; nil where it is none of the viewer's business.
  ///
  /// An event of the request itself is told by what the viewer saw before it. One that follows is told of whom the
  /// viewer sees after it: who has just come out of hiding is named, who has gone into it is not.
  ///
  /// - Parameters:
  ///   - before, after: this state and the one that the decision makes of it, as the viewer sees them. For the host
  ///     the event is told as it is, with its tags.
  func saying(
    _ event: Decision.Event, of decision: Decision, to before: Reading, after: Reading
  ) -> Verdict.Event? {
    guard let viewer = before.viewer else { return VerdictMaker(decision, of: self).event(event) }
    var veil = before.fact.union(after.fact)
    veil.aliases = (event.round == 0 ? before : after).fact.aliases
    let maker = VerdictMaker(decision, of: self, veil)
    guard maker.isMeant(viewer, for: event), maker.concernsSeenRows(event) else { return nil }
    return maker.event(event).withoutTags
  }
}

extension Verdict.Event {
  fileprivate var withoutTags: Verdict.Event {
    Verdict.Event(event: event, arguments: arguments, message: message, tags: [])
  }
}

extension VerdictMaker {
  /// Whether an event is for everyone, or for this viewer among others.
  fileprivate func isMeant(_ viewer: String, for event: Decision.Event) -> Bool {
    guard let recipients = event.recipients else { return true }
    return source.elements(of: recipients, .set(.user)).contains { element in
      element.first.map { source.texts[$0].utf8.elementsEqual(viewer.utf8) } ?? false
    }
  }

  /// Whether an event is about no rows, or about one that is seen.
  fileprivate func concernsSeenRows(_ event: Decision.Event) -> Bool {
    guard !veil.aliases.isEmpty else { return true }
    var rows: [Bool] = []
    for field in state.rules.layout.events[event.event.index].fields {
      let words = decision.words[(event.words + field.column)...].prefix(field.words)
      addRows(in: words, field.type, to: &rows)
    }
    return rows.isEmpty || rows.contains(true)
  }

  /// For each row that a value refers to, whether it is seen.
  private func addRows(in words: ArraySlice<Word>, _ type: Type, to rows: inout [Bool]) {
    switch type {
    case .entity(let entity): rows.append(words.first.map { veil.alias(of: $0, in: entity) == nil } ?? true)
    case .optional(let inner):
      let hasPresence = Layout.hasPresence(inner)
      guard words.first != (hasPresence ? 0 : Word.none) else { return }
      addRows(in: hasPresence ? words.dropFirst() : words, inner, to: &rows)
    case .record(let id):
      for field in state.rules.layout.fields(of: id) {
        addRows(in: words.dropFirst(field.column).prefix(field.words), field.type, to: &rows)
      }
    case .keyed(let value, let key):
      let stride = state.rules.layout.words(value)
      for place in 0..<state.rules.layout.count(key) {
        addRows(in: words.dropFirst(place * stride).prefix(stride), value, to: &rows)
      }
    case .set(let element), .list(let element):
      for part in source.elements(of: words.first ?? 0, type) { addRows(in: part, element, to: &rows) }
    default: break
    }
  }
}
