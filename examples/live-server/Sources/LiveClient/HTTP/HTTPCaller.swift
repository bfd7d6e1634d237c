import AsyncHTTPClient
import NIOCore
import NIOHTTP1
public import RulesLang

/// Speaks tRPC 11 by HTTP, as `httpLink` and `httpBatchLink` of `@trpc/client` do.
public struct HTTPCaller: Sendable {
  /// What is answered once.
  public enum Kind: Sendable { case query, mutation }

  /// A procedure and what it is given; no input is what JavaScript calls undefined.
  public struct Call: Sendable {
    /// The name of the procedure.
    public let path: String
    /// What it is given.
    public let input: JSONValue?

    /// A call that was not made yet.
    public init(_ path: String, _ input: JSONValue? = nil) {
      self.path = path
      self.input = input
    }
  }

  private let url: String
  private let headers: [(String, String)]
  private let token: @Sendable () async throws -> String?

  /// - Parameters:
  ///   - url: `http://127.0.0.1:8080/trpc`.
  ///   - headers: sent with each request, as `Origin` from a browser.
  ///   - token: asked for at each request.
  public init(
    url: String, headers: [(String, String)] = [], token: @escaping @Sendable () async throws -> String?
  ) {
    (self.url, self.headers, self.token) = (url, headers, token)
  }

  /// With a token that stays the same.
  public init(url: String, headers: [(String, String)] = [], token: String?) {
    self.init(url: url, headers: headers) { token }
  }

  /// Asks for something, as `httpLink` does.
  public func query(_ path: String, _ input: JSONValue? = nil) async throws -> JSONValue {
    try Envelope.data(of: await answer(.query, Call(path, input)).json())
  }

  /// Asks that something be done, as `httpLink` does.
  public func mutate(_ path: String, _ input: JSONValue? = nil) async throws -> JSONValue {
    try Envelope.data(of: await answer(.mutation, Call(path, input)).json())
  }

  /// Several calls in one request, or one, as `httpBatchLink` does: what came of each, in order.
  public func batch(_ kind: Kind, _ calls: [Call]) async throws -> [Result<JSONValue, RemoteError>] {
    let json = try await batchAnswer(kind, calls).json()
    // One error for all of them is an error of each.
    let answers = json.elements ?? Array(repeating: json, count: calls.count)
    guard answers.count == calls.count else { throw ClientFailure.unreadable("\(answers.count) answers") }
    return try answers.map { answer in
      do {
        return .success(try Envelope.data(of: answer))
      } catch let error as RemoteError {
        return .failure(error)
      }
    }
  }

  /// A single call's answer as it came.
  public func answer(_ kind: Kind, _ call: Call) async throws -> HTTPAnswer {
    try await answer(kind, path: call.path, input: call.input, HTTPAddress(url))
  }

  /// A batch's answer as it came.
  public func batchAnswer(_ kind: Kind, _ calls: [Call]) async throws -> HTTPAnswer {
    // `{"0": …, "1": …}`, without those that have no input.
    let inputs = calls.enumerated().compactMap { place, call in
      call.input.map { JSONValue.Member(key: String(place), value: $0) }
    }
    let path = calls.map(\.path).joined(separator: ",")
    return try await answer(
      kind, path: path, input: JSONValue(.object(inputs)), HTTPAddress(url).adding("batch=1"))
  }

  private func answer(
    _ kind: Kind, path: String, input: JSONValue?, _ address: HTTPAddress
  ) async throws -> HTTPAnswer {
    var request: HTTPClientRequest
    switch kind {
    case .query: request = HTTPClientRequest(url: address.adding("input", input).text(path: path))
    case .mutation:
      request = HTTPClientRequest(url: address.text(path: path))
      request.method = .POST
      request.headers.add(name: "content-type", value: "application/json")
      if let input { request.body = .bytes(ByteBuffer(string: JSONWriter.text(of: input))) }
    }
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    if let token = try await token() { request.headers.add(name: "authorization", value: "Bearer \(token)") }
    return try await HTTPTransport.answer(request)
  }
}
