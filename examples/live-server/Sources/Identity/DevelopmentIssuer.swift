internal import Crypto
internal import CryptoExtras
public import Foundation
public import Logging
internal import RulesLang

/// Gives session tokens to whoever asks, for development and tests: nobody needs an account to try a game out.
///
/// They have the form of Clerk's and are checked by the same code, with the key of this issuer, which is new at every
/// start. In production there is no such thing: it cannot be made.
public struct DevelopmentIssuer: Sendable {
  /// Where the server runs.
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    case development
    case production
  }

  /// What its tokens say in `iss`.
  public let issuer: String
  /// Its key, as a JSON Web Key Set.
  public let jwks: String
  /// The same key in PEM.
  public var pem: String { key.publicKey.pemRepresentation }

  private let key: _RSA.Signing.PrivateKey
  let keyIdentifier: String
  private let now: @Sendable () -> Date

  /// Makes the key, which takes a moment. Throws in production.
  public init(
    mode: Mode, issuer: String = "https://development.invalid", now: @escaping @Sendable () -> Date = { Date() }
  ) throws(IdentitySetupError) {
    guard mode == .development else { throw .production }
    guard !issuer.isEmpty else { throw .noIssuer }
    guard let key = try? _RSA.Signing.PrivateKey(keySize: .bits2048),
      let numbers = try? key.publicKey.getKeyPrimitives()
    else { throw .keyGeneration }
    let identifier = "ins_" + Base64URL.text(of: Crypto.SHA256.hash(data: numbers.modulus).prefix(15))
    func text(_ data: Data) -> JSONValue { JSONValue(.string(Base64URL.text(of: data))) }
    let entry: JSONValue = [
      "kty": "RSA", "use": "sig", "alg": "RS256", "kid": JSONValue(.string(identifier)), "n": text(numbers.modulus),
      "e": text(numbers.publicExponent),
    ]
    self.key = key
    self.keyIdentifier = identifier
    self.jwks = JSONWriter.text(of: ["keys": [entry]])
    self.issuer = issuer
    self.now = now
  }

  /// A token for this user, who need not be known to anyone.
  ///
  /// - Parameters:
  ///   - authorizedParty: the origin that is to use it.
  ///   - lifetime: in seconds. Clerk's tokens live a minute, so clients have to renew them in any case.
  public func token(
    user: String, isAdmin: Bool = false, session: String? = nil, authorizedParty: String? = nil,
    lifetime: TimeInterval = 60
  ) throws(IdentityError) -> String {
    guard Caller.isName(user), !user.hasPrefix("mch_") else { throw .unusableName }
    let start = now().timeIntervalSince1970
    func moment(_ seconds: TimeInterval) -> JSONValue { JSONValue(.integer(Int64(exactly: seconds.rounded()) ?? 0)) }
    func text(_ text: String) -> JSONValue { JSONValue(.string(text)) }
    var members: [(String, JSONValue)] = [
      ("iss", text(issuer)), ("sub", text(user)), ("sid", text(session ?? "sess_" + Self.randomName())), ("v", 2),
      ("iat", moment(start)), ("nbf", moment(start - 10)), ("exp", moment(start + lifetime)), ("sts", "active"),
    ]
    if let authorizedParty { members.append(("azp", text(authorizedParty))) }
    if isAdmin { members.append(("metadata", ["role": "admin"])) }
    let claims = JSONValue(.object(members.map { JSONValue.Member(key: $0.0, value: $0.1) }))
    let header: JSONValue = [
      "alg": "RS256", "cat": "cl_B7d4PD111AAA", "kid": JSONValue(.string(keyIdentifier)), "typ": "JWT",
    ]
    return try signed(header: JSONWriter.text(of: header), claims: JSONWriter.text(of: claims))
  }

  /// What checks its tokens: Clerk's rules with this issuer's key, for users of any name.
  public func verifier(
    authorizedParties: Set<String>? = nil, logger: Logger, now: (@Sendable () -> Date)? = nil
  ) throws(IdentitySetupError) -> ClerkVerifier {
    let settings = ClerkSettings(issuer: issuer, authorizedParties: authorizedParties, subjectPrefix: "")
    return try ClerkVerifier(settings: settings, keys: try StaticKeys(jwks: jwks), logger: logger, now: now ?? self.now)
  }

  /// A token of these two texts, whatever they say.
  func signed(header: String, claims: String) throws(IdentityError) -> String {
    let text = Base64URL.text(of: header.utf8) + "." + Base64URL.text(of: claims.utf8)
    let digest = Crypto.SHA256.hash(data: Data(text.utf8))
    guard let signature = try? key.signature(for: digest, padding: .insecurePKCS1v1_5) else { throw .unavailable }
    return text + "." + Base64URL.text(of: signature.rawRepresentation)
  }

  private static func randomName() -> String {
    Base64URL.text(of: (0..<15).map { _ in UInt8.random(in: .min ... .max) })
  }
}
