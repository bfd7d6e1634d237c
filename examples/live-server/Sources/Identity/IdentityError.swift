/// Why somebody is not let in, as they are told.
///
/// Who sends tokens of their own making learns nothing of what would have been right: all that a true issuer would
/// not have signed for this server is `refused`. Operators find the reason in the log.
public enum IdentityError: Error, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  /// The text does not have the form of a token.
  case malformed
  /// The token is not for this server, or not from its issuer.
  case refused
  /// The token was good once.
  case expired
  /// The token will be good later, or a clock is wrong.
  case notYetValid
  /// The user has still to do something before they are signed in.
  case pending
  /// The issuer's keys could not be had. The only case that passes by itself.
  case unavailable
  /// The ticket is for another interaction, was changed, or is of another server's making.
  case ticketRefused
  /// The ticket was good once.
  case ticketExpired
  /// The development issuer does not give tokens to this name.
  case unusableName

  /// Whether the same token may be good when it is sent again.
  public var isTemporary: Bool { self == .unavailable }

  /// A sentence for the one who asked.
  public var description: String {
    switch self {
    case .malformed: "This is not a session token."
    case .refused: "This session token does not hold here: sign in again."
    case .expired: "The session token has expired: ask for a new one."
    case .notYetValid: "The session token is not valid yet: is the clock right?"
    case .pending: "The sign-in is not complete."
    case .unavailable: "Session tokens cannot be checked at the moment: try again soon."
    case .ticketRefused: "This ticket does not hold here: join again."
    case .ticketExpired: "The ticket has expired: join again."
    case .unusableName: "A user's name has 1 to 200 bytes and no control characters."
    }
  }
}
