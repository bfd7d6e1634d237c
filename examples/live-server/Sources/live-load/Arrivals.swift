import LiveClient
import Synchronization

/// When a revision has come to each client of a room.
///
/// Clients tell it on the threads of their connections, so it does next to nothing. The revision that an action makes
/// is known when its answer has come, and often the clients have heard of it before: what they hear while an action
/// runs is kept.
final class Arrivals: Sendable {
  private typealias Waiter = CheckedContinuation<[ContinuousClock.Instant?], Never>

  private struct State {
    var heard: [[(revision: Int64, time: ContinuousClock.Instant)]]
    var awaited: (revision: Int64, waiter: Waiter)?
  }

  private let state: Mutex<State>

  init(clients: Int) { state = Mutex(State(heard: Array(repeating: [], count: clients))) }

  /// A new action begins.
  func begin() { state.withLock { state in for client in state.heard.indices { state.heard[client] = [] } } }

  func note(_ revision: Int64, at time: ContinuousClock.Instant, client: Int) {
    finish { state in
      state.heard[client].append((revision, time))
      return nil
    }
  }

  /// Waits until all have it, or no longer.
  ///
  /// - Returns: when each has got it, by client; nil for those that have not.
  func times(of revision: Int64, within limit: Duration) async -> [ContinuousClock.Instant?] {
    let alarm = Task {
      try await Task.sleep(for: limit)
      finish { state in Self.times(of: revision, in: state) }
    }
    defer { alarm.cancel() }
    return await withCheckedContinuation { continuation in
      finish { state in
        state.awaited = (revision, continuation)
        return nil
      }
    }
  }

  /// Changes the state, and wakes who waits where all is there, or where the change says what there is.
  private func finish(_ change: (inout State) -> [ContinuousClock.Instant?]?) {
    let woken = state.withLock { state -> (waiter: Waiter, times: [ContinuousClock.Instant?])? in
      let given = change(&state)
      guard let awaited = state.awaited else { return nil }
      let times = given ?? Self.times(of: awaited.revision, in: state)
      guard given != nil || !times.contains(where: { $0 == nil }) else { return nil }
      state.awaited = nil
      return (awaited.waiter, times)
    }
    if let woken { woken.waiter.resume(returning: woken.times) }
  }

  private static func times(of revision: Int64, in state: State) -> [ContinuousClock.Instant?] {
    state.heard.map { heard in heard.first { $0.revision >= revision }?.time }
  }
}
