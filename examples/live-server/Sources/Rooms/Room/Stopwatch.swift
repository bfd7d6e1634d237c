internal import Metrics

/// Counts how long rooms take for the parts of their work, for the operator.
enum Stopwatch {
  static func time<Result>(_ label: String, _ body: () -> Result) -> Result {
    let start = ContinuousClock.now
    defer { note(label, since: start) }
    return body()
  }

  static func note(_ label: String, since start: ContinuousClock.Instant) {
    let took = (ContinuousClock.now - start).components
    Timer(label: label).recordNanoseconds(took.seconds * 1_000_000_000 + took.attoseconds / 1_000_000_000)
  }
}
