internal import RulesLang

/// Makes deltas of what lies between two states.
struct DeltaMaker {
  private let start: State
  private let end: State
  /// What happened between them, where events are to be told.
  private let steps: [Step]

  init(from start: State, to end: State, steps: [Step] = []) {
    self.start = start
    self.end = end
    self.steps = steps
  }

  /// - Parameter judge: one of the rules of the later state, which remembers readings.
  func delta(for viewer: String?, _ judge: Judge) -> Delta {
    let isSameRules = start.rules === end.rules
    let old = isSameRules ? judge.reading(of: start, for: viewer) : start.reading(for: viewer)
    let new = judge.reading(of: end, for: viewer)
    return Delta(
      viewer: viewer, basis: start.revision, revision: end.revision,
      patch: ViewDifference(old: old.shown, new: new.shown).operations, events: events(for: viewer, judge))
  }

  private func events(for viewer: String?, _ judge: Judge) -> [Verdict.Event] {
    steps.filter { !$0.decision.events.isEmpty }.flatMap { step in
      let before = judge.reading(of: step.before, for: viewer)
      let after = judge.reading(of: step.after, for: viewer)
      return step.decision.events.compactMap { step.before.saying($0, of: step.decision, to: before, after: after) }
    }
  }
}
