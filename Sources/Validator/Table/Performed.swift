public import RulesLang

/// What came of a round: what the host asked for, and what was due before it.
///
/// Verdicts and the host's own delta are made when they are asked for; a host that only sends deltas pays for no
/// message that nobody reads. They need the states before and after, so keep this no longer than they are wanted.
public struct Performed: Sendable {
  /// Ticks that were due, then what was asked for.
  private let steps: [Step]
  private let start: State
  private let end: State

  /// What each viewer has to be told, ticks included, in the order in which viewers were named; empty where nothing was
  /// changed.
  public let deltas: [Delta]

  init(steps: [Step], start: State, end: State, deltas: [Delta]) {
    self.steps = steps
    self.start = start
    self.end = end
    self.deltas = deltas
  }

  /// The answer to who asked, as they may know it. Unless it is legal, nothing was done but the ticks.
  public var verdict: Verdict { steps.last?.verdict ?? start.verdict(of: Decision()) }

  /// What was due by time alone before it, by fact.
  public var ticks: [Verdict] { steps.dropLast().map(\.verdict) }

  /// Whether what was asked for was done.
  public var isDone: Bool { steps.last?.isApplied ?? false }

  /// The tags of all that happened, ticks included, that tell every host what to do, whatever the rules are about:
  /// `snapshot`, `turn`, `pause`, `resume`, `complete`, `outcome`, `rollback`.
  public var tags: Set<String> { steps.reduce(into: []) { $0.formUnion($1.tags) } }

  /// The dice of what was asked for, as a request brings them: `{"strike.toHit": [17]}`. With them the same request in
  /// the same state comes to the same.
  public var rolls: JSONValue { steps.last?.rolls ?? [:] }

  /// The dice of each of the ``ticks``.
  public var tickRolls: [JSONValue] { steps.dropLast().map(\.rolls) }

  /// The host's own delta: all that changed and happened, by fact.
  public var truth: Delta {
    end.rules.withJudge {
      DeltaMaker(from: start, to: end, steps: steps.filter(\.isApplied)).delta(for: nil, $0)
    }
  }

  /// The state's revision from now on.
  public var revision: Int64 { end.revision }
  /// The room's clock from now on, in seconds.
  public var now: Int64 { end.clock }
}
