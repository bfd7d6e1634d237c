/// Where the issuer's keys come from. Never from a token.
public protocol KeySource: Sendable {
  /// The key of this name, as a token's `kid` says it; nil where the issuer has none.
  ///
  /// Throws `unavailable` where it cannot be known whether there is one.
  func key(_ identifier: String?) async throws(IdentityError) -> VerificationKey?
}
