public import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// The address at which an issuer serves its keys, and how they are fetched from there.
public struct KeyAddress: Sendable {
  private let url: String
  private let client: HTTPClient
  private let bearer: String?
  private let timeout: Duration
  private let maximumBytes: Int

  /// - Parameters:
  ///   - url: as ``ClerkSettings/keyAddress`` has it. Who can change what comes from there can sign in as anyone, so
  ///     it starts with `https:`, but for a server on the same machine.
  ///   - bearer: the secret key that the issuer's Backend API asks for; its public address needs none.
  ///   - timeout: for the whole answer.
  ///   - maximumBytes: of the answer.
  public init(
    url: String, client: HTTPClient = .shared, bearer: String? = nil, timeout: Duration = .seconds(5),
    maximumBytes: Int = 256 << 10
  ) throws(IdentitySetupError) {
    guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
      parts.scheme == "https" || parts.scheme == "http" && ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
    else { throw .keyAddress(url) }
    self.url = url
    self.client = client
    self.bearer = bearer
    self.timeout = timeout
    self.maximumBytes = maximumBytes
  }

  private struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  /// The text that the issuer serves.
  @Sendable public func fetch() async throws -> [UInt8] {
    // The client's own deadline ends with the head of the answer; a body may trickle for ever.
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      group.addTask { try await answer() }
      group.addTask {
        try await Task.sleep(for: timeout)
        throw Problem(description: "no whole answer within \(timeout)")
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }

  private func answer() async throws -> [UInt8] {
    var request = HTTPClientRequest(url: url)
    request.headers.add(name: "accept", value: "application/json")
    if let bearer { request.headers.add(name: "authorization", value: "Bearer \(bearer)") }
    let response = try await client.execute(request, deadline: .distantFuture)
    // Where a redirect leads was not in the settings.
    guard response.history.count <= 1 else { throw Problem(description: "the address of the keys redirects") }
    guard response.status == .ok else { throw Problem(description: "answered with status \(response.status.code)") }
    return Array(buffer: try await response.body.collect(upTo: maximumBytes))
  }
}
