import Foundation
import RulesLang
import Testing

@testable import Identity

/// Sign-in for development.
struct DevelopmentIssuerTests {
  private let clock = TestClock()

  @Test func itGivesTokensToAnyone() async throws {
    let issuer = try Forge.first().issuer
    let verifier = try issuer.verifier(logger: quiet)
    for name in ["ana", "gm", "Bär 🐻", String(repeating: "x", count: 200)] {
      let caller = try await verifier.caller(token: issuer.token(user: name))
      #expect(caller.id == name && !caller.isAdmin && caller.session?.hasPrefix("sess_") == true)
      let admin = try await verifier.caller(token: issuer.token(user: name, isAdmin: true, session: "sess_9"))
      #expect(admin == Caller(id: name, isAdmin: true, session: "sess_9"))
    }
    for name in ["", "a\u{0}", "a\nb", "mch_1", String(repeating: "x", count: 201), "\u{2028}"] {
      #expect(throws: IdentityError.unusableName) { try issuer.token(user: name) }
    }
  }

  @Test func itsTokensLookLikeClerks() throws {
    let issuer = try Forge.first().issuer
    let parts = try issuer.token(user: "ana", session: "sess_1", authorizedParty: "http://localhost:3000")
      .split(separator: ".").prefix(2).map { try JSONReader().read(try #require(Base64URL.bytes(of: $0))) }
    #expect(
      parts.first == [
        "alg": "RS256", "cat": "cl_B7d4PD111AAA", "kid": JSONValue(.string(issuer.keyIdentifier)), "typ": "JWT",
      ])
    #expect(
      parts.last == [
        "iss": "https://development.invalid", "sub": "ana", "sid": "sess_1", "v": 2, "iat": 1_800_000_000,
        "nbf": 1_799_999_990, "exp": 1_800_000_060, "sts": "active", "azp": "http://localhost:3000",
      ])
  }

  @Test func itsTokensAreCheckedLikeClerks() async throws {
    let issuer = try DevelopmentIssuer(mode: .development, issuer: "http://localhost:8080", now: clock.now)
    let verifier = try issuer.verifier(authorizedParties: ["http://localhost:3000"], logger: quiet)
    let token = try issuer.token(user: "ana", authorizedParty: "http://localhost:3000")
    #expect(await verifier.flaw(of: token) == nil)
    #expect(try await verifier.flaw(of: issuer.token(user: "ana")) == .party)
    #expect(try await verifier.flaw(of: Forge.first().issuer.token(user: "ana")) == .unknownKey, "of another start")
    clock.pass(65)
    #expect(await verifier.flaw(of: token) == .expired)
    let long = try issuer.token(user: "ana", authorizedParty: "http://localhost:3000", lifetime: 3600)
    clock.pass(3600)
    #expect(await verifier.flaw(of: long) == nil)
  }

  @Test func thereIsNoneInProduction() {
    #expect(throws: IdentitySetupError.production) { try DevelopmentIssuer(mode: .production) }
    #expect(throws: IdentitySetupError.noIssuer) { try DevelopmentIssuer(mode: .development, issuer: "") }
  }

  /// Where Clerk's names are asked for, as in production, even its own key does not help an odd name.
  @Test func itsNamesAreNotClerks() async throws {
    let forge = try Forge.first()
    #expect(try await forge.verifier().flaw(of: forge.issuer.token(user: "ana")) == .subject)
  }
}
