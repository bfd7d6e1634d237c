import Foundation
import RulesLang
import Testing

@testable import Identity

/// Which session tokens hold, and for which reason others do not.
struct ClerkVerifierTests {
  @Test func aGoodTokenNamesItsUser() async throws {
    let forge = try Forge.first()
    let caller = try await forge.verifier().caller(token: forge.token())
    #expect(caller == Caller(id: "user_ana", isAdmin: false, session: "sess_1"))
  }

  @Test func whatATokenMayLackOrHaveBesides() async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier()
    for header: Forge.Changes in [
      ["typ": nil], ["cat": nil], ["oiat": 1_800_000_000], ["other": ["a": [1, nil]]], ["cat": "cl_B7d4PD222AAA"],
      ["cat": "cl_I7d4PD111III"],
    ] {
      #expect(try await verifier.flaw(of: forge.token(header: header)) == nil, "\(header)")
    }
    for claims: Forge.Changes in [
      ["nbf": nil], ["iat": nil], ["sid": nil], ["v": nil], ["sts": "active"], ["azp": "https://any.example"],
      ["aud": "anyone"], ["fva": [1, -1]], ["nbf": JSONValue(.null)],
    ] {
      #expect(try await verifier.flaw(of: forge.token(claims)) == nil, "\(claims)")
    }
  }

  /// Claims that the rules language's own reader would not take.
  @Test func claimsOfOthersAreReadAsTheyCome() async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier()
    for extra in [#""metadata":{"rating":4.5}"#, #""n":1e999"#, #""a":1,"a":2"#, #""exp":1800000030.5"#] {
      let claims = String(forge.claims(["exp": nil]).dropLast()) + ",\"exp\":1800000030," + extra + "}"
      let token = try forge.issuer.signed(header: forge.header(), claims: claims)
      #expect(await verifier.flaw(of: token) == nil, "\(extra)")
    }
  }

  @Test(arguments: [
    (["alg": "none"], .algorithm), (["alg": "HS256"], .algorithm), (["alg": "RS384"], .algorithm),
    (["alg": "RS512"], .algorithm), (["alg": "PS256"], .algorithm), (["alg": "ES256"], .algorithm),
    (["alg": "rs256"], .algorithm), (["alg": ""], .algorithm), (["alg": nil], .malformed), (["alg": 1], .malformed),
    (["alg": ["RS256"]], .malformed), (["typ": "JWS"], .type), (["typ": 1], .malformed),
    (["crit": ["exp"]], .critical), (["crit": JSONValue(.null)], .critical), (["cat": "cl_B7d4PD333AAA"], .machine),
    (["cat": 3], .malformed), (["kid": nil], .unknownKey), (["kid": "ins_other"], .unknownKey),
    (["kid": 7], .malformed),
  ] as [(Forge.Changes, TokenFlaw)])
  func aWrongHeaderIsRefused(header: Forge.Changes, flaw: TokenFlaw) async throws {
    let forge = try Forge.first()
    #expect(try await forge.verifier().flaw(of: forge.token(header: header)) == flaw)
  }

  @Test(arguments: [
    (["sub": nil], .claims), (["sub": 1], .claims), (["sub": ""], .subject), (["sub": "mch_1"], .machine),
    (["sub": "ana"], .subject), (["sub": "xuser_ana"], .subject), (["sub": "user_a\nb"], .subject),
    (["sub": JSONValue(.string("user_" + String(repeating: "a", count: 200)))], .subject), (["exp": nil], .claims),
    (["exp": "1800000060"], .claims), (["exp": JSONValue(.null)], .claims), (["nbf": "x"], .claims),
    (["iat": true], .claims), (["iss": nil], .issuer), (["iss": "https://development.invalid/"], .issuer),
    (["iss": "https://evil.example"], .issuer), (["iss": ["https://development.invalid"]], .claims),
    (["sts": "pending"], .pending), (["sts": 1], .claims), (["sid": 1], .claims),
  ] as [(Forge.Changes, TokenFlaw)])
  func wrongClaimsAreRefused(claims: Forge.Changes, flaw: TokenFlaw) async throws {
    let forge = try Forge.first()
    #expect(try await forge.verifier().flaw(of: forge.token(claims)) == flaw)
  }

  @Test func claimsThatAreNoObject() async throws {
    let forge = try Forge.first()
    for (claims, flaw) in [
      ("[]", TokenFlaw.claims), ("1", .claims), ("null", .claims), ("\"x\"", .claims), ("{", .malformed),
      (" ", .malformed), ("\u{feff}", .malformed),
    ] {
      let token = try forge.issuer.signed(header: forge.header(), claims: claims)
      #expect(try await forge.verifier().flaw(of: token) == flaw, "\(claims)")
    }
  }

  /// To the second, and with the skew of five on both sides.
  @Test func timesHaveSkew() async throws {
    let forge = try Forge.first()
    let token = try forge.token(["exp": 1_800_000_060, "nbf": 1_800_000_010, "iat": 1_800_000_020])
    for (after, flaw) in [
      (14.9, TokenFlaw.early), (15, nil), (64.9, nil), (65, .expired), (-100, .early), (1e9, .expired),
    ] as [(TimeInterval, TokenFlaw?)] {
      #expect(try await forge.verifier(after: after).flaw(of: token) == flaw, "\(after)")
    }
    for (after, flaw) in [
      (19.9, TokenFlaw.early), (20, nil), (59.9, nil), (60, .expired),
    ] as [(TimeInterval, TokenFlaw?)] {
      #expect(try await forge.verifier(after: after) { $0.skew = 0 }.flaw(of: token) == flaw, "\(after)")
      #expect(try await forge.verifier(after: after) { $0.skew = -9 }.flaw(of: token) == flaw, "\(after)")
    }
    let notBefore = try forge.token(["nbf": 1_800_000_010, "iat": nil])
    #expect(try await forge.verifier(after: 4).flaw(of: notBefore) == .early)
    #expect(try await forge.verifier(after: 5).flaw(of: notBefore) == nil)
  }

  @Test func authorizedPartiesAreStrictWhereTheyAreNamed() async throws {
    let forge = try Forge.first()
    let named = try forge.verifier { $0.authorizedParties = ["https://a.example", "https://b.example"] }
    let nobody = try forge.verifier { $0.authorizedParties = [] }
    for (claims, flaw) in [
      ([:], .party), (["azp": "https://c.example"], .party), (["azp": "https://a.example/"], .party),
      (["azp": 1], .claims), (["azp": "https://b.example"], nil),
    ] as [(Forge.Changes, TokenFlaw?)] {
      let token = try forge.token(claims)
      #expect(await named.flaw(of: token) == flaw, "\(claims)")
      #expect(await nobody.flaw(of: token) != nil)
    }
  }

  @Test func anAudienceIsCheckedWhereThereIsOne() async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier { $0.audiences = ["game", "test"] }
    for (claims, flaw) in [
      ([:], nil), (["aud": "game"], nil), (["aud": ["x", "test"]], nil), (["aud": "x"], .audience),
      (["aud": ["x", 1]], .audience), (["aud": []], .audience), (["aud": 1], .audience),
      (["aud": ["game": 1]], .audience),
    ] as [(Forge.Changes, TokenFlaw?)] {
      #expect(try await verifier.flaw(of: forge.token(claims)) == flaw, "\(claims)")
    }
  }

  @Test func namesOfUsersMayStartOtherwise() async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier { $0.subjectPrefix = "" }
    #expect(try await verifier.caller(token: forge.token(["sub": "Ana Ünal"])).id == "Ana Ünal")
    #expect(try await verifier.flaw(of: forge.token(["sub": "mch_1"])) == .machine)
    #expect(try await verifier.flaw(of: forge.token(["sub": ""])) == .subject)
  }

  @Test func settingsThatProtectNothingAreRefused() throws {
    let forge = try Forge.first()
    #expect(throws: IdentitySetupError.noIssuer) { try forge.verifier { $0.issuer = "" } }
    for claim in ["", "metadata.", "unsafe_metadata.role", "user.unsafe_metadata"] {
      let rule = AdminRule(claim: claim)
      #expect(throws: IdentitySetupError.adminClaim(claim)) { try forge.verifier { $0.admin = rule } }
    }
  }

  @Test func whoForgesLearnsNothing() async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier { $0.authorizedParties = ["https://a.example"] }
    let forgeries = [
      try forge.token(), try forge.token(header: ["kid": "x"]), try forge.token(["iss": "x"]),
      try Forge.second().issuer.signed(header: forge.header(), claims: forge.claims()),
    ]
    for token in forgeries {
      await #expect(throws: IdentityError.refused) { try await verifier.caller(token: token) }
    }
    for flaw in TokenFlaw.allCases { #expect(!flaw.answer.description.contains("`"), "\(flaw)") }
    #expect(Set(IdentityError.allCases.map(\.description)).count == IdentityError.allCases.count)
    #expect(IdentityError.allCases.filter(\.isTemporary) == [.unavailable])
  }
}
