/// Says who the bearer of a session token is.
public protocol TokenVerifier: Sendable {
  /// The user to whom this token was given, unless it does not hold.
  func caller(token: String) async throws(IdentityError) -> Caller
}
