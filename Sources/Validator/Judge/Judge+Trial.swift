internal import RulesLang

/// An action with its arguments in words, to find out whether it can be done: nothing is made of it that a request has
/// for those who want to know more.
struct Trial {
  let action: ActionID
  let user: Word
  let now: Int64
  var words: [Word]
  var pool: [Word]
  var defaulted: [Int]
  /// Whether this judge has judged nothing since it tried the same action in the same state, for the same user and at
  /// the same time.
  var isAgain = false
}

extension Trial {
  enum Outcome {
    /// Rules refuse it.
    case refused
    /// An argument is not within bounds that others decide, so that the rules are not asked at all.
    case outOfBounds
    case legal
    /// What it would change cannot be: that is for a request to find out.
    case open
  }
}

extension Judge {
  /// What becomes of a trial, found without a word about why.
  ///
  /// - Parameter note: is given the place of each statement that refuses it among those of the program; nil for what
  ///   faults or cannot be paid for.
  func outcome(of trial: Trial, in state: State, _ note: (Int?) -> Void) -> Trial.Outcome {
    evaluator.isQuick = true
    evaluator.notesUnmet = true
    let code = evaluator.image.actions[trial.action.index]
    // What was asked about steps is asked for one way after another: it is worked out once for all of them.
    if trial.isAgain, !code.lifts, evaluator.knows(state) {
      evaluator.prepareAgain(state)
    } else {
      evaluator.prepare(state)
    }
    defer {
      evaluator.notesUnmet = false
      evaluator.finish()
    }
    evaluator.unmetStatements.removeAll()
    evaluator.takeNothing()
    let registers = evaluator.registers
    registers[Int(Global.user)] = trial.user
    registers[Int(Global.now)] = max(trial.now, state.clock)
    registers[Int(Global.action)] = Word(trial.action.index)
    registers[Int(code.failed)] = 0
    evaluator.layOut(trial, code)
    if code.hasPaths { evaluator.layOutPaths(of: trial.action) }
    if !evaluator.run(from: Int(code.entry)) {
      // INVARIANT: every instruction of a run belongs to a statement, which contains its faults.
      evaluator.unmet += 1
    }
    if code.lifts { evaluator.clearLifts() }
    guard evaluator.record.problems.isEmpty else { return .outOfBounds }
    let noted = evaluator.unmet
    if evaluator.hasSpends { _ = evaluator.findUncovered() }
    guard evaluator.unmet > 0 else {
      evaluator.settle()
      return evaluator.record.failures.isEmpty ? .legal : .open
    }
    for index in 0..<evaluator.unmetStatements.count {
      let statement = evaluator.unmetStatements.base[index]
      note(statement == Evaluator.faulty ? nil : Int(statement))
    }
    if evaluator.unmet > noted {
      for spend in evaluator.notes.uncovered.keys { note(Int(evaluator.spends[spend].owner)) }
    }
    return .refused
  }
}
