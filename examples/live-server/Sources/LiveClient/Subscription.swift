/// The values of a subscription, in the order in which they come, over as many connections as it takes.
///
/// It ends where the server says so, and throws a ``RemoteError`` where it failed. What has come and was not asked for
/// yet is kept. One task at a time may go through it; when that task leaves the loop, the subscription is stopped.
public struct Subscription: AsyncSequence, Sendable {
  /// What comes, with the id that it has.
  public typealias Element = TrackedValue

  let values: AsyncThrowingStream<TrackedSource, any Error>
  let startedLatch: Latch
  let cut: @Sendable () -> Void
  let stopper: @Sendable () -> Void

  /// Waits until the server has taken it up: what happens from then on is heard.
  public func started() async throws { try await startedLatch.wait() }

  /// Tells the server that no one listens any more, and ends the sequence.
  public func stop() { stopper() }

  /// Cuts the connection that the values come by, without a farewell, as a tunnel does to a train.
  public func drop() { cut() }

  /// Begins with what has come and was not asked for yet.
  public func makeAsyncIterator() -> Iterator { Iterator(values: values.makeAsyncIterator()) }

  /// Reads each value when it is asked for, so that receiving costs nothing but the bytes.
  public struct Iterator: AsyncIteratorProtocol {
    var values: AsyncThrowingStream<TrackedSource, any Error>.Iterator

    /// Waits for the next value; nil at the end.
    public mutating func next() async throws -> TrackedValue? { try await values.next()?.read() }
  }
}

/// A value that is not read yet.
struct TrackedSource: Sendable {
  let read: @Sendable () throws -> TrackedValue
}
