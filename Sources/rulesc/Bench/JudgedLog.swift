internal import RulesLang
internal import Validator

/// All judgements of a log that was played, each so that it can be made again.
struct JudgedLog {
  struct Judgement {
    /// The action; nil where time passes.
    let action: String?
    let isLegal: Bool
    /// With all its dice.
    let request: Request
    let state: State
  }

  private(set) var judgements: [Judgement] = []
  /// Lines that ask for nothing that the rules know, or not in the form that is due: no rule is asked about them.
  private(set) var unreadable = 0

  init(_ file: RequestFile, from state: State, seed: UInt64?) {
    var play = Play(state, seed: seed, viewer: nil)
    for entry in file.entries {
      let played = play.play(entry)
      var lines = played.record
      if let due = played.due, !lines.isEmpty { add(due, lines.removeFirst()) }
      if let line = lines.first { add(played.step, line) } else { unreadable += 1 }
    }
  }

  private mutating func add(_ step: PlayedStep, _ line: JSONValue) {
    let isTick = line["tick"] != nil
    let request = isTick ? step.before.tick(trusted: line) : step.before.request(trusted: line)
    guard request.problems.isEmpty, isTick || request.action != nil else {
      unreadable += 1
      return
    }
    let action = request.action.map { step.before.rules.program.actions[$0].header.name }
    judgements.append(
      Judgement(action: action, isLegal: step.verdict.outcome == .ready, request: request, state: step.before))
  }
}
