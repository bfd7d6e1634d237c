internal import RulesLang

extension State {
  /// An event as a viewer is told of it; nil where it is none of the viewer's business.
  ///
  /// An event of the request itself is told by what the viewer saw before it. One that follows is told of whom the
  /// viewer sees after it: who has just come out of hiding is named, who has gone into it is not. Who asked is told of
  /// nothing that the request itself did to a row that is concealed: an area is no way to find out who stands in it.
  ///
  /// - Parameters:
  ///   - before, after: this state and the one that the decision makes of it, as the viewer sees them. For the host
  ///     the event is told as it is, with its tags.
  func saying(
    _ event: Decision.Event, of decision: Decision, to before: Reading, after: Reading
  ) -> Verdict.Event? {
    guard let viewer = before.viewer else { return VerdictMaker(decision, of: self).event(event) }
    var veil = before.fact.union(after.fact)
    veil.isForViewer = true
    veil.aliases = (event.round == 0 ? before : after).fact.aliases
    let maker = VerdictMaker(decision, of: self, veil)
    let isOwn = event.round == 0 && decision.viewer.map { $0.utf8.elementsEqual(viewer.utf8) } ?? false
    guard maker.isMeant(viewer, for: event), maker.concernsSeenRows(event, only: isOwn) else { return nil }
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

  /// Whether an event is about no rows, or about one that is seen, or about such rows only.
  fileprivate func concernsSeenRows(_ event: Decision.Event, only: Bool) -> Bool {
    guard !veil.aliases.isEmpty else { return true }
    var rows: [Bool] = []
    for field in state.rules.layout.events[event.event.index].fields {
      let words = decision.words[(event.words + field.column)...].prefix(field.words)
      // Concealed elements have left their set or list.
      if only, field.type.unwrapped.element != nil { continue }
      addRows(in: words, field.type, to: &rows)
    }
    return only ? !rows.contains(false) : rows.isEmpty || rows.contains(true)
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

  // MARK: What its values disclose

  /// The arguments of an event that its hearer may know.
  func shownArguments(of event: Decision.Event) -> [Layout.Field] {
    let fields = state.rules.layout.events[event.event.index].fields
    guard isVeiled, let known = disclosures(of: event) else { return fields }
    let arguments = arguments(of: event)
    return zip(fields, known.arguments).filter { !conceals($1, arguments, of: event) }.map(\.0)
  }

  /// What stands in place of those holes of its line that its hearer may not know.
  func covers(of event: Decision.Event, _ message: Message) -> [String?] {
    guard isVeiled, let known = disclosures(of: event) else { return [] }
    let arguments = arguments(of: event)
    return zip(message.holes, known.holes).map { hole, disclosure in
      if let alias = alias(disclosure, arguments, of: event) {
        return hole.type.unwrapped == .text ? alias : TextRenderer.hidden
      }
      return conceals(disclosure, arguments, of: event) ? TextRenderer.hidden : nil
    }
  }

  /// Whether anything may be concealed from the hearer; the host hears all.
  private var isVeiled: Bool { veil.isForViewer }

  private func disclosures(of event: Decision.Event) -> Disclosures.Event? {
    let all = state.rules.disclosures.events
    return all.indices.contains(event.event.index) ? all[event.event.index] : nil
  }

  private func arguments(of event: Decision.Event) -> [ArraySlice<Word>] {
    state.rules.layout.events[event.event.index].fields.map { field in
      decision.words[(event.words + field.column)...].prefix(field.words)
    }
  }

  /// What counts rows is left out for every viewer: that it differs must not tell that there are concealed ones.
  private func conceals(
    _ disclosure: Disclosure, _ arguments: [ArraySlice<Word>], of event: Decision.Event
  ) -> Bool {
    disclosure.walks || disclosure.isConcealed(by: veil, arguments) || alias(disclosure, arguments, of: event) != nil
  }

  /// The alias of a concealed row that a value looks at.
  private func alias(
    _ disclosure: Disclosure, _ arguments: [ArraySlice<Word>], of event: Decision.Event
  ) -> String? {
    let fields = state.rules.layout.events[event.event.index].fields
    return disclosure.through.sorted().lazy.compactMap { place -> String? in
      guard arguments.indices.contains(place), case .entity(let entity) = fields[place].type.unwrapped else {
        return nil
      }
      return arguments[place].first.flatMap { self.veil.alias(of: $0, in: entity) }
    }.first
  }
}
