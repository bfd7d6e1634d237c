internal import RulesLang

/// What the values of options are told by.
final class OptionContext: Sendable {
  let state: State
  /// What is not told.
  let veil: Veil
  /// Texts that the state does not have.
  let added: TextPool

  init(_ state: State, _ veil: Veil, added: TextPool) {
    self.state = state
    self.veil = veil
    self.added = added
  }
}

/// What was found out about an action, in words: what its options are told from.
final class OptionPage: Sendable {
  let context: OptionContext
  /// Of the parameter that is to be chosen; nil where none is left.
  let type: Type?
  /// What is offered.
  let choices: [Choice]
  /// What was found out, and how often the same; of all choices in their order.
  private let groups: [OptionSearch.Group]
  /// For each choice the place of its group.
  private let places: [Int32]
  private let book: ReasonBook

  init(_ context: OptionContext, _ type: Type?, _ exploration: OptionSearch.Exploration, _ book: ReasonBook) {
    self.context = context
    self.type = type
    self.book = book
    choices = type == nil ? [] : exploration.choices.list
    groups = exploration.groups
    var places: [Int32] = []
    places.reserveCapacity(choices.count)
    for (place, group) in groups.enumerated() {
      for _ in 0..<group.count { places.append(Int32(truncatingIfNeeded: place)) }
    }
    self.places = places
  }

  /// One of the choices, with whether it can be made.
  func candidate(_ place: Int, _ teller: inout ChoiceTeller) -> Options.Candidate {
    let known = places.indices.contains(place) ? groups[Int(places[place])].finding : nil
    return teller.candidate(choices[place], type ?? .bool, known.map(availability) ?? .unsure)
  }

  func availability(of finding: OptionSearch.Finding) -> Options.Availability {
    if finding.isLegal { return .enabled }
    return finding.isComplete ? .disabled(obstacle(of: finding.tally)) : .unsure
  }

  /// Why none of the requests of a tally is legal.
  func obstacle(of tally: ReasonTally) -> Options.Obstacle {
    if tally.isEmpty { return .noCandidates }
    return tally.notes.isEmpty ? .counts(book.counts(of: tally)) : .shared(Options.Reasons(page: self, tally: tally))
  }

  func reasons(of tally: ReasonTally) -> [Verdict.Reason] {
    VerdictMaker(book.decision(of: tally), of: context.state, context.veil).reasons.map(\.withoutArguments)
  }
}

extension Verdict.Reason {
  /// What is shared by several requests has no arguments of its own.
  fileprivate var withoutArguments: Verdict.Reason {
    Verdict.Reason(
      rule: rule, message: message, needed: needed, actual: actual, arguments: [:], source: source, isFault: isFault,
      isLater: isLater)
  }
}
