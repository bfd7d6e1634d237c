import RulesLang

/// Judges requests: the fast path for a room or thread, which keeps one and uses it again and again.
///
/// A judge is not shared. It holds the memory that a judgement needs, so that a request that turns out legal costs no
/// allocation.
public final class Judge {
  let evaluator: Evaluator
  /// The next wake of the state that was last asked for one.
  private var wake: (stamp: UInt64, time: Int64?)?
  /// What is concealed from whom, as it was found out last.
  var sights: [KnownSight] = []
  /// Judges what users see.
  private(set) lazy var eyes = Judge(evaluator.rules)

  /// How many conditions of consequences the last judgement asked, counting each row.
  package var conditionsAsked: Int { evaluator.rounds.conditionsAsked }

  public init(_ rules: RuleSet) { evaluator = Evaluator(rules) }

  /// One whose runs tell what they do.
  init(tracing rules: RuleSet) {
    evaluator = Evaluator(rules, running: ProgramImage(tracing: rules))
    evaluator.trace = TraceLog()
  }

  /// What is true of a request, whatever the user may know of it, with why it is refused.
  ///
  /// - Parameter follows: whether consequences follow, and wait for a tick that is due.
  func facts(of request: Request, in state: State, follows: Bool = true) -> Decision {
    evaluator.isQuick = false
    return judge(request, in: state, follows: follows)
  }

  /// What is true of a request. Where rules refuse it, why they do is left for when it is asked for.
  func answer(to request: Request, in state: State) -> Decision {
    // What is left out of a tick hangs on its faults.
    if case .asked = request.occasion { evaluator.isQuick = true } else { evaluator.isQuick = false }
    return judge(request, in: state, follows: true)
  }

  @inline(__always)
  private func judge(_ request: Request, in state: State, follows: Bool) -> Decision {
    guard canJudge(request, in: state) else { return judgeAnew(request, in: state, follows: follows) }
    let now = run(request, in: state, follows: follows)
    let decision = evaluator.conclude(request, state, now)
    evaluator.finish()
    return decision
  }

  /// The outcome of a request by fact, where no more is asked for.
  func factOutcome(of request: Request, in state: State) -> Decision.Outcome {
    guard canJudge(request, in: state), case .asked = request.occasion else {
      return answer(to: request, in: state).outcome
    }
    evaluator.isQuick = true
    let now = run(request, in: state, follows: true)
    let outcome = evaluator.hasNothingNoted ? evaluator.countedOutcome : evaluator.conclude(request, state, now).outcome
    evaluator.finish()
    return outcome
  }

  @inline(__always)
  private func canJudge(_ request: Request, in state: State) -> Bool {
    request.isResolved(in: state) && (evaluator.knows(state) || state.rules === evaluator.rules)
  }

  /// Runs all that a request is judged by, and gives the time that it is judged at. The evaluator holds what came of it
  /// until it is finished.
  @inline(__always)
  private func run(_ request: Request, in state: State, follows: Bool) -> Word {
    let evaluator = self.evaluator
    // A request may have been read before the clock went on.
    let now = max(request.now, state.clock)
    let isOverdue = follows && evaluator.program.readsNow && isOverdue(request, in: state, now)
    evaluator.prepare(state)
    if isOverdue {
      evaluator.noting.problems = [.tickFirst]
      return now
    }
    if !request.isPlain, !request.problems.isEmpty {
      evaluator.noting.problems = request.problems
      return now
    }
    evaluator.take(request, in: state)
    if let action = request.action {
      run(request, action, now)
      if evaluator.hasSpends, evaluator.findUncovered() {
        runAgain(request, action, now)
      }
    }
    evaluator.settle()
    if follows, evaluator.hasConsequences { evaluator.follow(request, now: now) }
    return now
  }

  /// When a state has to wake. It is worked out once for each state.
  package func nextWake(of state: State) -> Int64? {
    guard evaluator.program.readsNow else { return nil }
    if let wake, wake.stamp == state.stamp { return wake.time }
    let time = evaluator.nextWake(of: state)
    wake = (state.stamp, time)
    return time
  }

  /// Whether something had to come true by time alone before a request comes: then that happens first.
  private func isOverdue(_ request: Request, in state: State, _ now: Int64) -> Bool {
    guard case .asked = request.occasion else { return false }
    if let action = request.action, action == evaluator.program.opening { return false }
    if let heard = state.heard, heard >= now { return false }
    return nextWake(of: state).map { $0 <= now } ?? false
  }

  /// Rows have come or gone since the request was read: it is read again, if it was read from a text at all.
  private func judgeAnew(_ request: Request, in state: State, follows: Bool) -> Decision {
    let again = request.resolved(in: state)
    if canJudge(again, in: state) { return judge(again, in: state, follows: follows) }
    let other = state.rules === evaluator.rules ? "state: make it again for this one" : "rule set: use a judge of these"
    return .unanswerable("the request was made for another \(other)", request, in: state)
  }

  /// What the sums of spends are is known only after a run: it is made once more, and explains those that are not
  /// covered.
  @inline(never)
  private func runAgain(_ request: Request, _ action: ActionID, _ now: Int64) {
    evaluator.clear()
    run(request, action, now)
  }

  @inline(__always)
  private func run(_ request: Request, _ action: ActionID, _ now: Int64) {
    let evaluator = self.evaluator
    let code = evaluator.image.actions[action.index]
    let registers = evaluator.registers
    registers[Int(Global.user)] = request.userWord
    registers[Int(Global.now)] = now
    registers[Int(Global.action)] = Word(action.index)
    registers[Int(code.failed)] = 0
    evaluator.layOut(request, code)
    if code.hasPaths { evaluator.layOutPaths(of: action) }
    if !evaluator.run(from: Int(code.entry)) {
      // INVARIANT: every instruction of a run belongs to a statement, which contains its faults.
      evaluator.unmet += 1
    }
    if code.lifts { evaluator.clearLifts() }
  }
}

extension Decision {
  /// Said of a request that was not judged.
  static func unanswerable(_ message: String, _ request: Request?, in state: State) -> Decision {
    var decision = Decision()
    decision.request = request
    decision.stamp = state.stamp
    decision.revision = state.revision
    decision.problems = [RequestProblem(.form, path: "$", message)]
    decision.outcome = .refused
    return decision
  }
}

extension State {
  /// What the rules say to a request. It changes nothing.
  public func judge(_ request: Request) -> Verdict { verdict(of: decide(request)) }

  /// What the rules say to a request, in words and row numbers.
  public func decide(_ request: Request) -> Decision { rules.withJudge { $0.validate(request, in: self) } }

  /// The decision with why rules refuse the request. Where they did, the request is judged once more for it; on another
  /// state than the one it was refused in that cannot be told.
  func explained(_ decision: Decision) -> Decision {
    guard !decision.isExplained, let request = decision.request else { return decision }
    guard decision.stamp == stamp else {
      return .unanswerable("the state has changed since this was refused: ask again", request, in: self)
    }
    return rules.withJudge { $0.facts(of: request, in: self) }
  }
}
