internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOWebSocket
internal import ServiceLifecycle
internal import TRPC

/// Serves clients that come by WebSocket.
struct SocketService: Sendable {
  let procedures: Procedures
  let limits: WireLimits
  let origins: Origins
  let census: Census
  let byAddress: RateLimiter
  /// For how long a client is waited for that has not said who it is.
  let patience: Duration
  let path: String
  let logger: Logger

  typealias Frame = NIOWebSocket.WebSocketFrame

  /// Whether a request to become a WebSocket is granted. Who asks is found out afterwards.
  func welcomes(_ head: HTTPRequestHead) -> Bool {
    let path = head.uri.prefix { $0 != "?" }
    return path == self.path && origins.allow(head.headers.first(name: "origin"))
  }

  func serve(_ channel: NIOAsyncChannel<Frame, Frame>, _ head: HTTPRequestHead) async {
    let query = head.uri.firstIndex(of: "?").map { String(head.uri[head.uri.index(after: $0)...]) }
    let header = head.headers.first(name: "authorization")
    do {
      try await channel.executeThenClose { inbound, outbound in
        let connection = SocketConnection(
          service: self, socket: SocketWriter(outbound: outbound, channel: channel.channel),
          awaitsParameters: WebSocketMessage.announcesConnectionParams(query: query), header: header)
        await connection.run(inbound)
      }
    } catch {
      logger.debug("a WebSocket ended: \(error)")
    }
  }
}

/// Writes the frames of one connection. Whoever writes waits until the client takes it.
struct SocketWriter: Sendable {
  let outbound: NIOAsyncChannelOutboundWriter<SocketService.Frame>
  let channel: any Channel

  var address: String { channel.remoteAddress?.ipAddress ?? "unknown" }

  func write(_ text: String) async throws { try await outbound.write(frame(text)) }

  /// Writes without waiting for the client.
  func post(_ text: String) { channel.writeAndFlush(frame(text), promise: nil) }

  private func frame(_ text: String) -> SocketService.Frame {
    SocketService.Frame(fin: true, opcode: .text, data: channel.allocator.buffer(string: text))
  }

  func pong(_ frame: SocketService.Frame) async throws {
    try await outbound.write(SocketService.Frame(fin: true, opcode: .pong, data: frame.unmaskedData))
  }

  /// Says goodbye, with a reason that clients of the protocol take for one to come back, and closes the connection. A
  /// client that takes nothing is not waited for.
  func close(_ code: WebSocketErrorCode) {
    var buffer = channel.allocator.buffer(capacity: 2)
    buffer.write(webSocketErrorCode: code)
    channel.writeAndFlush(SocketService.Frame(fin: true, opcode: .connectionClose, data: buffer), promise: nil)
    channel.close(promise: nil)
  }
}
