import NIOCore
import NIOPosix
import RulesLang

/// Speaks tRPC 11 over a WebSocket, as `wsLink` of `@trpc/client` does.
///
/// It lives on the event loop of its connection, so that a message is received without a change of thread or a lock,
/// and any number of clients share the threads of a group. It reads no message that it passes on: who asks for the
/// value reads it, in their own task.
///
/// A connection that ends is replaced as ``Reconnection`` says. Subscriptions go on there from the last id that they
/// heard. What was called and not answered fails with ``ClientFailure/closed``, since nobody knows whether it was done.
/// In two things it differs from tRPC's client, which tries for ever and at once: where the server has refused the
/// client itself, as for a bad token, and has closed, everything fails with that ``RemoteError``; and a connection on
/// which nothing was heard counts as an attempt that has failed.
public actor WebSocketClient {
  let url: String
  let parameters: ConnectionParameters?
  let options: Options
  private let loop: any EventLoop
  /// The event loop of the connection.
  public nonisolated let unownedExecutor: UnownedSerialExecutor

  /// What the server said to no request of this client, the last 64 of it.
  public nonisolated let unclaimed: AsyncStream<String>
  let strays: AsyncStream<String>.Continuation

  private var lastID = 0
  var requests: [Int: SocketRequest] = [:]
  /// The connection, where there is one that requests may be sent by.
  var channel: (any Channel)?
  /// Counts attempts to connect, so that what an old one still says is not taken for the new one's.
  private(set) var generation = 0
  private var opening: Task<Void, any Error>?
  private var returning: Task<Void, Never>?
  /// Attempts since something was last heard.
  private var attempts = 0
  private var isClosed = false
  /// Opened when nothing is asked any more.
  private var drained: Latch?
  /// Why the server will close.
  var refusal: RemoteError?
  private var watch: Scheduled<Void>?

  private init(_ url: String, _ parameters: ConnectionParameters?, _ options: Options) {
    (self.url, self.parameters, self.options) = (url, parameters, options)
    let loop = options.group.next()
    self.loop = loop
    unownedExecutor = loop.executor.asUnownedSerialExecutor()
    (unclaimed, strays) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
  }

  // MARK: Connecting

  /// Connects, or throws where that cannot be done now.
  ///
  /// - Parameters:
  ///   - url: `ws://127.0.0.1:8080/trpc`.
  ///   - parameters: asked for at each connection; nil where none are sent.
  public static func connect(
    url: String, parameters: ConnectionParameters?, options: Options = Options()
  ) async throws -> WebSocketClient {
    let client = WebSocketClient(url, parameters, options)
    do {
      try await client.open()
    } catch {
      await client.close()
      throw error
    }
    return client
  }

  /// Connects with a token that stays the same.
  public static func connect(
    url: String, token: String?, options: Options = Options()
  ) async throws -> WebSocketClient {
    guard let token else { return try await connect(url: url, parameters: nil, options: options) }
    return try await connect(url: url, parameters: { ["token": token] }, options: options)
  }

  /// Whether there is a connection.
  public var isConnected: Bool { channel != nil }

  /// How many connections there have been.
  public private(set) var connections = 0

  /// Connects anew where there is no connection.
  public func reconnect() async throws {
    if channel == nil { try await open() }
  }

  /// Cuts the connection without a farewell. What follows is up to ``Reconnection``.
  public func drop() { channel?.close(promise: nil) }

  /// Stops taking what comes, or goes on with it. The server notices when buffers on the way are full.
  public func holdReading(_ isHeld: Bool) async throws {
    try await channel?.setOption(.autoRead, value: !isHeld).get()
  }

  /// Ends subscriptions, waits for what was called, and says goodbye.
  public func close() async {
    guard !isClosed else { return }
    isClosed = true
    returning?.cancel()
    for request in requests.values {
      if case .subscription = request.kind {
        stop(request.id)
      } else if !request.isSent {
        requests[request.id] = nil
        request.fail(ClientFailure.closed)
      }
    }
    if let channel {
      if !requests.isEmpty {
        let drained = Latch()
        self.drained = drained
        try? await drained.wait()
      }
      channel.writeAndFlush(SocketCommand.farewell, promise: nil)
      try? await channel.closeFuture.get()
    }
    strays.finish()
  }

  private func open() async throws {
    if let opening { return try await opening.value }
    let opening = Task { try await openOnce() }
    self.opening = opening
    defer { self.opening = nil }
    try await opening.value
  }

  private func openOnce() async throws {
    if isClosed { throw ClientFailure.closed }
    generation += 1
    refusal = nil
    let generation = generation
    let endpoint = try Endpoint(url, sendsParameters: parameters != nil)
    let channel = try await SocketOpener(endpoint: endpoint, headers: options.headers)
      .open(on: loop) { SocketHandler(self, generation: generation) }
    do {
      if let parameters { send(ClientMessage.parameters(try await parameters()), by: channel) }
      if isClosed || !channel.isActive { throw ClientFailure.closed }
    } catch {
      channel.close(promise: nil)
      throw error
    }
    self.channel = channel
    connections += 1
    watchOver()
    sendWaiting()
  }

  /// The connection has ended.
  func lose(_ generation: Int) {
    // One that never came to be used is seen to where it was opened.
    guard generation == self.generation, channel != nil else { return }
    channel = nil
    watch?.cancel()
    let isOver = isClosed || refusal != nil || !options.reconnection.keepsSubscriptions
    for request in requests.values.sorted(by: { $0.id < $1.id }) {
      if isOver || request.isSent && !request.isSubscription {
        requests[request.id] = nil
        request.fail(refusal ?? ClientFailure.closed)
      } else {
        requests[request.id]?.isSent = false
      }
    }
    if isOver { drained?.open() } else { comeBack() }
  }

  /// Something was heard.
  func note() {
    attempts = 0
    watchOver()
  }

  /// The request is done with.
  func remove(_ id: Int) -> SocketRequest? {
    defer { if requests.isEmpty { drained?.open() } }
    return requests.removeValue(forKey: id)
  }

  private func comeBack() {
    guard returning == nil, let delay = options.reconnection.delay else { return }
    returning = Task {
      while !isClosed, channel == nil {
        try? await Task.sleep(for: delay(attempts))
        attempts += 1
        try? await open()
      }
      returning = nil
      // It may have been lost again while it was opened.
      if !isClosed, channel == nil { comeBack() }
    }
  }

  // MARK: Sending

  /// Takes up a request: it is sent now, or when there is a connection.
  func begin(_ request: SocketRequest) {
    let mayWait = opening != nil || returning != nil
      || request.isSubscription && options.reconnection.keepsSubscriptions && refusal == nil
    guard !isClosed, channel != nil || mayWait else { return request.fail(refusal ?? ClientFailure.closed) }
    requests[request.id] = request
    sendWaiting()
  }

  func nextID() -> Int {
    lastID += 1
    return lastID
  }

  /// All that waits goes in one message, as after a connection was replaced.
  private func sendWaiting() {
    guard let channel else { return }
    let waiting = requests.values.filter { !$0.isSent }.sorted { $0.id < $1.id }
    for request in waiting { requests[request.id]?.isSent = true }
    if waiting.count > 1 {
      send(JSONValue(.array(waiting.map(\.message))), by: channel)
    } else if let request = waiting.first {
      send(request.message, by: channel)
    }
  }

  func send(_ message: JSONValue) {
    if let channel { send(message, by: channel) }
  }

  private func send(_ message: JSONValue, by channel: any Channel) {
    var writer = JSONWriter()
    writer.value(message)
    channel.writeAndFlush(SocketCommand.text(ByteBuffer(bytes: writer.bytes)), promise: nil)
  }

  /// Sends any text, also such as no client would send.
  public func send(text: String) {
    channel?.writeAndFlush(SocketCommand.text(ByteBuffer(string: text)), promise: nil)
  }

  // MARK: Keeping alive

  /// Whatever is heard shows that the connection is alive.
  private func watchOver() {
    watch?.cancel()
    guard let keepAlive = options.keepAlive, channel != nil else { return }
    watch = loop.scheduleTask(in: TimeAmount(keepAlive.interval)) { [weak self] in
      self?.assumeIsolated { $0.ping(keepAlive) }
    }
  }

  private func ping(_ keepAlive: KeepAlive) {
    send(text: "PING")
    watch = loop.scheduleTask(in: TimeAmount(keepAlive.timeout)) { [weak self] in
      self?.assumeIsolated { $0.drop() }
    }
  }

  /// The server asks for another connection.
  func startOver() { channel?.writeAndFlush(SocketCommand.farewell, promise: nil) }
}
