/// Who is an admin, by the claims of their token.
///
/// A claim with the right value makes one, and so does the role in one organisation, where one is named. Both are
/// written by the issuer's operators; a claim that a user can write is no proof of anything.
public struct AdminRule: Sendable, Hashable {
  /// The members that lead to the claim, from the outside; nil where no claim makes an admin.
  public var claim: [String]?
  /// The text that stands there for an admin.
  public var value: String
  /// The organisation whose role counts; nil where none does.
  public var organization: String?
  /// Its role, without the `org:` of older tokens.
  public var role: String

  /// - Parameter claim: as `metadata.role`.
  public init(
    claim: String? = "metadata.role", value: String = "admin", organization: String? = nil, role: String = "admin"
  ) {
    self.claim = claim?.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    self.value = value
    self.organization = organization
    self.role = role
  }

  func check() throws(IdentitySetupError) {
    guard let claim else { return }
    guard !claim.isEmpty, !claim.contains(""), !claim.contains("unsafe_metadata") else {
      throw .adminClaim(claim.joined(separator: "."))
    }
  }

  func makesAdmin(_ claims: SessionClaims) -> Bool {
    // Who looks at somebody else's account sees what they see, and no more.
    guard !claims.has("act") else { return false }
    return hasClaim(claims.json) || hasRole(claims.json)
  }

  private func hasClaim(_ json: ForeignJSON) -> Bool {
    guard let claim else { return false }
    var place: ForeignJSON? = json
    for step in claim { place = place?[step] }
    return place?.text.map { isSame($0, value) } ?? false
  }

  /// Tokens of version 2 say `"o": {"id", "rol"}`, older ones `"org_id"` and `"org_role"`.
  private func hasRole(_ json: ForeignJSON) -> Bool {
    guard let organization else { return false }
    func says(_ id: ForeignJSON?, _ role: ForeignJSON?, _ wanted: String) -> Bool {
      guard let id = id?.text, let role = role?.text else { return false }
      return isSame(id, organization) && isSame(role, wanted)
    }
    return says(json["o"]?["id"], json["o"]?["rol"], role) || says(json["org_id"], json["org_role"], "org:" + role)
  }
}

/// Whether two texts are the same bytes: `String` itself takes different spellings of a letter for one.
func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }
