import Histogram
import Synchronization

/// What was counted and measured, in microseconds, by all rooms together.
final class Figures: Sendable {
  struct Values: Sendable {
    var untilDelta = Histogram<UInt32>(highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: .three)
    var untilReply = Histogram<UInt32>(highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: .three)
    var actions = 0
    var refused = 0
    /// How often it was asked what can be done, off the clock, though not without cost to the server.
    var asked = 0
    /// Clients that did not hear of an action in time.
    var unheard = 0
    /// By what went wrong.
    var errors: [String: Int] = [:]
    /// By name.
    var taken: [String: Int] = [:]
  }

  private let values = Mutex(Values())

  func done(_ action: String, reply: Duration, deltas: [Duration?]) {
    values.withLock { values in
      values.actions += 1
      values.taken[action, default: 0] += 1
      _ = values.untilReply.record(min(reply.microseconds, 60_000_000))
      for delta in deltas {
        guard let delta else {
          values.unheard += 1
          continue
        }
        _ = values.untilDelta.record(min(delta.microseconds, 60_000_000))
      }
    }
  }

  func refused(reply: Duration) {
    values.withLock { values in
      values.refused += 1
      _ = values.untilReply.record(min(reply.microseconds, 60_000_000))
    }
  }

  func asked() { values.withLock { $0.asked += 1 } }

  func failed(_ why: String) { values.withLock { $0.errors[why, default: 0] += 1 } }

  var all: Values { values.withLock { $0 } }
}

extension Duration {
  var microseconds: UInt64 {
    let (seconds, attoseconds) = components
    return UInt64(max(seconds * 1_000_000 + attoseconds / 1_000_000_000_000, 0))
  }
}
