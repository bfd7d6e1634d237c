import Foundation

/// The address of a WebSocket, in the parts that a connection needs.
struct Endpoint: Sendable {
  let host: String
  let port: Int
  /// Path and query, as the request line says them.
  let target: String
  /// What the header `Host` says.
  let authority: String

  /// - Parameter sendsParameters: tRPC's client says in the address that connection parameters will follow.
  init(_ text: String, sendsParameters: Bool) throws {
    let mark = sendsParameters ? (text.contains("?") ? "&" : "?") + "connectionParams=1" : ""
    guard let parts = URLComponents(string: text + mark), parts.scheme == "ws", let host = parts.host, !host.isEmpty
    else { throw ClientFailure.address(text) }
    // An address of IPv6 stands in brackets, which are no part of it.
    self.host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    port = parts.port ?? 80
    let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
    target = path + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
    authority = host + (parts.port.map { ":\($0)" } ?? "")
  }
}
