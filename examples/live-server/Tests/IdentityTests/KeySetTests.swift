import RulesLang
import Testing

@testable import Identity

/// Which keys of a set are used.
struct KeySetTests {
  private func set(_ entries: JSONValue...) -> [UInt8] {
    Array(JSONWriter.text(of: ["keys": JSONValue(.array(entries))]).utf8)
  }

  private func entry(_ forge: Forge, _ changes: Forge.Changes = [:]) throws -> JSONValue {
    let entry = try #require(try JSONReader().read(forge.issuer.jwks)["keys"]?.elements?.first)
    var members = (entry.members ?? []).filter { !changes.keys.contains($0.key) }
    for (key, value) in changes {
      if let value { members.append(JSONValue.Member(key: key, value: value)) }
    }
    return JSONValue(.object(members))
  }

  @Test func keysOfOtherKindsArePassedOver() throws {
    let first = try Forge.first()
    let strange: [JSONValue] = [
      ["kty": "EC", "kid": "a", "crv": "P-256", "x": "AA", "y": "AA"], ["kty": "oct", "kid": "b", "k": "AAAA"],
      ["kty": "NEW"], 1, "x", nil, [], [:], ["kty": "RSA", "kid": "c"],
      ["kty": "RSA", "kid": "d", "n": "!", "e": "AQAB"], ["kty": "RSA", "kid": "e", "n": "AQAB", "e": "AQAB"],
    ]
    for entry in strange {
      #expect(throws: IdentitySetupError.noUsableKey) { try KeySet(json: set(entry)) }
    }
    let all = JSONValue(.array(strange + [try entry(first)]))
    let keys = try KeySet(json: Array(JSONWriter.text(of: ["keys": all]).utf8))
    #expect(keys[first.issuer.keyIdentifier] != nil)
    for name in ["a", "b", "c", "d", "e", ""] { #expect(keys[name] == nil) }
  }

  @Test func keysForOtherPurposesArePassedOver() throws {
    let forge = try Forge.first()
    let wrong: [Forge.Changes] = [
      ["use": "enc"], ["alg": "RS512"], ["alg": "RSA-OAEP"], ["kty": "EC"], ["kid": nil], ["n": nil], ["e": nil],
      ["key_ops": ["encrypt"]], ["e": "AA"], ["e": "AQ"], ["n": "AAAA"],
    ]
    for changes in wrong {
      #expect(throws: IdentitySetupError.noUsableKey, "\(changes)") { try KeySet(json: set(entry(forge, changes))) }
    }
    for changes: Forge.Changes in [["use": nil], ["alg": nil], ["key_ops": ["verify"]], ["x5c": ["AAAA"], "x": 1]] {
      #expect(throws: Never.self, "\(changes)") { try KeySet(json: set(entry(forge, changes))) }
    }
  }

  @Test func shortKeysAreRefused() throws {
    var random = Seeded(seed: 4)
    for bytes in [1, 64, 128, 255] {
      var number = random.bytes(bytes)
      number[0] |= 0x80
      number[bytes - 1] |= 1
      let modulus = Base64URL.text(of: number)
      #expect(throws: IdentitySetupError.noUsableKey) { try VerificationKey(modulus: modulus, exponent: "AQAB") }
    }
  }

  @Test func theFirstOfTwoKeysWithOneNameCounts() async throws {
    let first = try Forge.first()
    let second = try Forge.second()
    let name = JSONValue(.string(first.issuer.keyIdentifier))
    let json = JSONWriter.text(of: ["keys": [try entry(first), try entry(second, ["kid": name])]])
    let verifier = try first.verifier(keys: StaticKeys(jwks: json))
    #expect(try await verifier.flaw(of: first.token()) == nil)
    #expect(try await verifier.flaw(of: second.token(header: ["kid": name])) == .signature)
  }

  @Test func garbageIsNoSet() {
    var random = Seeded(seed: 5)
    for text in ["", "{}", "[]", "null", "{\"keys\":{}}", "{\"keys\":null}", "{\"keys\":[]}", "<html>"] {
      #expect(throws: IdentitySetupError.noUsableKey) { try KeySet(json: Array(text.utf8)) }
      #expect(throws: IdentitySetupError.noUsableKey) { try StaticKeys(jwks: text) }
    }
    for length in 0..<300 {
      #expect(throws: IdentitySetupError.noUsableKey) { try KeySet(json: random.bytes(length)) }
      let entry: JSONValue = [
        "kty": "RSA", "kid": "a", "n": JSONValue(.string(Base64URL.text(of: random.bytes(length)))),
        "e": JSONValue(.string(Base64URL.text(of: random.bytes(length % 40)))),
      ]
      // Some of these are numbers that could be keys; none of them traps.
      _ = try? KeySet(json: set(entry))
    }
  }
}
