internal import RulesLang
internal import Validator

/// A table at which the lines of a log are played, one after another.
struct Play {
  private(set) var state: State
  private let judge: Judge
  /// Rolls what lines do not give; nil where they give all.
  private var generator: DiceGenerator?
  /// Who is told what comes of it.
  private let viewer: String?

  init(_ state: State, seed: UInt64?, viewer: String?) {
    self.state = state
    self.viewer = viewer
    judge = Judge(state.rules)
    generator = seed.map(DiceGenerator.init)
  }

  /// Judges what a line asks for, and does it where it may be done and no dice are missing. What is due by then
  /// happens first, by itself.
  mutating func play(_ entry: RequestFile.Entry) -> PlayedLine {
    guard case .success(let json) = entry.content else {
      // Read once more as what a user would have sent: that gives the reason for its verdict.
      let request = state.request(json: entry.bytes, user: nil, now: state.clock)
      return PlayedLine(entry, json: nil, due: nil, step(request))
    }
    if json["tick"] != nil {
      return PlayedLine(entry, json: json, due: nil, step(state.tick(trusted: json), given: json["rolls"]))
    }
    let request = state.request(trusted: json)
    let first = step(request, given: json["rolls"])
    guard first.isOverdue else { return PlayedLine(entry, json: json, due: nil, first) }
    let due = step(state.tick(at: request.now))
    return PlayedLine(entry, json: json, due: due, step(state.request(trusted: json), given: json["rolls"]))
  }

  private mutating func step(_ request: Request, given: JSONValue? = nil) -> PlayedStep {
    let before = state
    var generator = self.generator
    let (decision, rolled) = judge.validate(request, in: before) { need -> [Int]? in
      guard let dice = Dice(text: need.dice), generator != nil else { return nil }
      return (0..<dice.count).compactMap { _ in generator?.face(of: dice.sides) }
    }
    self.generator = generator
    let verdict = before.verdict(of: decision)
    var delta: Delta?
    if case .ready = decision.outcome {
      // INVARIANT: the verdict was made for this very state, so it applies.
      delta = try? state.apply(verdict, viewers: viewer.map { [$0] } ?? []).first
    }
    let rolls = (given.map { RolledFaces($0) } ?? RolledFaces()).merged(with: rolled)
    return PlayedStep(
      isOverdue: decision.problems.contains { $0.kind == .tick }, verdict: verdict, rolls: rolls,
      now: request.now, before: before, delta: delta)
  }
}

/// One judgement, and what came of it.
struct PlayedStep {
  /// Whether something is due that has to happen first.
  let isOverdue: Bool
  /// As the user may know it.
  let verdict: Verdict
  /// All its dice: those that its line gives, and those that were rolled.
  let rolls: RolledFaces
  let now: Int64
  /// The state that it was judged on.
  let before: State
  /// What the viewer is told; nil where there is no viewer, or nothing was done.
  let delta: Delta?
}

/// A line of a log and what became of it.
struct PlayedLine {
  /// The line of the file that it starts on.
  let line: Int
  /// What a person calls it.
  let number: Int
  /// What it says; nil where it is no JSON.
  let json: JSONValue?
  /// What came due before it, by itself.
  let due: PlayedStep?
  let step: PlayedStep

  init(_ entry: RequestFile.Entry, json: JSONValue?, due: PlayedStep?, _ step: PlayedStep) {
    line = entry.line
    number = entry.number
    self.json = json
    self.due = due
    self.step = step
  }

  var verdict: Verdict { step.verdict }
  /// Who asks; nil for the host.
  var user: String? { json?["user"]?.string }
  var isTick: Bool { json?["tick"] != nil }

  /// The verdict as its user may know it and, for the host, what is true, which dice were thrown and what came due
  /// before.
  var truth: JSONValue {
    var value = verdict.value
    value = value.setting("truth", to: verdict.truth.value).setting("rolls", to: step.rolls.json)
    return due.map { value.setting("due", to: $0.verdict.truth.value) } ?? value
  }

  /// The lines that play it again with the same dice.
  var record: [JSONValue] {
    let tick = due.map { step -> JSONValue in Self.line(["tick": JSONValue(.integer(step.now))], with: step.rolls) }
    return [tick, json.map { Self.line($0, with: step.rolls) }].compactMap { $0 }
  }

  private static func line(_ json: JSONValue, with rolls: RolledFaces) -> JSONValue {
    rolls.isEmpty ? json : json.setting("rolls", to: rolls.json)
  }
}

extension Verdict {
  /// The verdict's own text, read back: what clients get.
  var value: JSONValue { (try? JSONReader().read(json)) ?? .null }
}
