/// What is wrong with a token, as operators read it in the log.
enum TokenFlaw: String, Error, CaseIterable {
  case tooLong = "longer than a session token is"
  case malformed = "not three parts of base64url with JSON"
  case algorithm = "`alg` is not RS256"
  case type = "`typ` is not JWT"
  case critical = "`crit` asks for something that is not known here"
  case machine = "a machine's token"
  case unknownKey = "`kid` is none of the issuer's keys"
  case signature = "the signature does not hold"
  case claims = "a claim is missing or of the wrong kind"
  case issuer = "`iss` is not the issuer"
  case subject = "`sub` is not a user"
  case expired = "expired"
  case early = "not valid yet"
  case party = "`azp` is not an authorised party"
  case audience = "`aud` is not this server"
  case pending = "the sign-in is pending"
  case noKeys = "the issuer's keys could not be had"

  /// What the sender is told.
  var answer: IdentityError {
    switch self {
    case .tooLong, .malformed: .malformed
    case .expired: .expired
    case .early: .notYetValid
    case .pending: .pending
    case .noKeys: .unavailable
    case .algorithm, .type, .critical, .machine, .unknownKey, .signature, .claims, .issuer, .subject, .party,
      .audience:
      .refused
    }
  }
}
