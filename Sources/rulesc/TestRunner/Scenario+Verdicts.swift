internal import RulesLang
internal import Validator

// Comparing verdicts with what is expected of them.

extension Scenario {
  func check(_ expectation: VerdictExpectation, at range: SourceRange) throws(TestFailure) {
    guard let deed else { throw fail(range, "nothing has been done") }
    switch expectation.kind {
    case .legal(let costs, let needing, let events, let notes):
      guard deed.verdict.isLegal else { throw fail(range, expected: "legal", describe(deed)) }
      if let costs { try check(costs.all, open: costs.open, of: deed, at: range) }
      try check(needing: needing, of: deed, at: range)
      try check(noting: notes, of: deed, at: range)
      try check(events, of: deed, at: range)
    case .illegal(let reasons, let atLeast, let saying, let unknown):
      guard !deed.verdict.isLegal else {
        let expected = reasons.map { "illegal by \($0.joined(separator: ", "))" } ?? "illegal"
        throw fail(range, expected: expected, describe(deed))
      }
      if let reasons { try check(reasons: reasons, atLeast: atLeast, of: deed, at: range) }
      if let saying, !deed.verdict.reasons.contains(where: { $0.message == saying }) {
        throw fail(range, expected: "saying \"\(saying)\"", describe(deed))
      }
      if let unknown, !deed.unknownIDs.contains(unknown) {
        throw fail(range, expected: "as unknown \(unknown)", describe(deed))
      }
    }
  }

  func check(_ events: [EventExpectation], at range: SourceRange) throws(TestFailure) {
    guard let deed else { throw fail(range, "nothing has been done") }
    guard deed.verdict.isLegal else {
      throw fail(
        range, expected: "legal, with \(events.map(\.range).map(source).joined(separator: ", "))", describe(deed))
    }
    try check(events, of: deed, at: range)
  }

  // MARK: Reasons

  private func check(reasons: [String], atLeast: Bool, of deed: Deed, at range: SourceRange) throws(TestFailure) {
    let found = Set(deed.verdict.reasons.map(\.rule))
    let expected = Set(reasons)
    if atLeast ? expected.isSubset(of: found) : expected == found { return }
    let words = "illegal by \(atLeast ? "at least " : "")\(reasons.joined(separator: ", "))"
    throw fail(range, expected: words, describe(deed))
  }

  // MARK: Costs

  private func check(
    _ expected: [(amount: TypedExpression, from: Place)], open: Bool, of deed: Deed, at range: SourceRange
  ) throws(TestFailure) {
    var wanted: [String: Int64] = [:]
    for cost in expected {
      let place = try name(of: cost.from, in: deed.state)
      wanted[place, default: 0] += try json(cost.amount, in: deed.state, at: range).integer ?? 0
    }
    wanted = wanted.filter { $0.value != 0 }
    let found = Dictionary(deed.verdict.costs.map { ($0.from, $0.amount) }) { $0 + $1 }
    let isMet = open ? wanted.allSatisfy { found[$0.key] == $0.value } : wanted == found
    if isMet { return }
    let written = expected.map { "\(source($0.amount.range)) from \(source($0.from.range))" }
    throw fail(range, expected: "costing \(written.joined(separator: ", "))\(open ? ", …" : "")", describe(deed))
  }

  /// A place as verdicts name it: `aria.movement`, `aria.slots[3]`, `turn.round`.
  private func name(of place: Place, in state: State) throws(TestFailure) -> String {
    var fields: [FieldInfo] = program.state
    var name = ""
    switch place.root {
    case .budget(let id, let owner):
      return "\(try json(owner, in: state, at: place.range).string ?? "").\(program.budgets[id].header.name)"
    case .row(let entity, let row):
      name = try json(row, in: state, at: place.range).string ?? ""
      fields = program.entities[entity].fields
    case .state: break
    }
    for step in place.steps {
      switch step {
      case .field(let index):
        name += (name.isEmpty ? "" : ".") + fields[index].header.name
        fields = program.fields(of: fields[index].shape.type.unwrapped)
      case .key(let key):
        let value = try json(key, in: state, at: place.range)
        name += "[\(value.string ?? value.integer.map(String.init) ?? "")]"
      }
    }
    return name
  }

  // MARK: Dice, notes and events

  /// Exactly these rolls are asked for, whosever they are.
  private func check(needing: [String], of deed: Deed, at range: SourceRange) throws(TestFailure) {
    guard !needing.isEmpty else { return }
    let found = deed.verdict.truth.needs
    if Set(found.map(\.roll)) == Set(needing) { return }
    let names = found.map(\.name).joined(separator: ", ")
    throw fail(
      range, expected: "needing \(needing.joined(separator: ", "))",
      found.isEmpty ? "legal, needing no dice" : "legal, needing \(names)")
  }

  private func check(noting: [NoteID], of deed: Deed, at range: SourceRange) throws(TestFailure) {
    let found = deed.verdict.notes.map(\.note)
    for name in noting.map({ program.notes[$0].header.name }) where !found.contains(name) {
      throw fail(
        range, expected: "noting \(name)",
        found.isEmpty ? "legal, noting nothing" : "legal, noting \(found.joined(separator: ", "))")
    }
  }

  /// What happens is a matter of fact, in whichever round and whoever is told.
  private func check(_ events: [EventExpectation], of deed: Deed, at range: SourceRange) throws(TestFailure) {
    let found = deed.verdict.truth.events
    for expectation in events {
      let info = program.events[expectation.event]
      var arguments: [JSONValue] = []
      for argument in expectation.arguments { arguments.append(try json(argument, in: deed.state, at: range)) }
      let names = info.parameters.map(\.header.name)
      func inOrder(_ values: JSONValue) -> [JSONValue?] {
        info.parameters.map { values[$0.header.name]?.inOrder(of: $0.shape.type, program) }
      }
      let wanted = inOrder(.object(names, arguments))
      if found.contains(where: { $0.event == info.header.name && inOrder($0.arguments) == wanted }) { continue }
      let events = found.isEmpty ? "no events" : found.map(describe).joined(separator: ", ")
      let dice = deed.decision.outcome == .awaiting ? "\n" + missing(deed.decision, in: deed.state) : ""
      throw fail(range, expected: "with \(source(expectation.range))", "legal, with \(events)\(dice)")
    }
  }

  private func describe(_ event: Verdict.Event) -> String {
    let arguments = (event.arguments.members ?? []).map { $0.value.string ?? JSONWriter.text(of: $0.value) }
    return "\(event.event)(\(arguments.joined(separator: ", ")))"
  }

  // MARK: Words

  /// What a verdict says, in a few lines: to its user, and in fact where that is something else.
  private func describe(_ deed: Deed) -> String {
    let said = describe(deed.verdict, in: deed.state)
    let truth = deed.verdict.truth
    return truth.reasons == deed.verdict.reasons ? said : said + "\nin fact " + describe(truth, in: deed.state)
  }

  private func describe(_ verdict: Verdict, in state: State) -> String {
    guard verdict.isLegal else {
      let reasons = verdict.reasons.map { "\($0.rule): \($0.message)\(Verdict.measure($0))" }
      return "illegal by " + reasons.joined(separator: "\n")
    }
    let costs = verdict.costTexts(in: state).joined(separator: ", ")
    let needs = verdict.needs.isEmpty ? "" : ", needing \(verdict.needs.map(\.name).joined(separator: ", "))"
    return "legal, costing \(costs.isEmpty ? "nothing" : costs)\(needs)"
  }

  func source(_ range: SourceRange) -> String { program.sources.line(range) }
}

extension Verdict {
  /// "(needed 30, actual 20)" where a reason has such values.
  static func measure(_ reason: Reason) -> String {
    let values = [("needed", reason.needed), ("actual", reason.actual)].compactMap { name, value in
      value.map { "\(name) \($0.string ?? JSONWriter.text(of: $0))" }
    }
    return values.isEmpty ? "" : " (\(values.joined(separator: ", ")))"
  }
}
