/// How a client notices that a connection is dead that nobody has closed: it says `PING` where nothing was heard for
/// some time, and closes where nothing is heard even then.
public struct KeepAlive: Sendable {
  /// How long nothing may be heard.
  public let interval: Duration
  /// How long a sign of life may take to come.
  public let timeout: Duration

  /// What tRPC's client takes where this is switched on.
  public init(interval: Duration = .seconds(5), timeout: Duration = .seconds(1)) {
    self.interval = interval
    self.timeout = timeout
  }
}
