/// When a client whose connection has ended comes back.
public struct Reconnection: Sendable {
  /// How long to wait before each attempt, counted from 0; nil waits until `reconnect()` is called.
  let delay: (@Sendable (_ attempt: Int) -> Duration)?
  /// Whether subscriptions outlive the connection.
  let keepsSubscriptions: Bool

  /// Never: subscriptions end with the connection.
  public static let never = Reconnection(delay: nil, keepsSubscriptions: false)

  /// When it is told to by `reconnect()`; until then subscriptions wait.
  public static let whenAsked = Reconnection(delay: nil, keepsSubscriptions: true)

  /// As tRPC's client: at once, then after 2, 4, 8, 16 and each 30 seconds.
  public static let backoff = Reconnection(
    delay: { attempt in attempt == 0 ? .zero : .seconds(min(1 << min(attempt, 5), 30)) }, keepsSubscriptions: true)

  /// After the same time at each attempt.
  public static func after(_ delay: Duration) -> Reconnection {
    Reconnection(delay: { _ in delay }, keepsSubscriptions: true)
  }
}
