public import NIOPosix

extension WebSocketClient {
  /// What a client may be told beside the address.
  public struct Options: Sendable {
    /// Headers of the upgrade, as `Origin` from a browser.
    public var headers: [(String, String)] = []
    /// When a connection that has ended is replaced.
    public var reconnection = Reconnection.backoff
    /// Whether signs of life are asked for; nil where they are not.
    public var keepAlive: KeepAlive?
    /// The threads that serve the connection.
    public var group = MultiThreadedEventLoopGroup.singleton

    /// What tRPC's client does where it is told nothing.
    public init() {}

    /// Lets so many new threads serve all clients that are given these options.
    public mutating func useThreads(_ count: Int) { group = MultiThreadedEventLoopGroup(numberOfThreads: count) }
  }
}
