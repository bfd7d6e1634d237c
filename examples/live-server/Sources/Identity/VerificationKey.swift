internal import JWTKit

/// A key by which RS256 signatures are checked.
public struct VerificationKey: Sendable {
  private let key: Insecure.RSA.PublicKey

  /// Reads a public key in PEM, as `-----BEGIN PUBLIC KEY-----`. Environment variables often hold it on one line,
  /// with `\n` for the breaks.
  public init(pem: String) throws(IdentitySetupError) {
    let text = pem.split(separator: "\\n", omittingEmptySubsequences: false).joined(separator: "\n")
    do { key = try Insecure.RSA.PublicKey(pem: text) } catch { throw .noUsableKey }
  }

  /// Takes the two numbers as a JWKS writes them.
  public init(modulus: String, exponent: String) throws(IdentitySetupError) {
    do { key = try Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent) } catch { throw .noUsableKey }
  }

  /// What the token says, where this key signed it.
  func claims(of token: String) async throws(TokenFlaw) -> SessionClaims {
    // A collection for this key alone: in one with several, JWTKit checks a token whose `kid` it does not know by
    // whichever came first. It also spares callers from waiting for one another, as a collection is an actor.
    let keys = JWTKeyCollection()
    await keys.add(rsa: key, digestAlgorithm: .sha256)
    do {
      return try await keys.verify(token, as: SessionClaims.self)
    } catch let error as JWTError where error.errorType == .signatureVerificationFailed {
      throw .signature
    } catch {
      throw .malformed
    }
  }
}
