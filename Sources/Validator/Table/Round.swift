internal import RulesLang

/// A round at the table: one judgement after the other, each with the dice it takes, each applied where it is legal.
struct Round {
  let start: State
  private(set) var state: State
  private(set) var steps: [Step] = []
  private let judge: Judge

  /// - Parameter start: what viewers have seen last, where that is another state than the one to go on from.
  init(_ state: State, since start: State? = nil, _ judge: Judge) {
    self.start = start ?? state
    self.state = state
    self.judge = judge
  }

  /// So many ticks come before a request. After one nothing is due any more at its time, so a second is rare.
  private static let mostTicks = 4
  /// So often is one request judged for dice that only the last ones called for.
  private static let mostJudgements = 256

  /// Lets happen what is due by time alone.
  mutating func tickWhileOverdue(at now: Int64, _ roll: (_ sides: Int) -> Int) {
    for _ in 0..<Self.mostTicks {
      guard let wake = judge.nextWake(of: state), wake <= now, take(state.tick(at: now), roll) else { return }
    }
  }

  /// Judges a request with all the dice that it takes, and does it if it is legal.
  @discardableResult
  mutating func take(_ request: Request, _ roll: (_ sides: Int) -> Int) -> Bool {
    let before = state
    let (decision, rolled) = decide(request, roll)
    let isApplied = (try? state.apply(decision)) != nil
    steps.append(Step(before: before, decision: decision, after: state, rolled: rolled))
    return isApplied
  }

  private func decide(_ request: Request, _ roll: (_ sides: Int) -> Int) -> (Decision, [Request.Rolled]) {
    var request = request.resolved(in: state)
    var decision = judge.validate(request, in: state)
    var rolled = request.rollsAskedAt ?? state.revision == state.revision ? request.rolls : []
    for _ in 0..<Self.mostJudgements {
      guard case .awaiting = decision.outcome else { return (decision, rolled) }
      for need in decision.needs {
        let dice = need.dice.dice
        let faces = (0..<dice.count).map { _ in Int64(roll(dice.sides)) }
        rolled.append(
          Request.Rolled(roll: need.roll, occurrence: need.occurrence, element: need.element, faces: faces))
      }
      request = request.rolling(rolled, askedAt: state.revision)
      decision = judge.validate(request, in: state)
    }
    if case .awaiting = decision.outcome { decision = endless }
    return (decision, rolled)
  }

  /// What is said where each throw calls for another.
  private var endless: Decision {
    var decision = Decision()
    decision.outcome = .refused
    decision.stamp = state.stamp
    decision.revision = state.revision
    decision.now = state.clock
    decision.problems = [RequestProblem(.rolls, path: "$.rolls", "the dice that are due here do not end")]
    return decision
  }
}

extension Round {
  /// What the host is told; the last step is what it asked for.
  func performed(_ viewers: [String]) -> Performed {
    let applied = steps.filter(\.isApplied)
    let maker = DeltaMaker(from: start, to: state, steps: applied)
    return Performed(
      steps: steps, start: start, end: state,
      deltas: start.stamp == state.stamp ? [] : maker.deltas(for: viewers, judge))
  }
}
