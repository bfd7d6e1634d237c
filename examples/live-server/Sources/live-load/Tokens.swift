import LiveClient

/// Tokens of the users, each asked for once a second at most: a thousand connections belong to a few of them. They are
/// not kept for longer, since a server that was started again may know nothing of those it gave before.
actor Tokens {
  private let server: ServerAddress
  private let admin: String
  private var known: [String: (token: Task<String, any Error>, since: ContinuousClock.Instant)] = [:]

  init(_ server: ServerAddress, admin: String) { (self.server, self.admin) = (server, admin) }

  func token(of user: String) async throws -> String {
    if let held = known[user], .now - held.since < .seconds(1) { return try await held.token.value }
    let (server, isAdmin) = (server, user == admin)
    let token = Task { try await DevelopmentToken.issue(at: server, user: user, isAdmin: isAdmin) }
    known[user] = (token, .now)
    return try await token.value
  }
}
