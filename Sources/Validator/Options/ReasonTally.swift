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
  mutating func add(_ decision: Decision, _ layout: Layout, _ veil: Veil, where holds: (Decision.Failure) -> Bool) {
    var keys: Set<Key> = []
    var ids: Set<String> = []
    for failure in decision.failures where holds(failure) {
      keys.insert(Self.key(of: failure, in: decision, layout, veil))
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
    common.failures = sample.failures.filter { shared.contains(Self.key(of: $0, in: sample, layout, veil)) }
    guard !common.failures.isEmpty else { return .counts(counts) }
    return .shared(VerdictMaker(common, of: state, veil).reasons.map(\.withoutArguments))
  }

  /// Reasons are told apart by what is shown of them.
  private static func key(
    of failure: Decision.Failure, in decision: Decision, _ layout: Layout, _ veil: Veil
  ) -> Key {
    let shape = failure.shape
    guard failure.fault == nil else { return Key(shape: ObjectIdentifier(shape), words: []) }
    let shown = [shape.needed, shape.actual].compactMap { $0 } + (shape.message?.holes ?? []).map(\.type)
    var rest = decision.words[failure.words...]
    let values = (shown + shape.arguments.map(\.type)).map { type in
      defer { rest = rest.dropFirst(layout.words(type)) }
      return rest.prefix(layout.words(type))
    }
    let owners = Array(values.dropFirst(shown.count))
    let words = values.prefix(shown.count).enumerated().flatMap { place, words in
      let isConcealed = shape.disclosures.dropFirst(place).first?.isConcealed(by: veil, owners) ?? false
      return isConcealed ? [] : Array(words)
    }
    return Key(shape: ObjectIdentifier(shape), words: words)
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
