public import RulesLang

/// Listens by server-sent events, as `httpSubscriptionLink` of `@trpc/client` does over a browser's `EventSource`.
public struct EventStreamClient: Sendable {
  private let url: String
  private let headers: [(String, String)]
  private let parameters: ConnectionParameters?
  private let retry: Duration

  /// - Parameters:
  ///   - url: `http://127.0.0.1:8080/trpc`.
  ///   - headers: sent with each request, as `Origin` from a browser.
  ///   - parameters: asked for where a browser would make a new `EventSource`; not where one comes back by itself.
  ///   - retry: how long to wait before coming back, where the server does not say it.
  public init(
    url: String, headers: [(String, String)] = [], parameters: ConnectionParameters? = nil,
    retry: Duration = .seconds(3)
  ) {
    (self.url, self.headers, self.parameters, self.retry) = (url, headers, parameters, retry)
  }

  /// Listens, from behind the last id that was heard before, where there is one.
  public func subscribe(_ path: String, _ input: JSONValue? = nil, lastEventID: String? = nil) -> Subscription {
    let (values, continuation) = AsyncThrowingStream.makeStream(of: TrackedSource.self)
    let follower = EventStreamFollower(
      url: url, headers: headers, parameters: parameters, retry: retry, path: path, input: input,
      started: Latch(), values: continuation)
    let task = Task { await follower.run(lastEventID: lastEventID ?? "") }
    continuation.onTermination = { _ in task.cancel() }
    return Subscription(
      values: values, startedLatch: follower.started, cut: { follower.drop() },
      stopper: { continuation.finish() })
  }
}
