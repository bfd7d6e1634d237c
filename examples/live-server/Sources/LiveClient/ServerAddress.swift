import Foundation

/// Where a server is, and what it serves there.
public struct ServerAddress: Sendable, Hashable {
  /// `http://127.0.0.1:8080`, without a slash at its end.
  public let base: String

  /// - Parameter text: `http://…` or `https://…`, with or without a path.
  public init(_ text: String) throws(ClientFailure) {
    guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme), url.host() != nil,
      url.query() == nil
    else { throw .address(text) }
    base = text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  /// Where procedures are called by HTTP.
  public var http: String { base + "/trpc" }
  /// Where they are called over a WebSocket.
  public var webSocket: String { "ws" + base.dropFirst("http".count) + "/trpc" }
  /// Where a server that runs for development hands out tokens.
  public var developmentToken: String { base + "/dev/token" }
}
