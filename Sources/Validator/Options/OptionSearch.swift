internal import RulesLang

/// Tries the values of an action's parameters, one parameter behind the other, until a completion is legal.
///
/// A refusal whose reasons read only the first parameters holds for all values of the rest (``ReasonDependence``), so
/// the search goes back to the last parameter that matters and leaves the others out. What that saves is most of the
/// work: a weapon that is not held is tried on one target, not on all.
final class OptionSearch {
  private let state: State
  /// What is not told of it.
  private let veil: Veil
  private let judge: Judge
  private let user: Word
  private let now: Int64
  private let action: ActionID
  private let count: Int
  private let dependence: ReasonDependence
  private let maker: ChoiceMaker
  private var chosen: [Choice] = []
  /// How many more requests may be judged.
  private(set) var budget: Int

  init(_ action: ActionID, in state: State, _ veil: Veil, judge: Judge, user: Word, now: Int64, budget: Int) {
    self.state = state
    self.veil = veil
    self.judge = judge
    self.user = user
    self.now = now
    self.action = action
    self.budget = budget
    count = state.rules.program.actions[action].parameters.count
    dependence = ReasonDependence(action, in: state.rules.program)
    maker = ChoiceMaker(state: state, veil: veil, user: user, now: now, judge: judge)
  }

  /// What was found out about all completions of some choices.
  struct Finding {
    var isLegal = false
    /// Whether all completions were tried, or are known to be illegal.
    var isComplete = true
    /// The last parameter that the refusals of all completions depend on; −1 where nothing chosen matters.
    var level: Int
    var tally = ReasonTally()
  }

  /// What there is for the next parameter, each choice with what was found out about it.
  func explore(_ given: [Choice]) -> (choices: Choices, findings: [Finding]) {
    chosen = given
    guard given.count < count else { return (Choices(), [complete()]) }
    let choices = maker.choices(for: given.count, of: action, after: given)
    var findings: [Finding] = []
    for (index, choice) in choices.tried.enumerated() {
      // What is left of the budget is shared evenly among the choices that are left.
      let total = budget
      budget = max(total / (choices.tried.count - index), min(total, 1))
      let share = budget
      chosen.append(choice)
      findings.append(complete())
      chosen.removeLast()
      budget = total - (share - budget)
    }
    return (choices, findings)
  }

  /// Looks for a legal completion of what is chosen.
  private func complete() -> Finding {
    let level = chosen.count
    guard level < count else { return judgeChosen() }
    let choices = maker.choices(for: level, of: action, after: chosen)
    var finding = Finding(isComplete: choices.areAll, level: level - 1)
    for choice in choices.tried {
      guard budget > 0 else {
        finding.isComplete = false
        return finding
      }
      chosen.append(choice)
      let inner = complete()
      chosen.removeLast()
      if inner.isLegal { return inner }
      // The refusal holds whatever is chosen here.
      if inner.level < level { return inner }
      finding.tally.add(inner.tally)
      finding.isComplete = finding.isComplete && inner.isComplete
    }
    return finding
  }

  private func judgeChosen() -> Finding {
    guard budget > 0 else { return Finding(isComplete: false, level: count - 1) }
    budget -= 1
    var words: [Word] = []
    var pool: [Word] = []
    var defaulted: [Int] = []
    for (place, choice) in chosen.enumerated() {
      if choice.isDefault {
        defaulted.append(place)
        let parameter = state.rules.layout.actions[action.index].fields[place]
        words.append(contentsOf: repeatElement(0, count: parameter.words))
      } else {
        words.append(contentsOf: choice.words(into: &pool))
      }
    }
    let decision = judge.facts(
      of: Request(action, in: state, user: user, now: now, words: words, pool: pool, defaulted: defaulted), in: state,
      follows: false)
    guard decision.outcome == .refused else { return Finding(isLegal: true, level: count - 1) }
    return finding(decision)
  }

  private func finding(_ decision: Decision) -> Finding {
    func level(of failure: Decision.Failure) -> Int {
      failure.fault == nil ? dependence.parameters(of: failure.shape.id).last(of: count) : count - 1
    }
    var finding = Finding(level: decision.failures.map(level).min() ?? count - 1)
    let last = finding.level
    finding.tally.add(decision, state.rules.layout, veil) { level(of: $0) <= last }
    return finding
  }
}
