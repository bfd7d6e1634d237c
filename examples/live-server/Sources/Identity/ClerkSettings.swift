public import Foundation

/// Which session tokens hold here.
public struct ClerkSettings: Sendable, Hashable {
  /// What tokens say in `iss`, to the letter: the address of the instance's Frontend API.
  public var issuer: String
  /// The origins whose tokens are taken. Where they are named, a token has to name one of them in `azp`; nil takes
  /// any.
  public var authorizedParties: Set<String>?
  /// Where they are named, a token with an audience has to name one of them; nil takes any.
  public var audiences: Set<String>?
  /// How the names of users start. Machines have other names.
  public var subjectPrefix: String
  /// By how many seconds the issuer's clock may differ from ours.
  public var skew: TimeInterval
  /// Which of the users are admins.
  public var admin: AdminRule

  /// The settings for this issuer; what is not said is as Clerk has it.
  public init(
    issuer: String, authorizedParties: Set<String>? = nil, audiences: Set<String>? = nil,
    subjectPrefix: String = "user_", skew: TimeInterval = 5, admin: AdminRule = AdminRule()
  ) {
    self.issuer = issuer
    self.authorizedParties = authorizedParties
    self.audiences = audiences
    self.subjectPrefix = subjectPrefix
    self.skew = skew
    self.admin = admin
  }

  /// Where this issuer has its keys.
  public var keyAddress: String {
    (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/jwks.json"
  }
}
