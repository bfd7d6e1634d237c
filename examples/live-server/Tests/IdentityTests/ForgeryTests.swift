import Foundation
import RulesLang
import Testing

@testable import Identity

/// Tokens that the issuer did not sign, and texts that are no tokens.
struct ForgeryTests {
  @Test func noSignatureIsNone() async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier()
    let claims = Base64URL.text(of: forge.claims().utf8)
    for algorithm in ["none", "None", "NONE"] {
      let header = Base64URL.text(of: forge.header(["alg": JSONValue(.string(algorithm))]).utf8)
      #expect(await verifier.flaw(of: "\(header).\(claims).") == .malformed)
      #expect(await verifier.flaw(of: "\(header).\(claims)") == .malformed)
      #expect(await verifier.flaw(of: "\(header).\(claims).AAAA") == .algorithm)
    }
    let header = Base64URL.text(of: forge.header().utf8)
    #expect(await verifier.flaw(of: "\(header).\(claims).") == .malformed)
    for count in [1, 32, 255, 256, 257, 512] {
      let signature = Base64URL.text(of: [UInt8](repeating: 0, count: count))
      #expect(await verifier.flaw(of: "\(header).\(claims).\(signature)") == .signature)
    }
  }

  /// The oldest trick: the public key, which everyone knows, as the secret of an HMAC.
  @Test func thePublicKeyIsNoSecret() async throws {
    let forge = try Forge.first()
    let sources: [any KeySource] = [try StaticKeys(jwks: forge.issuer.jwks), try StaticKeys(pem: forge.issuer.pem)]
    for secret in [forge.issuer.pem, forge.issuer.jwks, forge.issuer.pem.trimmingCharacters(in: .newlines)] {
      for algorithm: JSONValue in ["HS256", "RS256"] {
        let text = [forge.header(["alg": algorithm]), forge.claims()].map { Base64URL.text(of: $0.utf8) }
          .joined(separator: ".")
        let token = text + "." + Base64URL.text(of: Self.hmac(Array(text.utf8), key: Array(secret.utf8)))
        for keys in sources {
          let flaw = await (try forge.verifier(keys: keys)).flaw(of: token)
          #expect(flaw == (algorithm == "HS256" ? .algorithm : .signature))
        }
      }
    }
  }

  private static func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    func hash(_ bytes: [UInt8]) -> [UInt8] {
      var hash = SHA256()
      hash.update(bytes)
      let digits = Array(hash.hexDigest())
      return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
    }
    var key = key.count > 64 ? hash(key) : key
    key += [UInt8](repeating: 0, count: 64 - key.count)
    return hash(key.map { $0 ^ 0x5c } + hash(key.map { $0 ^ 0x36 } + message))
  }

  @Test func anothersKeyDoesNotSign() async throws {
    let forge = try Forge.first()
    let other = try Forge.second()
    let verifier = try forge.verifier()
    #expect(try await verifier.flaw(of: other.token()) == .unknownKey)
    let forged = try other.issuer.signed(header: forge.header(), claims: forge.claims())
    #expect(await verifier.flaw(of: forged) == .signature)
    // Keys that a token brings along, or says the address of, are nothing to us.
    let jwk = try JSONReader().read(other.issuer.jwks)["keys"]?.elements?.first ?? nil
    let own = other.header(["jwk": jwk, "jku": "https://evil.example/jwks.json", "kid": "ins_evil"])
    #expect(try await verifier.flaw(of: other.issuer.signed(header: own, claims: forge.claims())) == .unknownKey)
  }

  @Test func aKeyInPEMHasNoName() async throws {
    let forge = try Forge.first()
    let lines = forge.issuer.pem
    for pem in [lines, lines.replacingOccurrences(of: "\n", with: "\\n")] {
      let verifier = try forge.verifier(keys: try StaticKeys(pem: pem))
      #expect(try await verifier.flaw(of: forge.token(header: ["kid": nil])) == nil)
      #expect(try await verifier.flaw(of: forge.token(header: ["kid": "x"])) == nil)
      #expect(try await verifier.flaw(of: Forge.second().token()) == .signature)
    }
    for pem in ["", "x", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"] {
      #expect(throws: IdentitySetupError.noUsableKey) { try StaticKeys(pem: pem) }
    }
  }

  @Test func everyBitOfATokenCounts() async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier()
    let token = Array(try forge.token().utf8)
    for index in token.indices {
      for bit in 0..<8 {
        var changed = token
        changed[index] ^= 1 << UInt8(bit)
        #expect(await verifier.flaw(of: String(decoding: changed, as: UTF8.self)) != nil, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test func piecesOfATokenAreNone() async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier()
    let token = try forge.token()
    for length in 0..<token.count {
      #expect(await verifier.flaw(of: String(token.prefix(length))) != nil)
      #expect(await verifier.flaw(of: String(token.dropFirst(length + 1))) != nil)
    }
    for text in [".", "..", "...", token + ".", "." + token, token + "=", token + " ", " " + token, token + ".AAAA"] {
      #expect(await verifier.flaw(of: text) == .malformed, "\(text)")
    }
    #expect(await verifier.flaw(of: token.replacingOccurrences(of: "-", with: "+")) != nil || !token.contains("-"))
  }

  @Test func aTokenIsNotLong() async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier()
    func token(filler: Int) throws -> String {
      try forge.token(["x": JSONValue(.string(String(repeating: "a", count: filler)))])
    }
    let base = try token(filler: 0).utf8.count
    let fitting = (8192 - base) / 4 * 3
    #expect(try await verifier.flaw(of: token(filler: fitting)) == nil)
    #expect(try await verifier.flaw(of: token(filler: fitting + 6)) == .tooLong)
    #expect(await verifier.flaw(of: String(repeating: "a", count: 10 << 20)) == .tooLong)
  }

  /// Deep in one another, signed by the issuer himself or not.
  @Test(arguments: [10, 400, 511, 512, 513, 2000])
  func nestingDoesNoHarm(depth: Int) async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier()
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      let nested = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
      let header = String(forge.header().dropLast()) + ",\"x\":\(nested)}"
      let claims = String(forge.claims().dropLast()) + ",\"x\":\(nested)}"
      for token in [
        try forge.issuer.signed(header: header, claims: forge.claims()),
        try forge.issuer.signed(header: forge.header(), claims: claims),
        try forge.issuer.signed(header: nested, claims: nested),
      ] {
        let flaw = await verifier.flaw(of: token)
        #expect(flaw == nil || flaw == .malformed || flaw == .tooLong)
      }
    }
  }

  /// Whatever comes, the answer is no, and there is one.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func garbageIsRefused(seed: UInt64) async throws {
    let forge = try Forge.first()
    let verifier = try forge.verifier()
    var random = Seeded(seed: seed)
    let good = try forge.token()
    let parts = good.split(separator: ".").map(String.init)
    for _ in 0..<400 {
      func part(_ index: Int) -> String {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return Base64URL.text(of: random.bytes(Int.random(in: 0..<300, using: &random)))
        case 1: return String(decoding: random.bytes(Int.random(in: 0..<40, using: &random)), as: UTF8.self)
        case 2:
          // JSON, but for one byte.
          var json = Array((index == 0 ? forge.header() : forge.claims()).utf8)
          json[Int.random(in: 0..<json.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
          return Base64URL.text(of: json)
        default: return parts[index]
        }
      }
      let token = [part(0), part(1), part(2)].joined(separator: ".")
      let flaw = await verifier.flaw(of: token)
      #expect(flaw != nil || token == good, "\(token)")
      #expect(await verifier.flaw(of: String(decoding: random.bytes(200), as: UTF8.self)) != nil)
    }
  }
}
