public import AsyncHTTPClient
internal import RulesLang

/// A store in Convex, for any number of servers.
///
/// It calls the functions of the folder `convex`, which are deployed together with those of the application. What has
/// keys of its own, and numbers beyond those of JavaScript, goes as a text; long texts go in ``Pieces``.
public struct ConvexStore: Store {
  let functions: ConvexFunctions

  /// - Parameters:
  ///   - url: of the deployment: `https://happy-animal-123.convex.cloud`.
  ///   - deployKey: of the same deployment. It opens all that Convex keeps.
  ///   - client: stays the caller's.
  public init(url: String, deployKey: String, client: HTTPClient) {
    self.init(url: url, deployKey: deployKey, client: client, patience: ConvexPatience())
  }

  init(url: String, deployKey: String, client: HTTPClient, patience: ConvexPatience) {
    functions = ConvexFunctions(url: url, deployKey: deployKey, client: client, patience: patience)
  }

  public func check() async throws {
    _ = try await functions.query("check", .object)
  }

  public func close() async throws {}

  public func interaction(_ id: String) async throws -> Interaction? {
    let found = try await functions.query("interaction", ["interaction": .text(id)])
    guard !found.isNull else { return nil }
    return Interaction(
      id: id, owner: try found.text("owner"), members: try found.list("members").compactMap(\.string),
      testDice: try found["testDice"]?.string.map(Lists.numbers))
  }

  public func create(_ interaction: Interaction, opening: Snapshot) async throws -> Bool {
    let text = try await sent(opening.content, to: TextPlace(owner: interaction.id, kind: .opening))
    let isNew = try await functions.mutation(
      "create",
      [
        "interaction": .text(interaction.id),
        "owner": .text(interaction.owner),
        "members": JSONValue(.array(interaction.members.map { .text($0) })),
        "testDice": interaction.testDice.map { .text(Lists.json(of: $0)) } ?? nil,
        "number": .number(opening.number),
        "rules": .text(opening.rules),
        "text": text.json,
      ])
    guard isNew.bool != true else { return true }
    if text.isStaged { await clear(text.version, of: TextPlace(owner: interaction.id, kind: .opening)) }
    return false
  }

  public func claim(_ interaction: String, holder: String, seconds: Int) async throws -> Claim? {
    let term = try await functions.mutation(
      "claim",
      [
        "interaction": .text(interaction), "holder": .text(holder),
        "seconds": .number(Int64(min(max(seconds, 0), 1 << 32))),
      ])
    return term.integer.map { Claim(interaction: interaction, holder: holder, term: $0) }
  }

  public func release(_ claim: Claim) async throws {
    try await functions.mutation("release", ["claim": claim.json])
  }

  public func report(_ error: ErrorReport) async throws {
    try await functions.mutation(
      "report",
      [
        "key": .text(TextVersion.next()), "at": .number(error.at),
        "interaction": error.interaction.map { .text($0) } ?? nil,
        // Five hundred of them fit into one answer.
        "message": .text(Pieces.of(error.message, bytes: 16_000).first ?? ""),
      ])
  }

  public func reports(limit: Int) async throws -> [ErrorReport] {
    guard limit > 0 else { return [] }
    let found = try await functions.query("reports", ["limit": .number(Int64(min(limit, 500)))])
    return try (found.elements ?? []).map { report in
      ErrorReport(
        at: try report.number("at"), interaction: report["interaction"]?.string, message: try report.text("message"))
    }
  }
}
