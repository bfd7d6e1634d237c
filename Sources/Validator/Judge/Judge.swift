import RulesLang

/// Judges requests: the fast path for a room or thread, which keeps one and uses it again and again.
///
/// A judge is not shared. It holds the memory that a judgement needs, so that a request that turns out legal costs no
/// allocation.
public final class Judge {
  let evaluator: Evaluator
  /// The decision before the last: its memory is used again, while the caller still holds the last one.
  private var spare = Decision()
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

  /// What is true of a request, whatever the user may know of it.
  ///
  /// - Parameter follows: whether consequences follow, and wait for a tick that is due.
  func facts(of request: Request, in state: State, follows: Bool = true) -> Decision {
    guard request.isResolved(in: state) else { return validateAnew(request, in: state, follows: follows) }
    let evaluator = self.evaluator
    // A request may have been read before the clock went on.
    let now = max(request.now, state.clock)
    let isOverdue = follows && isOverdue(request, in: state, now)
    swap(&evaluator.decision, &spare)
    evaluator.prepare(state)
    defer { evaluator.finish() }
    note(request, state, now)
    guard !isOverdue else { return refused([.tickFirst]) }
    guard request.problems.isEmpty else { return refused(request.problems) }
    evaluator.addedTexts = request.texts
    evaluator.rolls = request.rollsAskedAt ?? state.revision == state.revision ? request.rolls : []
    evaluator.notes.prepare(rolls: evaluator.rules.program.rolls.count, given: evaluator.rolls.count)
    evaluator.notes.uncovered.removeAll(keepingCapacity: true)
    if let action = request.action {
      judge(request, action, now)
      if evaluator.findUncovered() {
        // What the sums are is known only now: the run is made once more, and explains the spends that are not covered.
        evaluator.clear()
        note(request, state, now)
        judge(request, action, now)
      }
    }
    evaluator.settle()
    if follows { evaluator.follow(request, now: now) }
    evaluator.conclude()
    return evaluator.decision
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
    guard evaluator.program.readsNow, case .asked = request.occasion else { return false }
    if let action = request.action, action == evaluator.program.opening { return false }
    if let heard = state.heard, heard >= now { return false }
    return nextWake(of: state).map { $0 <= now } ?? false
  }

  private func note(_ request: Request, _ state: State, _ now: Int64) {
    evaluator.decision.viewer = request.viewer
    evaluator.decision.stamp = state.stamp
    evaluator.decision.revision = state.revision
    evaluator.decision.now = now
  }

  private func refused(_ problems: [RequestProblem]) -> Decision {
    evaluator.decision.problems = problems
    evaluator.decision.outcome = .refused
    return evaluator.decision
  }

  /// Rows have come or gone since the request was read: it is read again, if it was read from a text at all.
  private func validateAnew(_ request: Request, in state: State, follows: Bool) -> Decision {
    let again = request.resolved(in: state)
    if again.isResolved(in: state) { return facts(of: again, in: state, follows: follows) }
    var decision = Decision()
    decision.viewer = request.viewer
    decision.stamp = state.stamp
    decision.revision = state.revision
    decision.problems = [
      RequestProblem(.form, path: "$", "the request was made for another state: make it again for this one")
    ]
    decision.outcome = .refused
    return decision
  }

  private func judge(_ request: Request, _ action: ActionID, _ now: Int64) {
    let registers = evaluator.registers
    let code = evaluator.program.actions[action.index]
    registers[Int(Global.user)] = request.user ?? .none
    registers[Int(Global.now)] = now
    registers[Int(Global.action)] = Word(action.index)
    request.pool.withUnsafeBufferPointer { evaluator.takeIn($0) }
    for (index, word) in request.words.prefix(code.words).enumerated() {
      registers[Int(code.arguments) + index] = word
    }
    for index in 0..<code.parameterCount { registers[Int(code.defaulted) + index] = 0 }
    for index in request.defaulted { registers[Int(code.defaulted) + index] = 1 }
    evaluator.layOutPaths(code)
    if !evaluator.run(from: Int(code.entry)) {
      // INVARIANT: every instruction of a run belongs to a statement, which contains its faults.
      evaluator.decision.outcome = .refused
    }
  }
}

extension State {
  /// What the rules say to a request. It changes nothing.
  public func judge(_ request: Request) -> Verdict { verdict(of: decide(request)) }

  /// What the rules say to a request, in words and row numbers.
  public func decide(_ request: Request) -> Decision {
    rules.withJudge { $0.validate(request.resolved(in: self), in: self) }
  }
}
