internal import RulesLang

/// What the values of options are told by.
final class OptionContext: Sendable {
  let state: State
  /// What is not told.
  let veil: Veil
  /// Who asks, and when.
  let user: Word
  let now: Int64
  /// Texts that the state does not have.
  let added: TextPool
  /// How many requests may be tried for each action.
  let budget: Int

  init(_ state: State, _ veil: Veil, user: Word, now: Int64, added: TextPool, budget: Int) {
    self.state = state
    self.veil = veil
    self.user = user
    self.now = now
    self.added = added
    self.budget = budget
  }

  /// Looks for what can be done with an action.
  func search<Result>(_ action: ActionID, tells: Bool, _ body: (OptionSearch) -> Result) -> Result {
    state.rules.withJudge { judge in
      body(
        OptionSearch(action, in: state, veil, judge: judge, user: user, now: now, budget: budget, tells: tells))
    }
  }
}

/// What was found out about an action. Why something cannot be done is found out when it is asked for the first time:
/// that takes longer than to find out what can.
final class OptionPage: Sendable {
  let context: OptionContext
  private let action: ActionID
  private let given: [Choice]
  /// Of the parameter that is to be chosen; nil where none is left.
  private let type: Type?
  /// What is offered.
  let choices: [Choice]
  let isOpen: Bool
  private let found: OptionSearch.Answer
  private let explained = Once<OptionSearch.Answer>()

  init(_ action: ActionID, _ given: [Choice], _ context: OptionContext) {
    self.context = context
    self.action = action
    self.given = given
    let parameters = context.state.rules.layout.actions[action.index].fields
    let next = parameters.indices.contains(given.count) ? parameters[given.count] : nil
    type = next?.type
    let (exploration, found) = context.search(action, tells: false) { search in
      let exploration = search.explore(given)
      return (exploration, search.answer(exploration))
    }
    choices = next == nil ? [] : exploration.choices.list
    isOpen = exploration.choices.isOpen
    self.found = found
  }

  /// Whether the action can be done at all.
  var availability: Options.Availability { availability(of: found.all, Options.Obstacle(page: self, place: nil)) }

  /// One of the choices, with whether it can be made.
  func candidate(_ place: Int, _ teller: inout ChoiceTeller) -> Options.Candidate {
    let obstacle = Options.Obstacle(page: self, place: place)
    let known = found.finding(of: place).map { availability(of: $0, obstacle) }
    return teller.candidate(choices[place], type ?? .bool, known ?? .unsure)
  }

  private func availability(
    of finding: OptionSearch.Finding, _ obstacle: Options.Obstacle
  ) -> Options.Availability {
    finding.isLegal ? .enabled : finding.isComplete ? .disabled(obstacle) : .unsure
  }

  // MARK: Why not

  /// Why a choice cannot be made, or, for nil, none of them.
  func why(_ place: Int?) -> Options.Obstacle.Why {
    let answer = explained.value {
      context.search(action, tells: true) { search in search.answer(search.explore(given)) }
    }
    let finding = if let place { answer.finding(of: place) } else { answer.all }
    guard let tally = finding?.tally, !tally.isEmpty, let book = answer.book else { return .noCandidates }
    guard !tally.notes.isEmpty else { return .counts(book.counts(of: tally)) }
    let maker = VerdictMaker(book.decision(of: tally), of: context.state, context.veil)
    return Options.Obstacle.Why.shared(maker.reasons.map { $0.withoutArguments })
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
