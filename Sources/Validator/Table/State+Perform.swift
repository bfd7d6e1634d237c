internal import RulesLang

// The round as a host asks for it. Each of these is done as a whole or not at all, and each ends: with an answer,
// whatever the dice, the clock and the rules are.

extension State {
  /// Does what a request asks for: what is due by time alone first, then the request, with all the dice it takes.
  ///
  /// A refused request leaves the state as it was, but for what was due. It need not be read anew when rows have come
  /// or gone since.
  ///
  /// - Parameters:
  ///   - viewers: the users who are to be told; a delta for each.
  ///   - roll: throws one die, and gives a face from 1 to `sides`. Any other face refuses the request.
  public mutating func perform(
    _ request: Request, viewers: [String] = [], roll: (_ sides: Int) -> Int
  ) -> Performed {
    let now = max(request.now, clock)
    return round(viewers) { round in
      if !round.state.rules.isOpening(request) { round.tickWhileOverdue(at: now, roll) }
      round.take(request, roll)
    }
  }

  /// Lets time pass: what is due by time alone happens. A host asks for it at ``nextWake``; too early or too late does
  /// no harm.
  ///
  /// - Parameter now: the room's own clock in seconds; it never goes back.
  public mutating func tick(now: Int64, viewers: [String] = [], roll: (_ sides: Int) -> Int) -> Performed {
    let request = tick(at: now)
    return round(viewers) { $0.take(request, roll) }
  }

  /// Reports that the room is live again: after a state was read, rolled back or moved to other rules. Performs the
  /// host action `opened`, in which rules set their deadlines anew, before anything that is overdue.
  ///
  /// - Parameter now: the room's own clock in seconds. It stood still meanwhile.
  /// - Returns: nil where the rules declare no `opened`.
  public mutating func open(now: Int64, viewers: [String] = [], roll: (_ sides: Int) -> Int) -> Performed? {
    guard rules.opening != nil else { return nil }
    let request = request(json: #"{"action": "opened"}"#, user: nil, now: now)
    return perform(request, viewers: viewers, roll: roll)
  }

  /// Brings rows in, takes rows out and sets fields, with all that follows from it.
  public mutating func edit(
    _ edits: [Edit], viewers: [String] = [], roll: (_ sides: Int) -> Int
  ) throws(EditFailure) -> Performed {
    let (edited, request) = try self.edited(edits)
    let start = self
    let performed = rules.withJudge { judge in
      var round = Round(edited, since: start, judge)
      if round.take(request, roll) { self = round.state }
      return round.performed(viewers)
    }
    guard performed.isDone else { throw EditFailure(performed.verdict) }
    return performed
  }

  /// Makes the changes of a verdict, and tells what viewers have to know of it.
  public mutating func apply(_ verdict: Verdict, viewers: [String]) throws(ApplyError) -> [Delta] {
    let before = self
    try apply(verdict)
    let step = Step(before: before, decision: verdict.decision, after: self, rolled: [])
    let maker = DeltaMaker(from: before, to: self, steps: [step])
    return rules.withJudge { maker.deltas(for: viewers, $0) }
  }

  private mutating func round(_ viewers: [String], _ body: (inout Round) -> Void) -> Performed {
    let (performed, state) = rules.withJudge { judge in
      var round = Round(self, judge)
      body(&round)
      return (round.performed(viewers), round.state)
    }
    self = state
    return performed
  }
}

extension RuleSet {
  /// The host action that is reported when a room is live again.
  var opening: ActionID? { image.program.opening }

  /// Whether a request reports that the room is live again.
  func isOpening(_ request: Request) -> Bool { request.action != nil && request.action == opening }
}
