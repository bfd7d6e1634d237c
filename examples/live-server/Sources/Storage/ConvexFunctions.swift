internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import RulesLang

/// Calls the functions of `convex/live.ts` by Convex's HTTP API.
///
/// They are internal functions: nobody reaches them but with a deploy key. Queries are repeated as they please; each
/// mutation is written so that doing it twice is doing it once, since the API itself does not know a repeated call.
struct ConvexFunctions: Sendable {
  private let url: String
  /// Nil for a key that no header can hold.
  private let authorization: String?
  private let client: HTTPClient
  private let patience: ConvexPatience

  init(url: String, deployKey: String, client: HTTPClient, patience: ConvexPatience) {
    self.url = String(url.trimmed.reversed().drop { $0 == "/" }.reversed())
    // Files end in a line break, and so may a key that was read from one.
    let key = deployKey.trimmed
    let isKey = !key.isEmpty && key.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    authorization = isKey ? "Convex \(key)" : nil
    self.client = client
    self.patience = patience
  }

  func query(_ function: String, _ arguments: JSONValue) async throws -> JSONValue {
    try await call("query", function, arguments)
  }

  @discardableResult
  func mutation(_ function: String, _ arguments: JSONValue) async throws -> JSONValue {
    try await call("mutation", function, arguments)
  }

  private func call(_ kind: String, _ function: String, _ arguments: JSONValue) async throws -> JSONValue {
    guard let authorization else { throw StoreError.unavailable("the deploy key of Convex is none") }
    var writer = JSONWriter()
    writer.value(["path": JSONValue(.string("live:\(function)")), "args": arguments, "format": "json"])
    guard writer.bytes.count <= 16 << 20 else {
      throw StoreError.unavailable("this is longer than the 16 MiB that a call to Convex holds")
    }
    var request = HTTPClientRequest(url: "\(url)/api/\(kind)")
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    request.headers.add(name: "authorization", value: authorization)
    request.body = .bytes(ByteBuffer(bytes: writer.bytes))
    let start = ContinuousClock.now
    var attempts = 0
    while true {
      let (reply, asked) = try await attempt(request)
      switch reply {
      case .value(let value): return value
      case .refused(let error): throw error
      case .again(let reason):
        attempts += 1
        guard let pause = patience.pause(after: attempts, asked: asked),
          start.duration(to: .now) + pause < patience.total
        else { throw StoreError.unavailable(reason) }
        try await Task.sleep(for: pause)
      }
    }
  }

  /// Asks once.
  ///
  /// - Returns: the reply, and for how long Convex asked to wait.
  private func attempt(_ request: HTTPClientRequest) async throws -> (ConvexReply, Duration?) {
    do {
      return try await within(patience.attempt) { [client] in
        let response = try await client.execute(request, deadline: .distantFuture)
        let bytes = try await response.body.collect(upTo: 32 << 20)
        let asked = response.headers.first(name: "retry-after").flatMap(Int.init).map { Duration.seconds($0) }
        return (ConvexReply(status: Int(response.status.code), body: Array(bytes.readableBytesView)), asked)
      }
    } catch {
      try Task.checkCancellation()
      let reason = "Convex cannot be reached: \(error)"
      let isNoAddress = [.invalidURL, .emptyHost, .emptyScheme].contains(error as? HTTPClientError)
      return (isNoAddress ? .refused(.unavailable(reason)) : .again(reason), nil)
    }
  }
}

/// Gives something a time to be done in. The client's own deadline ends with the head of an answer, and an answer that
/// stops in its middle would be waited for without one.
private func within<Value: Sendable>(
  _ time: Duration, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value.self) { group in
    group.addTask(operation: body)
    group.addTask {
      try await Task.sleep(for: time)
      throw TooSlow()
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() else { throw TooSlow() }
    return value
  }
}

private struct TooSlow: Error, CustomStringConvertible {
  var description: String { "there was no answer in time" }
}

extension String {
  fileprivate var trimmed: String {
    let isBlank = { (character: Character) in character.isWhitespace }
    return String(String(drop(while: isBlank).reversed()).drop(while: isBlank).reversed())
  }
}
