import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// Opens a TCP connection and asks the server to speak WebSocket on it.
struct SocketOpener {
  private enum Upgrade: Sendable {
    case done(any Channel)
    /// The status comes with the next bytes that are handed on.
    case refused(any Channel, status: EventLoopFuture<Int>)
  }

  /// Views are large, and come as one message.
  static let messageLimit = 64 << 20

  let endpoint: Endpoint
  let headers: [(String, String)]

  func open(
    on loop: any EventLoop, _ makeHandler: @escaping @Sendable () -> SocketHandler
  ) async throws -> any Channel {
    let upgrade: Upgrade
    do {
      let upgrading = try await ClientBootstrap(group: loop)
        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .connect(host: endpoint.host, port: endpoint.port) { channel in
          channel.eventLoop.makeCompletedFuture { try prepare(channel, makeHandler) }
        }
      upgrade = try await upgrading.get()
    } catch {
      // Of the addresses that a name has, the first one's trouble tells enough.
      let cause = (error as? NIOConnectionError)?.connectionErrors.first?.error ?? error
      throw ClientFailure.unreachable("\(cause)")
    }
    switch upgrade {
    case .done(let channel): return channel
    case .refused(let channel, let status):
      let status = try? await status.get()
      channel.close(promise: nil)
      throw status.map { ClientFailure.refused(status: $0) } ?? .closed
    }
  }

  private func prepare(
    _ channel: any Channel, _ makeHandler: @escaping @Sendable () -> SocketHandler
  ) throws -> EventLoopFuture<Upgrade> {
    let upgrader = NIOTypedWebSocketClientUpgrader<Upgrade>(
      maxFrameSize: Self.messageLimit, enableAutomaticErrorHandling: true
    ) { channel, _ in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(
          NIOWebSocketFrameAggregator(
            minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 65_536, maxAccumulatedFrameSize: Self.messageLimit))
        try channel.pipeline.syncOperations.addHandler(makeHandler())
        return .done(channel)
      }
    }
    var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: endpoint.target)
    head.headers.add(name: "Host", value: endpoint.authority)
    for (name, value) in headers { head.headers.add(name: name, value: value) }
    let configuration = NIOTypedHTTPClientUpgradeConfiguration(
      upgradeRequestHead: head, upgraders: [upgrader]
    ) { channel in
      let status = channel.eventLoop.makePromise(of: Int.self)
      return channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(RefusalReader(status))
        return .refused(channel, status: status.futureResult)
      }
    }
    var pipeline = NIOUpgradableHTTPClientPipelineConfiguration(upgradeConfiguration: configuration)
    // The server's first messages may come in one piece with its consent.
    pipeline.leftOverBytesStrategy = .forwardBytes
    return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(configuration: pipeline)
  }
}

/// Reads the status with which a server refuses to speak WebSocket.
private final class RefusalReader: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart

  private let status: EventLoopPromise<Int>

  init(_ status: EventLoopPromise<Int>) { self.status = status }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data) { status.succeed(Int(head.status.code)) }
  }

  func channelInactive(context: ChannelHandlerContext) { status.fail(ClientFailure.closed) }

  func handlerRemoved(context: ChannelHandlerContext) { status.fail(ClientFailure.closed) }
}
