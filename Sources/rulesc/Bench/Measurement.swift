internal import RulesLang
internal import Validator

/// What the judgements of a log take.
struct Measurement {
  struct Action {
    /// nil where time passes.
    let name: String?
    var judged = 0
    var legal = 0
    var instructions = 0
    /// Nanoseconds: of all judgements of all rounds the one in the middle.
    var median: UInt64 = 0
  }

  let judged: Int
  let unreadable: Int
  /// How often each judgement was timed.
  let rounds: Int
  /// What takes longest first.
  let actions: [Action]
  /// All parts that were run, those that took most first.
  let parts: [JudgeProfile.Part]
  let instructions: Int

  /// Rounds go on for so many nanoseconds, within these bounds.
  private static let time: UInt64 = 1_000_000_000
  private static let bounds = 5...200

  init(of log: JudgedLog, by rules: RuleSet, clock: () -> UInt64) {
    var actions: [String?: Action] = [:]
    let profile = JudgeProfile(rules)
    let counting = Judge(counting: profile, by: rules)
    for judgement in log.judgements {
      var action = actions[judgement.action] ?? Action(name: judgement.action)
      action.judged += 1
      action.legal += judgement.isLegal ? 1 : 0
      action.instructions += counting.count(judgement.request, in: judgement.state)
      actions[judgement.action] = action
    }
    // All in order, as they were played: what a judge has found out about a state serves it as it would at the table.
    let start = clock()
    var rounds = 0
    var times: [String?: [UInt64]] = [:]
    while rounds < Self.bounds.lowerBound || (rounds < Self.bounds.upperBound && clock() &- start < Self.time) {
      let judge = Judge(rules)
      for judgement in log.judgements {
        let before = clock()
        _ = judge.validate(judgement.request, in: judgement.state)
        times[judgement.action, default: []].append(clock() &- before)
      }
      rounds += 1
    }
    for (name, times) in times { actions[name]?.median = times.sorted()[times.count / 2] }
    judged = log.judgements.count
    unreadable = log.unreadable
    self.rounds = rounds
    self.actions = actions.values.sorted { ($1.median, $0.name ?? "") < ($0.median, $1.name ?? "") }
    parts = profile.parts.filter { $0.instructions > 0 }.sorted {
      ($1.instructions, $0.name) < ($0.instructions, $1.name)
    }
    instructions = profile.instructions
  }
}
