import NIOCore
import NIOWebSocket

/// What a client wants of its connection.
enum SocketCommand: Sendable {
  case text(ByteBuffer)
  /// Say goodbye, and close when the other side has.
  case farewell
}

/// The last one in a connection's pipeline: hands texts to the client, and sees to what every WebSocket owes the other
/// side, pongs and a farewell.
final class SocketHandler: ChannelDuplexHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundIn = SocketCommand
  typealias OutboundOut = WebSocketFrame

  private let client: WebSocketClient
  /// Which of the client's connections this is.
  private let generation: Int
  private var isClosing = false

  init(_ client: WebSocketClient, generation: Int) {
    self.client = client
    self.generation = generation
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .text(let text): send(.text, text, context, promise)
    case .farewell:
      isClosing = true
      send(.connectionClose, ByteBuffer(), context, promise)
      // A server that does not answer is not waited for.
      let channel = context.channel
      context.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    switch frame.opcode {
    case .text:
      // tRPC's own sign of life is a text, which may come before the client has said who it is.
      if frame.unmaskedData.readableBytesView.elementsEqual("PING".utf8) {
        send(.text, ByteBuffer(string: "PONG"), context)
      }
      let message = Arrival(bytes: Array(frame.unmaskedData.readableBytesView), time: .now)
      let generation = generation
      // The client lives on the loop of its connection, so nothing is passed between threads.
      client.assumeIsolated { $0.hear(message, generation) }
    case .ping: send(.pong, frame.unmaskedData, context)
    case .connectionClose: part(context, frame.unmaskedData)
    default: break
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.flush()
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    let generation = generation
    client.assumeIsolated { $0.lose(generation) }
    context.fireChannelInactive()
  }

  /// Whatever it is, a connection that has failed is of no further use.
  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  /// The other side has said goodbye: it is told the same code back, unless it answers ours.
  private func part(_ context: ChannelHandlerContext, _ reason: ByteBuffer) {
    let channel = context.channel
    guard !isClosing else { return channel.close(promise: nil) }
    isClosing = true
    let code = reason.getSlice(at: reason.readerIndex, length: 2) ?? ByteBuffer()
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.whenComplete { _ in channel.close(promise: nil) }
    send(.connectionClose, code, context, sent)
    context.flush()
  }

  /// What clients send is masked.
  private func send(
    _ opcode: WebSocketOpcode, _ data: ByteBuffer, _ context: ChannelHandlerContext,
    _ promise: EventLoopPromise<Void>? = nil
  ) {
    let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
    context.write(wrapOutboundOut(frame), promise: promise)
  }
}
