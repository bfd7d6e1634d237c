internal import NIOCore
internal import NIOHTTP1

/// Lets only those requests ask to become something else that will.
///
/// NIO's upgrader drops the head of a request that it does not upgrade, so that the client gets no answer; and behind
/// any request that asks for an upgrade its decoder reads no further. So what is not granted is passed on as the plain
/// request that it also is, and the last one of its connection.
final class UpgradeFilter: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let welcomes: (HTTPRequestHead) -> Bool
  private var isFirst = true

  init(welcomes: @escaping (HTTPRequestHead) -> Bool) { self.welcomes = welcomes }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    defer { isFirst = false }
    guard head.headers.contains(name: "upgrade") else { return context.fireChannelRead(data) }
    let protocols = head.headers[canonicalForm: "upgrade"].map { $0.lowercased() }
    if isFirst, protocols == ["websocket"], welcomes(head) {
      context.fireChannelRead(data)
      // What comes next are frames.
      context.pipeline.syncOperations.removeHandler(self, promise: nil)
    } else {
      head.headers.remove(name: "upgrade")
      head.headers.replaceOrAdd(name: "connection", value: "close")
      context.fireChannelRead(wrapInboundOut(.head(head)))
    }
  }
}
