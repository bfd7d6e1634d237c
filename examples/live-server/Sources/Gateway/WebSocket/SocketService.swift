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
          service: self, socket: SocketWriter(outbound: outbound, allocator: channel.channel.allocator),
          awaitsParameters: WebSocketMessage.announcesConnectionParams(query: query), header: header)
        await connection.run(inbound, channel.channel)
      }
    } catch {
      logger.debug("a WebSocket ended: \(error)")
    }
  }
}

/// Writes the frames of one connection. Whoever writes waits until the client takes it.
struct SocketWriter: Sendable {
  let outbound: NIOAsyncChannelOutboundWriter<SocketService.Frame>
  let allocator: ByteBufferAllocator

  func write(_ text: String) async throws {
    var buffer = allocator.buffer(capacity: text.utf8.count)
    buffer.writeString(text)
    try await outbound.write(SocketService.Frame(fin: true, opcode: .text, data: buffer))
  }

  func pong(_ frame: SocketService.Frame) async throws {
    try await outbound.write(SocketService.Frame(fin: true, opcode: .pong, data: frame.unmaskedData))
  }

  /// Says goodbye, with a reason that clients of the protocol take for one to come back.
  func close(_ code: WebSocketErrorCode) async throws {
    var buffer = allocator.buffer(capacity: 2)
    buffer.write(webSocketErrorCode: code)
    try await outbound.write(SocketService.Frame(fin: true, opcode: .connectionClose, data: buffer))
  }
}
