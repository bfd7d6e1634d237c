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

  /// What was worked out for one viewer, for others who are shown the same.
  private struct Patch {
    let old: ShownState
    let new: ShownState
    let operations: [PatchOperation]
  }

  /// - Parameter judge: one of the rules of the later state, which remembers readings.
  func deltas(for viewers: [String?], _ judge: Judge) -> [Delta] {
    var patches: [Patch] = []
    return viewers.map { delta(for: $0, judge, &patches) }
  }

  func delta(for viewer: String?, _ judge: Judge) -> Delta {
    var patches: [Patch] = []
    return delta(for: viewer, judge, &patches)
  }

  private func delta(for viewer: String?, _ judge: Judge, _ patches: inout [Patch]) -> Delta {
    let isSameRules = start.rules === end.rules
    let old = isSameRules ? judge.reading(of: start, for: viewer) : start.reading(for: viewer)
    let new = judge.reading(of: end, for: viewer)
    let (wasShown, isShown) = (old.shown, new.shown)
    let known = patches.first { $0.old.isSame(as: wasShown) && $0.new.isSame(as: isShown) }
    let operations = known?.operations ?? ViewDifference(old: wasShown, new: isShown).operations
    if known == nil { patches.append(Patch(old: wasShown, new: isShown, operations: operations)) }
    return Delta(
      viewer: viewer, basis: start.revision, revision: end.revision, patch: operations,
      events: events(for: viewer, judge))
  }

  private func events(for viewer: String?, _ judge: Judge) -> [Verdict.Event] {
    steps.filter { !$0.decision.events.isEmpty }.flatMap { step in
      let before = judge.reading(of: step.before, for: viewer)
      let after = judge.reading(of: step.after, for: viewer)
      return step.decision.events.compactMap { step.before.saying($0, of: step.decision, to: before, after: after) }
    }
  }
}
