import Synchronization

/// Something that happens once, for which any number of tasks may wait.
final class Latch: Sendable {
  private enum Phase {
    case waiting([Int: CheckedContinuation<Void, any Error>], next: Int)
    case open(Result<Void, any Error>)
  }

  private let phase = Mutex(Phase.waiting([:], next: 0))

  /// The first call counts.
  func open(_ result: Result<Void, any Error> = .success(())) {
    let waiting = phase.withLock { phase -> [CheckedContinuation<Void, any Error>] in
      guard case .waiting(let continuations, _) = phase else { return [] }
      phase = .open(result)
      return Array(continuations.values)
    }
    for continuation in waiting { continuation.resume(with: result) }
  }

  func wait() async throws {
    let ticket = phase.withLock { phase -> Int in
      guard case .waiting(let continuations, let next) = phase else { return 0 }
      phase = .waiting(continuations, next: next + 1)
      return next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let result = phase.withLock { phase -> Result<Void, any Error>? in
          switch phase {
          case .open(let result): return result
          case .waiting where Task.isCancelled: return .failure(CancellationError())
          case .waiting(var continuations, let next):
            continuations[ticket] = continuation
            phase = .waiting(continuations, next: next)
            return nil
          }
        }
        if let result { continuation.resume(with: result) }
      }
    } onCancel: {
      let continuation = phase.withLock { phase -> CheckedContinuation<Void, any Error>? in
        guard case .waiting(var continuations, let next) = phase else { return nil }
        let continuation = continuations.removeValue(forKey: ticket)
        phase = .waiting(continuations, next: next)
        return continuation
      }
      continuation?.resume(throwing: CancellationError())
    }
  }
}
