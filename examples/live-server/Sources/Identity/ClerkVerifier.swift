public import Foundation
public import Logging

/// Checks session tokens of one Clerk instance.
///
/// First what the token says of itself, then its signature, then its claims: nothing that the token says is believed
/// before the signature holds, but for which of the issuer's keys it was signed with. The key decides the algorithm,
/// not the token, and where keys come from is a matter of settings alone.
public struct ClerkVerifier: TokenVerifier {
  private let settings: ClerkSettings
  private let keys: any KeySource
  private let logger: Logger
  private let now: @Sendable () -> Date

  /// - Parameters:
  ///   - keys: the issuer's.
  ///   - logger: hears at `debug` why a token was refused, and never the token.
  public init(
    settings: ClerkSettings, keys: any KeySource, logger: Logger, now: @escaping @Sendable () -> Date = { Date() }
  ) throws(IdentitySetupError) {
    guard !settings.issuer.isEmpty else { throw .noIssuer }
    try settings.admin.check()
    self.settings = settings
    self.keys = keys
    self.logger = logger
    self.now = now
  }

  /// The user to whom Clerk gave this token, unless it does not hold here and now.
  public func caller(token: String) async throws(IdentityError) -> Caller {
    do {
      return try await checked(token)
    } catch {
      logger.debug("token refused", metadata: ["reason": "\(error.rawValue)"])
      throw error.answer
    }
  }

  func checked(_ token: String) async throws(TokenFlaw) -> Caller {
    let header = try TokenHeader(of: token)
    guard let key = try await key(header.keyIdentifier) else { throw .unknownKey }
    return try caller(try await key.claims(of: token))
  }

  private func key(_ identifier: String?) async throws(TokenFlaw) -> VerificationKey? {
    do { return try await keys.key(identifier) } catch { throw .noKeys }
  }

  private func caller(_ claims: SessionClaims) throws(TokenFlaw) -> Caller {
    guard let subject = try claims.text("sub"), let expiry = try claims.date("exp") else { throw .claims }
    guard let issuer = try claims.text("iss"), isSame(issuer, settings.issuer) else { throw .issuer }
    try checkTimes(claims, expiry: expiry)
    guard !subject.hasPrefix("mch_") else { throw .machine }
    guard subject.utf8.starts(with: settings.subjectPrefix.utf8), Caller.isName(subject) else { throw .subject }
    if let parties = settings.authorizedParties {
      guard let party = try claims.text("azp"), parties.contains(where: { isSame($0, party) }) else { throw .party }
    }
    try checkAudience(claims)
    // Signed in, but with something left to do, such as choosing an organisation: as good as signed out.
    guard try claims.text("sts") != "pending" else { throw .pending }
    return Caller(id: subject, isAdmin: settings.admin.makesAdmin(claims), session: try claims.text("sid"))
  }

  /// Each bound is moved by the skew, in favour of the token.
  private func checkTimes(_ claims: SessionClaims, expiry: Date) throws(TokenFlaw) {
    let now = now()
    let skew = max(settings.skew, 0)
    guard expiry > now.addingTimeInterval(-skew) else { throw .expired }
    for claim in ["nbf", "iat"] {
      if let start = try claims.date(claim), start > now.addingTimeInterval(skew) { throw .early }
    }
  }

  /// One text or a list of them.
  private func checkAudience(_ claims: SessionClaims) throws(TokenFlaw) {
    guard let audiences = settings.audiences, let named = claims.json["aud"] else { return }
    let texts = (named.list ?? [named]).compactMap(\.text)
    guard texts.contains(where: { text in audiences.contains { isSame($0, text) } }) else { throw .audience }
  }
}
