internal import NIOCore

/// Ends connections whose clients keep the server waiting: that do not say what they want, or take nothing of what they
/// are sent. When the server stops, it ends all that do not end by themselves.
///
/// Nothing else would: whoever writes to such a client waits for it, its user would be said to be here, and a server
/// that stops would wait for the last of them.
final class ConnectionWatch: ChannelInboundHandler {
  typealias InboundIn = NIOAny

  private let patience: TimeAmount
  /// What ends the connection unless something happens before.
  private var ending: Scheduled<Void>?
  private var isSettled = false
  private var isStopping = false

  /// So long a client may take to hear the rest when the server stops.
  private static let farewell = TimeAmount.seconds(3)

  init(patience: Duration) { self.patience = TimeAmount(patience) }

  /// The client has said what it wants.
  func settle() {
    isSettled = true
    if !isStopping { wait() }
  }

  func handlerAdded(context: ChannelHandlerContext) { end(context, after: patience) }

  func handlerRemoved(context: ChannelHandlerContext) { wait() }

  func channelInactive(context: ChannelHandlerContext) {
    wait()
    context.fireChannelInactive()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if isSettled, !isStopping {
      if context.channel.isWritable { wait() } else { end(context, after: patience) }
    }
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent, !isStopping {
      isStopping = true
      // Who waits for nothing hears nothing more.
      end(context, after: isSettled && context.channel.isWritable ? Self.farewell : .zero)
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func wait() {
    ending?.cancel()
    ending = nil
  }

  private func end(_ context: ChannelHandlerContext, after time: TimeAmount) {
    ending?.cancel()
    ending = context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
  }
}
