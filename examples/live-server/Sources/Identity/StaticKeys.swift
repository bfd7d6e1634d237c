/// Keys that are known from the start and never change: no network is asked.
public struct StaticKeys: KeySource {
  private enum Content {
    /// Whatever a token calls its key, it is this one.
    case one(VerificationKey)
    case set(KeySet)
  }

  private let content: Content

  /// One key, under whatever name a token says.
  ///
  /// - Parameter pem: as `-----BEGIN PUBLIC KEY-----`.
  public init(pem: String) throws(IdentitySetupError) {
    content = .one(try VerificationKey(pem: pem))
  }

  /// Keys under their names.
  ///
  /// - Parameter jwks: the text of a JSON Web Key Set.
  public init(jwks: String) throws(IdentitySetupError) {
    content = .set(try KeySet(json: Array(jwks.utf8)))
  }

  /// The key of this name.
  public func key(_ identifier: String?) -> VerificationKey? {
    switch content {
    case .one(let key): key
    case .set(let set): identifier.flatMap { set[$0] }
    }
  }
}
