internal import RulesLang

/// Makes a verdict of a decision and the state it was made for.
struct VerdictMaker {
  let decision: Decision
  let state: State
  let source: WordSource
  /// What is not told.
  let veil: Veil
  private let values: ValueWriter
  private let texts: TextRenderer

  init(_ decision: Decision, of state: State, _ veil: Veil = Veil()) {
    self.decision = decision
    self.state = state
    self.veil = veil
    source = WordSource(state, added: decision.texts, arena: decision.pool)
    values = ValueWriter(source, veil)
    texts = TextRenderer(source, veil)
  }

  /// What is lifted in the same words at several occurrences of an event is told once.
  private var waivers: [Verdict.Waived] {
    var told = Set<Verdict.Waived>()
    return decision.waived.map(waived).filter { told.insert($0).inserted }
  }

  private var rules: RuleSet { state.rules }
  private var program: TypedProgram { state.rules.program }

  /// - Parameter after: what the decision makes of the state, where its changes are to be told.
  func make(after: State? = nil) -> Verdict {
    let needs = decision.needs.map(need)
    let outcome: Verdict.Outcome =
      switch decision.factOutcome {
      case .refused: .refused
      case .awaiting: .awaiting(needs)
      case .ready: .ready
      }
    return Verdict(
      outcome: outcome, reasons: reasons, waived: waivers, notes: decision.notes.map(note),
      costs: decision.costs.filter(isShown).map(cost), needs: needs, events: decision.events.map(event),
      patch: after.map { ViewDifference(old: ShownState(state), new: ShownState($0)).operations } ?? [],
      dropped: decision.dropped.map(reason), basis: decision.revision ?? state.revision, rules: rules.digest,
      decision: decision)
  }

  // MARK: Reasons

  /// Those of the request, then those of the rules; reasons equal in name and arguments are given once.
  var reasons: [Verdict.Reason] {
    var seen: [String: Set<JSONValue>] = [:]
    return decision.problems.map(reason)
      + decision.failures.map(reason).filter { seen[$0.rule, default: []].insert($0.arguments).inserted }
  }

  private func reason(_ problem: RequestProblem) -> Verdict.Reason {
    Verdict.Reason(
      rule: problem.id, message: problem.message, needed: nil, actual: nil, arguments: [:], source: problem.path,
      isFault: false, isLater: false)
  }

  private func reason(_ failure: Decision.Failure) -> Verdict.Reason {
    let shape = failure.shape
    var rest = decision.words[failure.words...]
    func take(_ type: Type) -> ArraySlice<Word> {
      defer { rest = rest.dropFirst(rules.layout.words(type)) }
      return rest.prefix(rules.layout.words(type))
    }
    let isFault = failure.fault != nil
    let needed = isFault ? nil : shape.needed.map { (words: take($0), type: $0) }
    let actual = isFault ? nil : shape.actual.map { (words: take($0), type: $0) }
    let holes = isFault ? [] : rest.prefix(texts.wordCount(of: shape.message))
    rest = rest.dropFirst(holes.count)
    let arguments = shape.arguments.map { (info: $0, words: take($0.type)) }

    // What is worked out from a concealed field is not shown.
    let owners = arguments.map(\.words)
    var concealed = concealed(shape.disclosures, owners)[...]
    let sides = [shape.needed, shape.actual].map { type in
      type == nil || isFault ? false : concealed.popFirst() ?? false
    }
    let covers = (isFault ? [] : shape.message?.holes ?? []).map { _ in
      concealed.popFirst() == true ? TextRenderer.hidden : nil
    }
    let shown = arguments.enumerated().filter { place, _ in concealed.dropFirst(place).first != true }.map(\.element)
    func text(_ side: (words: ArraySlice<Word>, type: Type)?, isConcealed: Bool) -> String {
      isConcealed ? TextRenderer.hidden : side.map { texts.text($0.words, $0.type) } ?? ""
    }
    return Verdict.Reason(
      rule: shape.id,
      message: message(
        of: failure, holes, covers, needed: text(needed, isConcealed: sides[0]),
        actual: text(actual, isConcealed: sides[1])),
      needed: sides[0] ? nil : needed.map { values.json($0, $1) },
      actual: sides[1] ? nil : actual.map { values.json($0, $1) },
      arguments: JSONValue(
        .object(shown.map { JSONValue.Member(key: $0.info.name, value: values.json($0.words, $0.info.type)) })),
      source: program.sources.place(shape.range), isFault: isFault, isLater: shape.tags.contains("later"))
  }

  /// Which values tell of a field that is concealed.
  private func concealed(_ disclosures: [Disclosure], _ arguments: [ArraySlice<Word>]) -> [Bool] {
    veil.fields.isEmpty ? [] : disclosures.map { $0.isConcealed(by: veil, arguments) }
  }

  private func message(
    of failure: Decision.Failure, _ holes: ArraySlice<Word>, _ covers: [String?], needed: String, actual: String
  ) -> String {
    if let fault = failure.fault { return "The rules fail here: \(fault.message)." }
    guard let message = failure.shape.message else { return "This is not allowed." }
    return texts.text(message, holes: holes, covers: covers, needed: needed, actual: actual)
  }

  // MARK: What rides on a verdict

  private func waived(_ waived: Decision.Waived) -> Verdict.Waived {
    let info = program.waivers[waived.waiver]
    return Verdict.Waived(
      rule: program.name(of: waived.lift), by: info.header.name,
      because: because(info.because, waived.words, rules.disclosures.waivers, waived.waiver.index))
  }

  private func note(_ noted: Decision.Noted) -> Verdict.Note {
    let info = program.notes[noted.note]
    return Verdict.Note(
      note: info.header.name, word: program.noteWords[info.word],
      because: because(info.because, noted.words, rules.disclosures.notes, noted.note.index))
  }

  private func because(_ message: Message, _ words: Int, _ disclosures: [[Disclosure]], _ place: Int) -> String {
    let own = disclosures.indices.contains(place) ? disclosures[place] : []
    return texts.text(
      message, holes: decision.words[words...], covers: concealed(own, []).map { $0 ? TextRenderer.hidden : nil })
  }

  func event(_ event: Decision.Event) -> Verdict.Event {
    let info = program.events[event.event]
    let parameters = rules.layout.events[event.event.index]
    let words = decision.words[event.words...]
    return Verdict.Event(
      event: info.header.name, arguments: values.json(words, shownArguments(of: event)),
      message: info.says.map {
        texts.text($0, holes: words.dropFirst(parameters.words), covers: covers(of: event, $0))
      }, tags: program.tags(of: event))
  }

  private func need(_ need: Decision.Need) -> Verdict.Need {
    let id = program.rolls[need.roll].id
    let element = need.element.flatMap { word in need.elementType.map { values.json([word], $0) } }
    let isConcealed = rules.disclosures.dice[need.roll].map { concealed([$0], []).contains(true) } ?? false
    return Verdict.Need(
      roll: need.occurrence > 1 ? "\(id)#\(need.occurrence)" : id, element: element,
      dice: isConcealed ? TextRenderer.hidden : need.dice.dice.text)
  }

  // MARK: Costs

  /// What a concealed field is part of is not told.
  private func isShown(_ cost: Decision.Cost) -> Bool {
    veil.fields.isEmpty
      || decision.costParts[cost.firstPart..<cost.firstPart + cost.partCount].allSatisfy { part in
        guard case .spend(let id) = part.source, let amount = rules.disclosures.amounts[id] else { return true }
        return !amount.isConcealed(by: veil, [])
      }
  }

  private func cost(_ cost: Decision.Cost) -> Verdict.Cost {
    let parts = decision.costParts[cost.firstPart..<cost.firstPart + cost.partCount]
    return Verdict.Cost(
      from: name(of: cost.source), amount: cost.amount,
      parts: parts.map { Verdict.Cost.Part(source: program.name(of: $0.source), amount: $0.amount) })
  }

  /// `aria.movement`, `aria.slots[3]`, `turn.round`.
  private func name(of source: Decision.Cost.Source) -> String {
    switch source {
    case .budget(let id, let row):
      let budget = program.budgets[id]
      guard case .entity(let entity) = budget.locals.first?.type else { return budget.header.name }
      return "\(state.id(of: Word(row), in: entity)).\(budget.header.name)"
    case .field(let table, let row, let column):
      let layout = rules.layout.tables[table]
      let name = rules.place(of: column, in: layout.content)
      return layout.entity.map { "\(state.id(of: Word(row), in: $0)).\(name)" } ?? name
    }
  }
}

extension TypedProgram {
  /// What a waiver lifts.
  func name(of lift: WaiverInfo.Lift) -> String {
    switch lift {
    case .rule(let id): rules[id].header.name
    case .requirement(let id): requirements[id].id
    case .note(let id): notes[id].header.name
    case .waiver(let id): waivers[id].header.name
    }
  }

  /// What a part of a cost is for.
  func name(of source: Decision.CostPart.Source) -> String {
    switch source {
    case .spend(let id): requirements[id].id
    case .steps(let id): movements[id].header.name
    case .extra(let id, let place): movements[id].extras[place].id
    case .diagonals(let id): "\(movements[id].header.name).diagonals"
    }
  }

  /// The tags of those of an event's clauses that hold.
  func tags(of event: Decision.Event) -> [String] {
    var tags: [String] = []
    for (place, clause) in events[event.event].tags.enumerated() where place < 64 && event.clauses >> place & 1 == 1 {
      for tag in clause.tags where !tags.contains(tag) { tags.append(tag) }
    }
    return tags
  }
}

extension RuleSet {
  /// The field that a column belongs to, and its place in it: `slots[3]`.
  fileprivate func place(of column: Int, in content: Layout.Fields) -> String {
    guard let field = content.fields.last(where: { $0.column <= column }) else { return "" }
    return field.name + place(of: column - field.column, in: field.type)
  }

  /// A word's place in a value: `[3]`, `.name`; empty for the value itself.
  func place(of word: Int, in type: Type) -> String {
    switch type {
    case .record(let id): return "." + place(of: word, in: layout.records[id.index])
    case .keyed(let value, let key):
      let stride = max(layout.words(value), 1)
      return "[\(name(of: word / stride, in: key))]" + place(of: word % stride, in: value)
    case .optional(let inner) where Layout.hasPresence(inner) && word > 0: return place(of: word - 1, in: inner)
    default: return ""
    }
  }
}
