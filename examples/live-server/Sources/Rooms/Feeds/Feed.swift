/// What a subscription is about.
public enum FeedKind: String, Sendable, Hashable, CaseIterable {
  case stateDelta, logEvent, turnUpdate, chatMessage
}

/// One subscription of one user.
public struct Feed: Sendable {
  /// What a subscriber is told.
  public enum Item: Sendable, Hashable {
    /// A JSON text, and by which id it is gone on from.
    case value(id: String, json: String)
    /// There is nothing more to come: who subscribes need not come back. A feed that ends without it was cut off.
    case over
  }

  /// Tells it from all others of its room.
  public let number: Int
  public let items: AsyncStream<Item>

  /// So much waits for a slow reader; one that is slower is cut off, and comes back with its last id.
  static let limit = 512
}

/// A feed as its room writes it.
struct FeedWriter: Sendable {
  let user: String
  let kind: FeedKind
  private let continuation: AsyncStream<Feed.Item>.Continuation

  /// - Parameter onAbandoned: told where nobody reads it any more, as when whoever asked was gone before they had it.
  static func make(
    _ number: Int, user: String, kind: FeedKind, onAbandoned: @escaping @Sendable () -> Void
  ) -> (feed: Feed, writer: FeedWriter) {
    let (items, continuation) = AsyncStream.makeStream(
      of: Feed.Item.self, bufferingPolicy: .bufferingOldest(Feed.limit))
    continuation.onTermination = { if case .cancelled = $0 { onAbandoned() } }
    return (Feed(number: number, items: items), FeedWriter(user: user, kind: kind, continuation: continuation))
  }

  /// - Returns: false where the reader does not keep up, and hears nothing more.
  func write(_ message: FeedMessage) -> Bool {
    switch continuation.yield(.value(id: message.id, json: message.json)) {
    case .enqueued: return true
    default:
      continuation.finish()
      return false
    }
  }

  /// Ends it for good.
  func end() {
    continuation.yield(.over)
    continuation.finish()
  }

  /// Ends it so that who subscribed comes back.
  func cut() { continuation.finish() }
}

/// What is told to one user, with the id by which they go on from it.
struct FeedMessage: Sendable {
  let id: String
  let json: String
  /// Of a change of the state: the revision that it changes.
  var basis: Int64?
}
