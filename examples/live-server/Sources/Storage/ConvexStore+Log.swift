internal import RulesLang

extension ConvexStore {
  public func entries(of interaction: String, after number: Int64, limit: Int) async throws -> [LogEntry] {
    var entries: [LogEntry] = []
    var pieces: [String] = []
    var position: JSONValue = nil
    // Convex answers a few megabytes at a time, and says where to go on.
    while entries.count < limit {
      let page = try await functions.query(
        "entries",
        [
          "interaction": .text(interaction), "after": .number(number), "from": position,
          "limit": .number(Int64(min(limit - entries.count, 1000))),
        ])
      for piece in try page.list("entries") {
        pieces.append(try piece.text("content"))
        guard try piece.number("count") == Int64(pieces.count) else { continue }
        entries.append(LogEntry(number: try piece.number("number"), content: pieces.joined()))
        pieces = []
      }
      guard let next = page["next"], next.integer != nil else { break }
      position = next
    }
    return entries
  }

  public func append(_ entries: [LogEntry], under claim: Claim) async throws {
    for call in Self.calls(entries) {
      try await functions.mutation("append", ["claim": claim.json, "entries": JSONValue(.array(call))])
    }
  }

  /// The entries as arguments, as many a call as fit; one call where there are none, since a void claim is refused all
  /// the same. An entry that is longer than that has a call of its own.
  private static func calls(_ entries: [LogEntry]) -> [[JSONValue]] {
    var calls: [[JSONValue]] = []
    var call: [JSONValue] = []
    var bytes = 0
    for entry in entries {
      let length = entry.content.utf8.count
      if !call.isEmpty, call.count == 500 || bytes + length > Pieces.bytes * Pieces.perCall {
        calls.append(call)
        (call, bytes) = ([], 0)
      }
      call.append([
        "number": .number(entry.number),
        "pieces": JSONValue(.array(Pieces.of(entry.content).map { .text($0) })),
      ])
      bytes += length
    }
    return calls + [call]
  }
}
