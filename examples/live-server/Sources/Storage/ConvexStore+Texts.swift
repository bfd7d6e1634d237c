internal import Foundation
internal import RulesLang

extension ConvexStore {
  public func opening(of interaction: String) async throws -> Snapshot? {
    try await text(of: interaction, [.opening]).map(Snapshot.init)
  }

  public func snapshot(of interaction: String) async throws -> Snapshot? {
    try await text(of: interaction, [.snapshot, .opening]).map(Snapshot.init)
  }

  public func replace(_ snapshot: Snapshot, under claim: Claim) async throws {
    let place = TextPlace(owner: claim.interaction, kind: .snapshot)
    let text = try await sent(snapshot.content, to: place, under: claim)
    let stale = try await functions.mutation(
      "replace",
      [
        "claim": claim.json, "number": .number(snapshot.number), "rules": .text(snapshot.rules), "text": text.json,
      ])
    await clear(stale.string, of: place)
  }

  public func hand(over record: Handover, under claim: Claim) async throws {
    // Compared by their bytes, as the store does.
    guard record.interaction.utf8.elementsEqual(claim.interaction.utf8) else { throw StoreError.superseded }
    let place = TextPlace(owner: claim.interaction, kind: .handover)
    let text = try await sent(record.content, to: place, under: claim)
    let stale = try await functions.mutation(
      "hand", ["claim": claim.json, "number": .number(record.number), "text": text.json])
    await clear(stale.string, of: place)
  }

  public func handover(of interaction: String) async throws -> Handover? {
    try await text(of: interaction, [.handover]).map {
      Handover(interaction: interaction, number: $0.number, content: $0.content)
    }
  }

  public func keep(rules bundle: String, digest: String) async throws {
    let place = TextPlace(owner: digest, kind: .rules)
    let text = try await sent(bundle, to: place)
    let stale = try await functions.mutation("keep", ["digest": .text(digest), "text": text.json])
    await clear(stale.string, of: place)
  }

  public func rules(_ digest: String) async throws -> String? {
    try await text(of: digest, [.rules])?.content
  }

  /// The first of these texts that is there.
  private func text(of owner: String, _ kinds: [TextPlace.Kind]) async throws -> KeptText? {
    // A long text is read in several calls. Where it was replaced between two of them, reading starts over.
    for _ in 1...5 {
      let kinds = JSONValue(.array(kinds.map { .text($0.rawValue) }))
      let found = try await functions.query("text", ["owner": .text(owner), "kinds": kinds])
      guard !found.isNull else { return nil }
      var pieces = try found.list("pieces").compactMap(\.string)
      let count = try found.number("count")
      while pieces.count < count {
        let more = try await functions.query(
          "pieces",
          [
            "owner": .text(owner), "kind": .text(try found.text("kind")), "version": .text(try found.text("version")),
            "from": .number(Int64(pieces.count)),
          ])
        guard let more = more.elements?.compactMap(\.string), !more.isEmpty else { break }
        pieces += more
      }
      guard pieces.count == count else { continue }
      return KeptText(number: try found.number("number"), rules: try found.text("rules"), content: pieces.joined())
    }
    throw StoreError.unavailable("a text was replaced again and again while it was read")
  }

  /// Makes a text ready to be kept: one that does not fit into the call that keeps it is sent before, but for its
  /// beginning, and nobody sees it until then.
  func sent(_ content: String, to place: TextPlace, under claim: Claim? = nil) async throws -> SentText {
    let pieces = Pieces.of(content)
    let version = TextVersion.next()
    guard pieces.count > Pieces.perCall else {
      return SentText(version: version, count: pieces.count, pieces: pieces)
    }
    for start in stride(from: 1, to: pieces.count, by: Pieces.perCall) {
      let part = pieces[start..<min(start + Pieces.perCall, pieces.count)]
      try await functions.mutation(
        "stage",
        [
          "owner": .text(place.owner), "kind": .text(place.kind.rawValue), "version": .text(version),
          "claim": claim?.json ?? nil, "from": .number(Int64(start)),
          "pieces": JSONValue(.array(part.map { .text($0) })),
        ])
    }
    return SentText(version: version, count: pieces.count, pieces: Array(pieces.prefix(1)))
  }

  /// Removes what is left of a text that another one has replaced. That it fails is no harm: what is an hour old and
  /// nobody's is removed by and by.
  func clear(_ version: String?, of place: TextPlace) async {
    guard let version else { return }
    let arguments: JSONValue = [
      "owner": .text(place.owner), "kind": .text(place.kind.rawValue), "version": .text(version),
    ]
    while let more = try? await functions.mutation("clear", arguments), more.bool == true {}
  }
}

/// Where a text is kept.
struct TextPlace {
  enum Kind: String { case opening, snapshot, handover, rules }

  /// The interaction, or the digest of the rules.
  let owner: String
  let kind: Kind
}

/// What tells one sending of a text from another: two servers may send one at the same time, and a call that is
/// repeated is known by it.
enum TextVersion {
  /// It begins with the time, so that what was never kept is found by its age.
  static func next() -> String {
    let time = String(Int64(Date().timeIntervalSince1970 * 1000))
    return "\(String(repeating: "0", count: max(16 - time.count, 0)))\(time)-\(UUID().uuidString)"
  }
}

/// A text on its way.
struct SentText {
  let version: String
  /// Of how many pieces it is.
  let count: Int
  /// Those that go with the call that keeps it, from the first.
  let pieces: [String]

  /// Whether the others are there already.
  var isStaged: Bool { pieces.count < count }

  var json: JSONValue {
    [
      "version": .text(version), "count": .number(Int64(count)), "pieces": JSONValue(.array(pieces.map { .text($0) })),
    ]
  }
}

/// A text as it was read.
private struct KeptText {
  let number: Int64
  let rules: String
  let content: String
}

extension Snapshot {
  fileprivate init(_ text: KeptText) { self.init(number: text.number, rules: text.rules, content: text.content) }
}
