internal import RulesLang

/// Tries the values of an action's parameters, one parameter behind the other, until a completion is legal.
///
/// A refusal whose reasons read only the first parameters holds for all values of the rest (``ReasonDependence``), so
/// the search goes back to the last parameter that matters and leaves the others out. What that saves is most of the
/// work: a weapon that is not held is tried on one target, not on all.
final class OptionSearch {
  private let state: State
  private let judge: Judge
  private let user: Word
  private let now: Int64
  private let action: ActionID
  private let parameters: [Layout.Field]
  private let plan: SearchPlan
  private let maker: ChoiceMaker
  /// The last parameter that decides whether rules are asked at all.
  private let entryLevel: Int
  private var book: ReasonBook
  /// How many more requests may be judged.
  private var budget: Int

  private var chosen: [Choice] = []
  /// The values of what is chosen, as a request has them.
  private var words: [Word] = []
  private var pool: [Word] = []
  private var defaulted: [Int] = []
  /// The choices for each parameter, where they are the same whatever is chosen before it.
  private var known: [Choices?]
  /// How many of the parameters are given.
  private var given = 0

  private var count: Int { parameters.count }

  init(_ action: ActionID, in state: State, _ veil: Veil, judge: Judge, user: Word, now: Int64, budget: Int) {
    self.state = state
    self.judge = judge
    self.user = user
    self.now = max(now, state.clock)
    self.action = action
    self.budget = budget
    parameters = state.rules.layout.actions[action.index].fields
    plan = state.rules.searchPlan(of: action)
    entryLevel = plan.entry.last(of: parameters.count)
    maker = ChoiceMaker(state: state, veil: veil, user: user, now: now, judge: judge)
    book = ReasonBook(state.rules.layout, veil, plan.dependence, count: parameters.count)
    known = Array(repeating: nil, count: parameters.count)
  }

  /// What was found out about all completions of some choices.
  struct Finding: Sendable {
    var isLegal = false
    /// Whether all completions were tried, or are known to be illegal.
    var isComplete = true
    /// The last parameter that the refusals of all completions depend on; −1 where nothing chosen matters.
    var level: Int
    /// The last parameter that the whole finding depends on, words and all: those behind it can have any value that
    /// is tried.
    var lastNamed: Int
    var tally = ReasonTally()
  }

  /// What was found out about the choices for a parameter.
  struct Exploration: Sendable {
    var choices = Choices()
    /// In the order of the choices.
    var groups: [Group] = []
  }

  /// Choices behind one another about which the same was found out.
  struct Group: Sendable {
    let finding: Finding
    var count = 1
  }

  /// What there is for the next parameter, each choice with what was found out about it.
  func explore(_ given: [Choice]) -> Exploration {
    self.given = given.count
    for choice in given { push(choice) }
    var exploration = Exploration()
    guard given.count < count else {
      exploration.groups.append(Group(finding: complete()))
      return exploration
    }
    exploration.choices = choices(for: given.count)
    var isSame = false
    for place in 0..<exploration.choices.triedCount {
      // What is left of the budget is shared evenly among the choices that are left.
      let total = budget
      budget = max(total / (exploration.choices.triedCount - place), min(total, 1))
      let share = budget
      if isSame, budget > 0 {
        budget -= 1
        exploration.groups[exploration.groups.count - 1].count += 1
      } else {
        let finding = complete(with: exploration.choices.tried(place))
        exploration.groups.append(Group(finding: finding))
        // One request can tell of all choices.
        isSame = finding.isSame(for: given.count) && share - budget == 1
      }
      budget = total - (share - budget)
    }
    return exploration
  }

  // MARK: Completions

  private func complete(with choice: Choice) -> Finding {
    let (words, pool, defaulted) = (words.count, pool.count, defaulted.count)
    push(choice)
    defer {
      chosen.removeLast()
      self.words.removeLast(self.words.count - words)
      self.pool.removeLast(self.pool.count - pool)
      self.defaulted.removeLast(self.defaulted.count - defaulted)
    }
    return complete()
  }

  private func push(_ choice: Choice) {
    if case .leftOut = choice { defaulted.append(chosen.count) }
    choice.append(to: &words, pool: &pool, count: parameters[chosen.count].words)
    chosen.append(choice)
  }

  /// Looks for a legal completion of what is chosen.
  private func complete() -> Finding {
    let level = chosen.count
    guard level < count else { return judgeChosen() }
    let choices = choices(for: level)
    var finding = Finding(
      isComplete: choices.areAll, level: level - 1,
      lastNamed: choices.triedCount == 0 ? count - 1 : plan.ways[level].map(\.mover).max() ?? -1)
    var place = 0
    while place < choices.triedCount {
      guard budget > 0 else {
        finding.isComplete = false
        return finding
      }
      let (before, mark) = (budget, book.mark)
      let inner = complete(with: choices.tried(place))
      if inner.isLegal { return inner }
      // The refusal holds whatever is chosen here.
      if inner.level < level { return inner }
      place += 1
      var times = 1
      let rest = choices.triedCount - place
      if inner.isSame(for: level), rest * (before - budget) <= budget {
        // So does all that could be found out about the others.
        budget -= rest * (before - budget)
        place += rest
        times += rest
      }
      let isFirst = finding.tally.isEmpty
      book.add(inner.tally, times: times, to: &finding.tally)
      if !isFirst { book.drop(to: mark) }
      finding.lastNamed = max(finding.lastNamed, inner.lastNamed)
      finding.isComplete = finding.isComplete && inner.isComplete
    }
    return finding
  }

  private func choices(for place: Int) -> Choices {
    if let choices = known[place] { return choices }
    let choices = maker.choices(for: place, of: action, plan, after: chosen)
    if plan.ways[place].allSatisfy({ $0.mover < given }) { known[place] = choices }
    return choices
  }

  // MARK: Requests

  private func judgeChosen() -> Finding {
    guard budget > 0 else { return Finding(isComplete: false, level: count - 1, lastNamed: count - 1) }
    budget -= 1
    let request = Request(
      action: action, user: user, now: now, basis: nil, words: words, pool: pool, defaulted: defaulted,
      texts: TextPool(), rolls: [], problems: [], numbering: state.numbering, text: nil, viewer: nil)
    let decision = judge.facts(of: request, in: state, follows: false)
    guard decision.outcome == .refused else {
      return Finding(isLegal: true, level: count - 1, lastNamed: count - 1)
    }
    let entry = book.add(decision)
    return Finding(level: entry.level, lastNamed: max(entryLevel, entry.wordsLevel), tally: entry.tally)
  }

  // MARK: Telling

  /// What was found out, to tell it from, and whether anything of all that was explored is legal.
  func page(
    of exploration: Exploration, _ type: Type?, _ context: OptionContext
  ) -> (page: OptionPage, availability: Options.Availability) {
    let all = finding(of: exploration)
    let page = OptionPage(context, type, exploration, book)
    return (page, page.availability(of: all))
  }

  /// What was found out about all choices together.
  private func finding(of exploration: Exploration) -> Finding {
    let groups = exploration.groups
    if let legal = groups.first(where: { $0.finding.isLegal }) { return legal.finding }
    // A refusal that depends on nothing that is still to be chosen holds for all values, also those not listed.
    if let group = groups.first(where: { $0.finding.level < given && $0.finding.isComplete }) { return group.finding }
    var finding = Finding(level: count - 1, lastNamed: count - 1)
    finding.isComplete = exploration.choices.areAll && groups.allSatisfy { $0.finding.isComplete }
    guard finding.isComplete else { return finding }
    for (place, group) in groups.enumerated() {
      let tally = place == 0 ? book.copy(of: group.finding.tally) : group.finding.tally
      book.add(tally, times: group.count, to: &finding.tally)
    }
    return finding
  }
}

extension OptionSearch.Finding {
  /// Whether the same would be found whatever is chosen for a parameter.
  fileprivate func isSame(for parameter: Int) -> Bool {
    !isLegal && isComplete && !tally.isEmpty && lastNamed < parameter
  }
}
