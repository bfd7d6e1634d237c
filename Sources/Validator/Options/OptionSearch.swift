internal import RulesLang

/// Tries the values of an action's parameters, one parameter behind the other, until a completion is legal.
///
/// A refusal whose reasons read only the first parameters holds for all values of the rest (``ReasonDependence``), so
/// the search goes back to the last parameter that matters and leaves the others out. What that saves is most of the
/// work: a weapon that is not held is tried on one target, not on all.
///
/// INVARIANT: one thread at a time uses a search, and nothing holds a property of it open across a call that asks for
/// the same one; so these are not checked for it at run time.
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
  private let tells: Bool
  @exclusivity(unchecked) private var book: ReasonBook
  /// How many more requests may be judged.
  @exclusivity(unchecked) private var budget: Int

  @exclusivity(unchecked) private var chosen: [Choice] = []
  /// The values of what is chosen, as a request has them.
  @exclusivity(unchecked) private var words: [Word] = []
  @exclusivity(unchecked) private var pool: [Word] = []
  @exclusivity(unchecked) private var defaulted: [Int] = []
  /// The choices for each parameter, where they are the same whatever is chosen before it.
  @exclusivity(unchecked) private var known: [Choices?]
  /// Whether the judge has done nothing but trials since the first.
  @exclusivity(unchecked) private var hasTried = false
  /// The statements that refuse what was tried last.
  @exclusivity(unchecked) private var refusing: [Int?] = []
  /// How many of the parameters are given.
  @exclusivity(unchecked) private var given = 0

  private var count: Int { parameters.count }

  /// - Parameter tells: whether what is found out is kept in words: it takes several times as long.
  init(
    _ action: ActionID, in state: State, _ veil: Veil, judge: Judge, user: Word, now: Int64, budget: Int, tells: Bool
  ) {
    self.tells = tells
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
    book = ReasonBook(state.rules, veil, plan.dependence, count: parameters.count)
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
    /// Whether it is the bounds of parameters that forbid what was tried: sets and lists of other sizes may fit them.
    var isOfBounds = false
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
      if inner.level < level {
        // The refusal holds whatever is chosen here, of what is tried.
        var inner = inner
        if inner.isOfBounds, !choices.areAll { inner.isComplete = false }
        return inner
      }
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
    hasTried = false
    if plan.ways[place].allSatisfy({ $0.mover < given }) { known[place] = choices }
    return choices
  }

  // MARK: Requests

  private func judgeChosen() -> Finding {
    guard budget > 0 else { return Finding(isComplete: false, level: count - 1, lastNamed: count - 1) }
    budget -= 1
    if !tells, let finding = tryChosen() { return finding }
    hasTried = false
    let request = Request(
      action: action, user: user, now: now, basis: nil, words: words, pool: pool, defaulted: defaulted,
      texts: TextPool(), rolls: [], problems: [], numbering: state.numbering, text: nil, viewer: nil)
    let decision = judge.facts(of: request, in: state, follows: false)
    guard decision.outcome == .refused else {
      return Finding(isLegal: true, level: count - 1, lastNamed: count - 1)
    }
    let entry = book.add(decision, entryLevel: entryLevel)
    return Finding(
      level: entry.level, lastNamed: max(entryLevel, entry.wordsLevel), tally: entry.tally,
      isOfBounds: decision.failures.isEmpty)
  }

  /// What is found out without keeping why; nil where a request has to find it out.
  private func tryChosen() -> Finding? {
    let trial = Trial(
      action: action, user: user, now: now, words: words, pool: pool, defaulted: defaulted, isAgain: hasTried)
    hasTried = true
    refusing.removeAll(keepingCapacity: true)
    let tally = ReasonTally(at: book.mark)
    switch judge.outcome(of: trial, in: state, { refusing.append($0) }) {
    case .open: return nil
    case .legal: return Finding(isLegal: true, level: count - 1, lastNamed: count - 1)
    case .outOfBounds: return Finding(level: entryLevel, lastNamed: entryLevel, tally: tally, isOfBounds: true)
    case .refused:
      let levels = book.levels(of: refusing)
      return Finding(level: levels.level, lastNamed: max(entryLevel, levels.wordsLevel), tally: tally)
    }
  }

  // MARK: Telling

  /// What was found out of the choices of an exploration and all of them together, to tell it from.
  func answer(_ exploration: Exploration) -> Answer {
    Answer(exploration.groups, all: finding(of: exploration), tells ? book : nil)
  }

  struct Answer: Sendable {
    private let groups: [Group]
    /// For each choice the place of its group.
    private let places: [Int]
    let all: Finding
    /// What the reasons are told from, where they are.
    let book: ReasonBook?

    fileprivate init(_ groups: [Group], all: Finding, _ book: ReasonBook?) {
      (self.groups, self.all, self.book) = (groups, all, book)
      places = groups.enumerated().flatMap { repeatElement($0.offset, count: $0.element.count) }
    }

    /// What was found out about a choice.
    func finding(of choice: Int) -> Finding? { places.indices.contains(choice) ? groups[places[choice]].finding : nil }
  }

  /// What was found out about all choices together.
  private func finding(of exploration: Exploration) -> Finding {
    let groups = exploration.groups
    if let legal = groups.first(where: { $0.finding.isLegal }) { return legal.finding }
    // A refusal that depends on nothing that is still to be chosen holds for all values, also those not listed.
    if let finding = groups.lazy.map(\.finding).first(where: { finding in
      finding.level < given && finding.isComplete && (exploration.choices.areAll || !finding.isOfBounds)
    }) {
      return finding
    }
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
