/// What a subscription hears over a socket, before it is read.
public enum SubscriptionEvent: Sendable {
  /// The server has taken it up, or taken it up again.
  case started
  case value(Arrival)
  /// Nothing more comes; with an error where it failed.
  case finished((any Error)?)
}
