import Synchronization

/// Judges that nobody uses just now, for those who do not keep one of their own.
final class JudgePool: Sendable {
  /// A judge is handed from one thread to another, and never used by two at a time.
  private struct Idle: @unchecked Sendable { var judges: [Judge] = [] }
  private let idle = Mutex(Idle())

  func take() -> Judge? { idle.withLock { $0.judges.popLast() } }

  func putBack(_ judge: Judge) {
    let box = Handed(judge: judge)
    idle.withLock { if $0.judges.count < 16 { $0.judges.append(box.judge) } }
  }

  private struct Handed: @unchecked Sendable { let judge: Judge }
}

extension RuleSet {
  /// Lends a judge for a while.
  package func withJudge<Result>(_ body: (Judge) throws -> Result) rethrows -> Result {
    let judge = judges.take() ?? Judge(self)
    defer { judges.putBack(judge) }
    return try body(judge)
  }
}
