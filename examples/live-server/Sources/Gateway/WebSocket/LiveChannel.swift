internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1
internal import NIOWebSocket

/// A connection that begins as HTTP/1.1 and may become a WebSocket.
///
/// Hummingbird's own package for this is not at hand, so this is the small part of it that is needed, on NIO's typed
/// upgrade.
struct LiveChannel: ServerChildChannel, HTTPChannelHandler {
  /// What a connection has become.
  enum Negotiated: Sendable {
    case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
    case socket(NIOAsyncChannel<NIOWebSocket.WebSocketFrame, NIOWebSocket.WebSocketFrame>, HTTPRequestHead)
  }

  struct Value: ServerChildChannelValue {
    let negotiated: EventLoopFuture<Negotiated>
    let channel: any Channel
  }

  let responder: HTTPChannelHandler.Responder
  let sockets: SocketService
  /// The most bytes of a message.
  let limit: Int
  /// For how long a client is waited for.
  let patience: Duration

  /// A connection on which nothing happens for so long is closed. Event streams say something more often.
  private static let idleTimeout = Duration.seconds(75)

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.syncOptions?.noticeSilence(within: patience * 3)
      try channel.pipeline.syncOperations.addHandler(ConnectionWatch(patience: patience))
      let upgrader = NIOTypedWebSocketServerUpgrader<Negotiated>(
        maxFrameSize: limit,
        shouldUpgrade: { channel, head in
          channel.eventLoop.makeSucceededFuture(sockets.welcomes(head) ? HTTPHeaders() : nil)
        },
        upgradePipelineHandler: { channel, head in
          channel.eventLoop.makeCompletedFuture {
            let aggregator = NIOWebSocketFrameAggregator(
              minNonFinalFragmentSize: 1, maxAccumulatedFrameCount: 1_024, maxAccumulatedFrameSize: limit)
            try channel.pipeline.syncOperations.addHandler(aggregator)
            try channel.pipeline.syncOperations.handler(type: ConnectionWatch.self).settle()
            return .socket(try NIOAsyncChannel(wrappingChannelSynchronously: channel), head)
          }
        })
      let upgrade = NIOTypedHTTPServerUpgradeConfiguration(
        upgraders: [upgrader],
        notUpgradingCompletionHandler: { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try channel.pipeline.syncOperations.addHandler(
              HTTPConnectionStateHandler(idleTimeout: Self.idleTimeout, logger: logger))
            try channel.pipeline.syncOperations.handler(type: ConnectionWatch.self).settle()
            return .http(
              try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
          }
        })
      var configuration = NIOUpgradableHTTPServerPipelineConfiguration(upgradeConfiguration: upgrade)
      configuration.enablePipelining = false
      configuration.enableResponseHeaderValidation = false
      let negotiated = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
        configuration: configuration)
      let handler = try channel.pipeline.syncOperations.handler(
        type: NIOTypedHTTPServerUpgradeHandler<Negotiated>.self)
      try channel.pipeline.syncOperations.addHandler(
        UpgradeFilter { sockets.welcomes($0) }, position: .before(handler))
      return Value(negotiated: negotiated, channel: channel)
    }
  }

  func handle(value: Value, logger: Logger) async {
    do {
      switch try await value.negotiated.get() {
      case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
      case .socket(let channel, let head): await sockets.serve(channel, head)
      }
    } catch {
      logger.debug("a connection came to nothing: \(error)")
    }
  }
}

extension NIOSynchronousChannelOptions {
  /// Has the system end the connection where what is sent is not confirmed in time. A client whose network is gone says
  /// nothing, and the system alone would go on for a quarter of an hour; as long would its user be said to be here.
  fileprivate func noticeSilence(within time: Duration) throws {
    #if os(Linux)
      // TCP_USER_TIMEOUT, in milliseconds.
      let option = ChannelOptions.Types.SocketOption(level: .tcp, name: NIOBSDSocket.Option(rawValue: 18))
      try setOption(option, value: Int(min(time.components.seconds, 86_400)) * 1_000)
    #endif
  }
}
