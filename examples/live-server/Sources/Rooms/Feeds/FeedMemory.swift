/// What one user was told last, so that it can be told again to one who comes back.
struct FeedMemory: Sendable {
  private var messages: [FeedKind: [FeedMessage]] = [:]
  /// Each memory begins somewhere else, so that no id of an earlier one is taken for one of this.
  private var lastNumber = Int64.random(in: 0..<1 << 40)

  /// Tells messages about one revision apart. Others' messages are not counted: the user would learn of them.
  mutating func nextNumber() -> Int64 {
    lastNumber += 1
    return lastNumber
  }

  /// So many of each kind are kept.
  static let limit = 256

  mutating func keep(_ message: FeedMessage, of kind: FeedKind) {
    messages[kind, default: []].append(message)
    if let count = messages[kind]?.count, count > Self.limit { messages[kind]?.removeFirst(count - Self.limit) }
  }

  /// What came after a message; nil where that message is not known any more.
  func messages(of kind: FeedKind, after id: String) -> [FeedMessage]? {
    guard let known = messages[kind], let place = known.lastIndex(where: { $0.id == id }) else { return nil }
    return Array(known[(place + 1)...])
  }

  /// The changes that lead from a revision to what is shown now; nil where they are not all known.
  func changes(from revision: Int64) -> [FeedMessage]? {
    guard let known = messages[.stateDelta], let place = known.lastIndex(where: { $0.basis == revision }) else {
      return nil
    }
    return Array(known[place...])
  }
}
