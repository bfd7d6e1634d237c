internal import RulesLang

extension State {
  /// What a decision about this state says to who asked for it; what is true of it is ``Verdict/truth``.
  public func verdict(of decision: Decision) -> Verdict {
    let decision = explained(decision)
    var after = self
    if decision.changes.isEmpty || (try? after.apply(decision)) == nil { after = self }
    let truth = VerdictMaker(decision, of: self).make(after: after)
    guard let viewer = decision.viewer else { return truth }
    let (before, then) = rules.withJudge { judge in
      let before = judge.reading(of: self, for: viewer)
      return (before, after.stamp == stamp ? before : judge.reading(of: after, for: viewer))
    }
    return told(decision, truth, before, then)
  }

  private func told(_ decision: Decision, _ truth: Verdict, _ before: Reading, _ after: Reading) -> Verdict {
    var own = truth
    let seen = decision.seen
    if !before.isWhole {
      // Words of the seen decision are those of the reading's state; without one, both are the same state.
      own = VerdictMaker(seen?.decision ?? decision, of: before.state, before.veil).make()
      if seen?.isRolled == true, decision.outcome != .awaiting { own.needs = [] }
    }
    if seen?.isOnlyFact == true { own.hide(decision.problems, behind: before.telling) }
    switch decision.outcome {
    case .refused: own.outcome = .refused
    case .awaiting: own.outcome = .awaiting(own.needs)
    case .ready: own.outcome = .ready
    }
    own.dropped = []
    own.events =
      own.isLegal ? decision.events.compactMap { saying($0, of: decision, to: before, after: after) } : []
    if !before.isWhole || !after.isWhole {
      own.patch = ViewDifference(old: before.shown, new: after.shown).operations
    }
    own.decision = decision
    own.fact = Verdict.Fact(truth)
    return own
  }
}

extension Verdict {
  /// The verdict of a viewer's own reading, where only what is concealed forbids.
  fileprivate mutating func hide(_ problems: [RequestProblem], behind telling: String?) {
    // What is wrong with the host's dice may name what is concealed.
    let isOfDice = !problems.isEmpty && problems.allSatisfy { $0.kind == .rolls }
    let (rule, message, source) =
      isOfDice
      ? ("request.rolls", "these are not the dice that are due", "$.rolls")
      : ("request.hidden", telling ?? "Something prevents that.", "$")
    reasons = [
      Reason(
        rule: rule, message: message, needed: nil, actual: nil, arguments: [:], source: source, isFault: false,
        isLater: false)
    ]
    (waived, notes, costs, needs) = ([], [], [], [])
  }
}
