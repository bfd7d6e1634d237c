internal import RulesLang

/// What all refused completions have in common, found one by one.
struct ReasonTally {
  /// A reason without the arguments of its block, which differ where the reason does not.
  private struct Key: Hashable {
    let shape: ObjectIdentifier
    let words: [Word]
  }

  private var shared: Set<Key>?
  private var counts: [String: Int] = [:]
  /// A decision that has all reasons in `shared`.
  private var sample: Decision?

  /// Adds a refused completion, with those of its reasons that hold for all it stands for.
  mutating func add(_ decision: Decision, _ layout: Layout, where holds: (Decision.Failure) -> Bool) {
    var keys: Set<Key> = []
    var ids: Set<String> = []
    for failure in decision.failures where holds(failure) {
      keys.insert(Self.key(of: failure, in: decision, layout))
      ids.insert(failure.shape.id)
    }
    for problem in decision.problems { ids.insert(problem.id) }
    for id in ids { counts[id, default: 0] += 1 }
    if sample == nil { sample = decision }
    shared = shared.map { $0.intersection(keys) } ?? keys
  }

  mutating func add(_ other: ReasonTally) {
    counts.merge(other.counts) { $0 + $1 }
    guard let keys = other.shared else { return }
    shared = shared.map { $0.intersection(keys) } ?? keys
    sample = sample ?? other.sample
  }

  func obstacle(in state: State, _ veil: Veil) -> Options.Obstacle {
    guard let sample, let shared else { return .noCandidates }
    let layout = state.rules.layout
    var common = sample
    common.failures = sample.failures.filter { shared.contains(Self.key(of: $0, in: sample, layout)) }
    guard !common.failures.isEmpty else { return .counts(counts) }
    return .shared(VerdictMaker(common, of: state, veil).reasons.map(\.withoutArguments))
  }

  private static func key(of failure: Decision.Failure, in decision: Decision, _ layout: Layout) -> Key {
    let shape = failure.shape
    var count = 0
    if failure.fault == nil {
      let holes = shape.message?.holes ?? []
      count = (holes.map(\.type) + [shape.needed, shape.actual].compactMap { $0 }).reduce(0) { $0 + layout.words($1) }
    }
    return Key(shape: ObjectIdentifier(shape), words: Array(decision.words[failure.words...].prefix(count)))
  }
}

extension Verdict.Reason {
  /// What is shared by several requests has no arguments of its own.
  fileprivate var withoutArguments: Verdict.Reason {
    Verdict.Reason(
      rule: rule, message: message, needed: needed, actual: actual, arguments: [:], source: source, isFault: isFault,
      isLater: isLater)
  }
}
