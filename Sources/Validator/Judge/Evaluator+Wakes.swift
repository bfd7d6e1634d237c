import RulesLang

// When the state has to wake: the first second at which a consequence comes true by time alone. A condition reads the
// clock only as `now >= E`, so its answer changes only at such an E. Each E that is still to come is noted where the
// condition asks for it; the least of them is the next time to ask.

extension Evaluator {
  /// The first second at which a consequence that was false when the state last heard of time is true.
  func nextWake(of state: State) -> Word? {
    lookAt(state)
    forgetWhoAsked()
    let asked = rounds.conditionsAsked
    defer {
      rounds.conditionsAsked = asked
      finish()
    }
    var least = Word.max
    for (index, consequence) in program.consequences.enumerated() where consequence.readsNow {
      for row in 0..<rowCount(of: consequence) {
        let pair = RoundNotes.Pair(consequence: Int32(truncatingIfNeeded: index), row: Int32(truncatingIfNeeded: row))
        if let wake = wake(of: pair, in: state, before: least) { least = wake }
      }
    }
    return least == .max ? nil : least
  }

  private func wake(of pair: RoundNotes.Pair, in state: State, before limit: Word) -> Word? {
    let before = holds(pair, at: state.heard ?? .min)
    guard before != true else { return nil }
    // A condition that can be worked out no more is told by the tick that finds it.
    func wakes(at time: Word) -> Bool { holds(pair, at: time) ?? (before != nil) }
    var time = state.clock
    // After loading nothing has been heard of the time that is past already.
    if state.heard == nil, wakes(at: time) { return time }
    for _ in 0..<Self.wakeLimit {
      guard rounds.nextDue < limit else { return nil }
      time = rounds.nextDue
      if wakes(at: time) { return time }
    }
    // Nothing comes of waking too early but that the search goes on from there.
    return time
  }

  private func holds(_ pair: RoundNotes.Pair, at time: Word) -> Bool? {
    registers[Int(Global.now)] = time
    rounds.nextDue = .max
    return holds(pair)
  }

  private static var wakeLimit: Int { 64 }
}
