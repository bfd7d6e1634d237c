internal import Foundation

/// The first part of a token: what its sender says of how it is signed. Nothing of it is known to be true.
struct TokenHeader {
  let keyIdentifier: String?

  /// The category by which the issuer marks machine-to-machine tokens, which stand for no user.
  private static let machineCategory = "cl_B7d4PD333AAA"
  private static let maximumBytes = 8 << 10

  /// Refuses, before any key is looked at, all that the one algorithm we take could not have signed.
  init(of token: String) throws(TokenFlaw) {
    guard token.utf8.count <= Self.maximumBytes else { throw .tooLong }
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts.contains(where: \.isEmpty) else { throw .malformed }
    let decoded = parts.compactMap(Base64URL.bytes)
    guard decoded.count == 3, let bytes = decoded.first,
      let fields = try? JSONDecoder().decode(Fields.self, from: Data(bytes))
    else { throw .malformed }
    guard fields.alg == "RS256" else { throw .algorithm }
    guard fields.typ == nil || fields.typ == "JWT" else { throw .type }
    guard !fields.hasCritical else { throw .critical }
    guard fields.cat != Self.machineCategory else { throw .machine }
    keyIdentifier = fields.kid
  }

  private struct Fields: Decodable {
    let alg: String
    let typ: String?
    let cat: String?
    let kid: String?
    let hasCritical: Bool

    private enum CodingKeys: CodingKey {
      case alg, typ, cat, kid, crit
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      alg = try container.decode(String.self, forKey: .alg)
      typ = try container.decodeIfPresent(String.self, forKey: .typ)
      cat = try container.decodeIfPresent(String.self, forKey: .cat)
      kid = try container.decodeIfPresent(String.self, forKey: .kid)
      hasCritical = container.contains(.crit)
    }
  }
}
