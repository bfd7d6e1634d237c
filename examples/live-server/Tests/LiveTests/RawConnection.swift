import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A connection that says what it wants and reads when it wants, or never: a client as no client should be.
final class RawConnection: Sendable {
  struct Failure: Error { let what: String }

  private let socket: Int32

  /// - Parameter window: how much it lets lie unread, in bytes.
  init(port: Int, window: Int32 = 4_096) throws {
    #if canImport(Glibc)
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard socket >= 0 else { throw Failure(what: "there is no socket") }
    var window = window
    setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
    }
    guard connected == 0 else { throw Failure(what: "not connected: \(errno)") }
  }

  deinit { close(socket) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { rest in
        #if canImport(Darwin)
          Darwin.send(socket, rest.baseAddress, rest.count, 0)
        #else
          Glibc.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        #endif
      }
      guard count > 0 else { throw Failure(what: "not sent: \(errno)") }
      sent += count
    }
  }

  /// Sends a frame of a WebSocket, as clients do: masked, with a mask that changes nothing.
  func sendFrame(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard bytes.count < 65_536 else { throw Failure(what: "this is too long") }
    let length: [UInt8] =
      bytes.count < 126 ? [0x80 | UInt8(bytes.count)] : [0xFE, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)]
    try send([0x81] + length + [0, 0, 0, 0] + bytes)
  }

  /// Reads what there is within a time.
  ///
  /// - Returns: nil where the server has closed the connection.
  func read(_ most: Int = 65_536, within time: Duration = .seconds(5)) -> String? {
    var limit = timeval()
    limit.tv_sec = Int(time.components.seconds)
    limit.tv_usec = numericCast(time.components.attoseconds / 1_000_000_000_000)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var bytes = [UInt8](repeating: 0, count: most)
    let count = recv(socket, &bytes, most, 0)
    if count > 0 { return String(decoding: bytes.prefix(count), as: UTF8.self) }
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? "" : nil
  }

  /// Reads until the server has closed the connection.
  ///
  /// - Returns: false where it has not, in time.
  func isClosed(within time: Duration) -> Bool {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {
      if read(within: .milliseconds(200)) == nil { return true }
    }
    return false
  }

  /// Becomes a WebSocket that says who it is.
  static func socket(port: Int, parameters: String?, window: Int32 = 4_096) throws -> RawConnection {
    let connection = try RawConnection(port: port, window: window)
    let query = parameters == nil ? "" : "?connectionParams=1"
    try connection.send(
      "GET /trpc\(query) HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
    guard connection.read()?.contains("101") == true else { throw Failure(what: "no WebSocket") }
    if let parameters { try connection.sendFrame(#"{"method":"connectionParams","data":\#(parameters)}"#) }
    return connection
  }
}
