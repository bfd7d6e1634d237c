internal import AsyncAlgorithms
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Rooms
internal import ServiceLifecycle
internal import TRPC

/// The body of an event stream: what a feed says, and a sign of life now and then.
struct EventStreamBody: Sendable {
  let following: Result<Following, TRPCError>
  let path: String
  /// Consumed, for its end tells that the client is gone.
  let request: RequestBody
  let logger: Logger

  /// Clients that hear nothing for so long connect again.
  private static let inactivity = 45_000
  private static let pingInterval = Duration.seconds(15)
  private static let retryMilliseconds = 1_000

  private enum Beat: Sendable {
    case item(Feed.Item)
    case ping
    case end
  }

  var body: ResponseBody {
    ResponseBody { writer in
      try await writer.write(
        ByteBuffer(
          string: EventStream.retry(milliseconds: Self.retryMilliseconds)
            + EventStream.connected(reconnectAfterInactivityMilliseconds: Self.inactivity)))
      switch following {
      case .failure(let error):
        try await writer.write(ByteBuffer(string: EventStream.failure(error, path: path)))
      case .success(let following):
        do {
          // A client that goes is noticed at once, not only when it is written to.
          try await request.consumeWithCancellationOnInboundClose { _ in
            try await pass(following.feed, to: &writer)
          }
        } catch {
          logger.debug("an event stream ended: \(error)")
        }
        await following.end()
      }
      try await writer.finish(nil)
    }
  }

  private func pass(_ feed: Feed, to writer: inout any ResponseBodyWriter) async throws {
    for await beat in beats(of: feed).cancelOnGracefulShutdown() {
      switch beat {
      case .item(.value(let id, let json)):
        try await writer.write(ByteBuffer(string: EventStream.value(json, id: id)))
      case .item(.over):
        return try await writer.write(ByteBuffer(string: EventStream.finished))
      case .ping: try await writer.write(ByteBuffer(string: EventStream.ping))
      // Cut off: the client hears the connection end, and comes back with its last id.
      case .end: return
      }
    }
  }

  /// The feed's items until its end, with pings between them.
  private func beats(of feed: Feed) -> some AsyncSequence<Beat, Never> & Sendable {
    let items = chain(feed.items.map { Beat.item($0) }, [Beat.end].async)
    let pings = AsyncTimerSequence(interval: Self.pingInterval, clock: .continuous).map { _ in Beat.ping }
    return merge(items, pings)
  }
}
