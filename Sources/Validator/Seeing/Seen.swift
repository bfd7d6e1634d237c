import RulesLang

/// What a request comes to as its user sees the state, beside what is true of it.
///
/// There is one only where rows are concealed from the user: concealed fields change what is shown, not what is judged.
package final class Seen: Sendable {
  package let reading: Reading
  /// In words and row numbers of the reading's state; it has no changes, and was made without dice.
  package let decision: Decision
  /// Whether nothing that the user may know forbids what a concealed fact forbids.
  package let isOnlyFact: Bool
  /// Whether the host had brought dice, so that none that are asked for here are still due.
  let isRolled: Bool

  init(_ reading: Reading, _ decision: Decision, isOnlyFact: Bool, isRolled: Bool) {
    self.reading = reading
    self.decision = decision
    self.isOnlyFact = isOnlyFact
    self.isRolled = isRolled
  }
}

extension Judge {
  /// What a rule set says to a request, in words and row numbers of the state: legal is what is so in fact and as its
  /// user sees the state.
  public func validate(_ request: Request, in state: State) -> Decision {
    evaluator.concealsRows && request.userWord != .none
      ? answerAsSeen(request, in: state) : answer(to: request, in: state)
  }

  /// Whether a request is legal, and ready: all that ``validate(_:in:)`` finds out but what comes of it and why not. It
  /// is for those who ask of many requests which can be made.
  public func outcome(of request: Request, in state: State) -> Decision.Outcome {
    evaluator.concealsRows && request.userWord != .none
      ? answerAsSeen(request, in: state).outcome : factOutcome(of: request, in: state)
  }

  @inline(never)
  private func answerAsSeen(_ request: Request, in state: State) -> Decision {
    guard let viewer = request.viewer else { return answer(to: request, in: state) }
    guard request.isResolved(in: state) else {
      let again = request.resolved(in: state)
      return again.isResolved(in: state) ? answerAsSeen(again, in: state) : answer(to: again, in: state)
    }
    let reading = reading(of: state, for: viewer)
    guard reading.hidesRows else { return answer(to: request, in: state) }
    var decision = facts(of: request, in: state)
    // What has come due comes first, whoever asks.
    guard !decision.problems.contains(where: { $0.kind == .tick }) else { return decision }
    let own = eyes.facts(of: request.seen(in: reading, of: state), in: reading.state, follows: false)
    decision.seen = Seen(
      reading, own, isOnlyFact: own.outcome != .refused && decision.outcome == .refused,
      isRolled: !request.rolls.isEmpty)
    if own.outcome == .refused { decision.outcome = .refused }
    return decision
  }
}

extension Decision {
  /// The outcome by fact, where `outcome` is that of both readings.
  package var factOutcome: Outcome {
    guard outcome == .refused, seen != nil, problems.isEmpty, failures.isEmpty else { return outcome }
    return needs.isEmpty ? .ready : .awaiting
  }
}

extension Request {
  /// The request as its user could have made it: read anew in the state that the user sees, without dice. What names a
  /// concealed row is answered as what names no row at all.
  func seen(in reading: Reading, of state: State) -> Request {
    var text = self.text ?? written(in: state)
    text.rolls = nil
    var reader = RequestReader(text, in: reading.state)
    return reader.read()
  }

  /// The text of a request that was made of words.
  private func written(in state: State) -> RequestText {
    guard let action else {
      return RequestText(body: .tree([:]), user: viewer, now: now, basis: basis, problems: problems)
    }
    let values = ValueWriter(WordSource(state, added: texts, arena: pool))
    let fields = state.rules.layout.actions[action.index].fields.enumerated()
    let given = fields.filter { !defaulted.contains($0.offset) }.map(\.element)
    let body: JSONValue = [
      "action": JSONValue(.string(state.rules.program.actions[action].header.name)),
      "arguments": values.json(words[...], given),
    ]
    // Read as a text has been, so that what is wrong has its place.
    let placed = (try? JSONReader().read(JSONWriter.text(of: body))) ?? body
    return RequestText(body: .tree(placed), user: viewer, now: now, basis: basis, problems: problems)
  }
}
