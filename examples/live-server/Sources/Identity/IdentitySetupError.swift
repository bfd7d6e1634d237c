/// What is wrong with the server's own settings. For operators, at the start.
public enum IdentitySetupError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Tokens of any issuer would do.
  case noIssuer
  /// The path of the admin claim is empty, or leads into what users write themselves.
  case adminClaim(String)
  /// The keys would come by a way on which anyone may change them.
  case keyAddress(String)
  /// The text holds no key by which an RS256 signature can be checked.
  case noUsableKey
  /// A secret that can be guessed is none.
  case shortSecret(bytes: Int, atLeast: Int)
  /// Tickets that end at once, or never.
  case lifetime
  /// Tokens for whoever asks are not for production.
  case production
  /// The system made no key.
  case keyGeneration

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .noIssuer: "the issuer is missing: the address that tokens say in `iss`"
    case .adminClaim(let path):
      "the admin claim `\(path)` cannot be trusted: name a claim that users cannot write, as `metadata.role`"
    case .keyAddress(let address):
      "the address of the keys, `\(address)`, is not a whole https address; http is for this machine alone"
    case .noUsableKey: "no RSA key of at least 2048 bits for RS256 signatures"
    case .shortSecret(let bytes, let least): "the secret for tickets has \(bytes) bytes: make it at least \(least)"
    case .lifetime: "the lifetime of tickets is not between a second and a year"
    case .production: "development sign-in cannot be switched on in production"
    case .keyGeneration: "no key could be made for development sign-in"
    }
  }
}
