import RulesLang
import Testing

@testable import Identity

/// Who is an admin.
struct AdminRuleTests {
  private func isAdmin(_ claims: Forge.Changes, _ rule: AdminRule = AdminRule()) async throws -> Bool {
    let forge = try Forge.first()
    return try await forge.verifier { $0.admin = rule }.caller(token: forge.token(claims)).isAdmin
  }

  @Test func aClaimMakesAnAdmin() async throws {
    #expect(try await isAdmin(["metadata": ["role": "admin"]]))
    for metadata: JSONValue in [
      ["role": "Admin"], ["role": "admins"], ["role": ["admin"]], ["role": true], ["role": nil], "admin", ["admin"],
      ["metadata": ["role": "admin"]], [:],
    ] {
      #expect(try await !isAdmin(["metadata": metadata]), "\(metadata)")
    }
    #expect(try await !isAdmin(["role": "admin"]))
    #expect(try await !isAdmin(["unsafe_metadata": ["role": "admin"]]))
  }

  @Test func theClaimIsOfOnesOwnChoice() async throws {
    let rule = AdminRule(claim: "tables.head", value: "yes")
    #expect(try await isAdmin(["tables": ["head": "yes"]], rule))
    #expect(try await !isAdmin(["tables": ["head": "admin"]], rule))
    #expect(try await !isAdmin(["metadata": ["role": "admin"]], rule))
    #expect(try await isAdmin(["head": "yes"], AdminRule(claim: "head", value: "yes")))
    #expect(try await !isAdmin(["metadata": ["role": "admin"]], AdminRule(claim: nil)))
  }

  @Test func theRoleInTheNamedOrganisationCounts() async throws {
    let rule = AdminRule(organization: "org_1")
    let admins: [Forge.Changes] = [
      ["o": ["id": "org_1", "rol": "admin", "slg": "one"]], ["v": nil, "org_id": "org_1", "org_role": "org:admin"],
    ]
    let others: [Forge.Changes] = [
      ["o": ["id": "org_2", "rol": "admin"]], ["o": ["id": "org_1", "rol": "org:admin"]], ["o": ["rol": "admin"]],
      ["o": ["id": "org_1", "rol": "member"]], ["org_id": "org_2", "org_role": "org:admin"],
      ["org_id": "org_1", "org_role": "admin"], ["org_role": "org:admin"], ["o": "org_1"],
      ["o": ["id": "org_1", "rol": "member"], "org_role": "org:admin"],
    ]
    for claims in admins {
      #expect(try await isAdmin(claims, rule), "\(claims)")
      #expect(try await !isAdmin(claims), "no organisation is named")
      #expect(try await !isAdmin(claims, AdminRule(organization: "org_1", role: "owner")))
    }
    for claims in others { #expect(try await !isAdmin(claims, rule), "\(claims)") }
  }

  @Test func whoImpersonatesIsNoAdmin() async throws {
    let acts: [JSONValue] = [["iss": "x", "sid": "sess_2", "sub": "user_support"], [:], "x", false]
    for act in acts {
      #expect(try await !isAdmin(["metadata": ["role": "admin"], "act": act]), "\(act)")
      let claims: Forge.Changes = ["o": ["id": "org_1", "rol": "admin"], "act": act]
      #expect(try await !isAdmin(claims, AdminRule(organization: "org_1")))
    }
    #expect(try await isAdmin(["metadata": ["role": "admin"], "act": JSONValue(.null)]))
  }
}
