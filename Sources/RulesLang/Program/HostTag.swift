/// What an event's tag tells the host to do, whatever the rules are about. The list is closed: all other tags are the
/// rule set's own and mean what its patterns make of them.
public enum HostTag: String, CaseIterable, Sendable {
  /// The moment is worth keeping, so that one can come back to it.
  case snapshot
  /// A turn begins.
  case turn
  /// The table stands still, or goes on.
  case pause, resume
  /// The table is over for good, and something came of it.
  case complete, outcome
  /// The host goes back to an earlier moment.
  case rollback

  /// What a rule is tagged that asks for nothing but waiting.
  public static let later = "later"
}
