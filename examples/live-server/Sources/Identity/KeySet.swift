internal import Foundation

/// The keys of a JWKS that are of use here.
///
/// An issuer may list keys for other purposes and of kinds that nobody here has heard of. They are passed over, so
/// that one new entry does not lock everyone out.
struct KeySet: Sendable {
  private var keys: [String: VerificationKey] = [:]

  /// More than any issuer has, and few enough to be read at once.
  private static let maximumCount = 64

  init(json: [UInt8]) throws(IdentitySetupError) {
    guard let set = try? JSONDecoder().decode(ForeignJSON.self, from: Data(json)), let entries = set["keys"]?.list
    else { throw .noUsableKey }
    for entry in entries.prefix(Self.maximumCount) {
      guard let identifier = entry["kid"]?.text, keys[identifier] == nil, Self.isForSignatures(entry),
        let modulus = entry["n"]?.text, let exponent = entry["e"]?.text
      else { continue }
      keys[identifier] = try? VerificationKey(modulus: modulus, exponent: exponent)
    }
    guard !keys.isEmpty else { throw .noUsableKey }
  }

  subscript(identifier: String) -> VerificationKey? { keys[identifier] }

  private static func isForSignatures(_ entry: ForeignJSON) -> Bool {
    entry["kty"]?.text == "RSA" && [nil, .text("RS256")].contains(entry["alg"])
      && [nil, .text("sig")].contains(entry["use"]) && (entry["key_ops"]?.list?.contains(.text("verify")) ?? true)
  }
}
