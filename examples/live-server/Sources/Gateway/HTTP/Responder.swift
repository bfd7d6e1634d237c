internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Identity
internal import Logging
internal import NIOCore
internal import RulesLang
internal import ServiceLifecycle
internal import Storage
internal import TRPC

/// Answers HTTP: the procedures, and what an operator asks for.
struct Responder: HTTPResponder {
  typealias Context = LiveContext

  let procedures: Procedures
  let limits: WireLimits
  let origins: Origins
  let byAddress: RateLimiter
  /// For how long a client may send one request.
  let patience: Duration
  let status: Status
  let issuer: DevelopmentIssuer?
  let base: String
  let logger: Logger

  func respond(to request: Request, context: LiveContext) async throws -> Response {
    let origin = request.headers[.origin]
    guard origins.allow(origin) else { return text(.forbidden, "this page may not call here\n") }
    var response = await answer(request, context)
    if let origin {
      response.headers[.accessControlAllowOrigin] = origins.areAll ? "*" : origin
      response.headers.append(HTTPField(name: .vary, value: "origin"))
    }
    return response
  }

  private func answer(_ request: Request, _ context: LiveContext) async -> Response {
    if request.method == .options { return preflight(request) }
    guard byAddress.allows(context.address) else {
      return reply(HTTPCalls.response(to: TRPCError(.tooManyRequests, "too many calls come from this address")))
    }
    // A stream that is asked for with a body would wait for somebody to read it, and for ever.
    guard request.method == .post || !request.announcesBody else {
      return reply(HTTPCalls.response(to: TRPCError(.badRequest, "a \(request.method) request has no body")))
    }
    let path = request.uri.path
    if path.hasPrefix(base + "/") { return await call(String(path.dropFirst(base.count + 1)), request) }
    switch (request.method, path) {
    case (.get, "/health"): return text(.ok, "alive\n")
    case (.get, "/ready"):
      let problem = await status.problem()
      return text(problem == nil ? .ok : .serviceUnavailable, (problem ?? "ready") + "\n")
    case (.get, "/metrics"):
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: status.metrics())))
    case (.post, "/dev/token"): return await token(request)
    case (.get, "/dev/jwks.json"):
      guard let issuer else { return text(.notFound, "there is nothing here\n") }
      return json(.ok, issuer.jwks)
    default: return text(.notFound, "there is nothing here\n")
    }
  }

  // MARK: Procedures

  private func call(_ path: String, _ request: Request) async -> Response {
    var body: [UInt8] = []
    if request.method == .post {
      do {
        body = try await self.body(of: request, upTo: limits.json.bytes)
      } catch {
        return reply(HTTPCalls.response(to: error), closing: true)
      }
    }
    let calls = HTTPCalls.read(
      method: request.method.rawValue, path: path, query: request.uri.query,
      contentType: request.headers[.contentType], lastEventIDHeader: request.headers[.lastEventID], body: body,
      limits: limits, kinds: procedures.list.kind)
    switch calls {
    case .head: return Response(status: .noContent)
    case .failure(let error): return reply(HTTPCalls.response(to: error))
    case .subscription(let call, let path): return await stream(call, path, request)
    case .calls(let calls, let isBatch, let paths):
      let access: Access
      do { access = try await self.access(request) } catch { return reply(HTTPCalls.response(to: error)) }
      var outcomes: [Result<String?, TRPCError>] = []
      for call in calls {
        switch call {
        case .success(let call): outcomes.append(await procedures.answer(call, access))
        case .failure(let error): outcomes.append(.failure(error))
        }
      }
      return reply(HTTPCalls.response(outcomes, isBatch: isBatch, paths: paths))
    }
  }

  private func access(_ request: Request) async throws(TRPCError) -> Access {
    let parameters = try HTTPCalls.connectionParams(query: request.uri.query, limits: limits)
    return await procedures.doorkeeper.access(
      Credentials(parameters: parameters, header: request.headers[.authorization]))
  }

  /// Event streams end in no other way than with an event or with the connection, so what is wrong is an event, too.
  private func stream(_ call: Result<Call, TRPCError>, _ path: String, _ request: Request) async -> Response {
    let following: Result<Following, TRPCError>
    do throws(TRPCError) {
      let access = try await access(request)
      following = .success(try await procedures.subscribe(try call.get(), access))
    } catch {
      following = .failure(error)
    }
    var headers = HTTPFields()
    for header in EventStream.headers {
      if let name = HTTPField.Name(header.name) { headers[name] = header.value }
    }
    let stream = EventStreamBody(following: following, path: path, request: request.body, logger: logger)
    return Response(status: .ok, headers: headers, body: stream.body)
  }

  // MARK: Parts

  /// A body that does not come in time ends with its connection.
  private func body(of request: Request, upTo limit: Int) async throws(TRPCError) -> [UInt8] {
    let (body, patience) = (request.body, patience)
    let read = await withTaskGroup(of: Result<ByteBuffer, TRPCError>.self) { group in
      group.addTask {
        do { return .success(try await body.collect(upTo: limit)) } catch {
          return .failure(TRPCError(.payloadTooLarge, "the body is too large"))
        }
      }
      group.addTask {
        try? await Task.sleep(for: patience)
        return .failure(TRPCError(.timeout, "the body does not come"))
      }
      defer { group.cancelAll() }
      return await group.next()
    }
    guard let read else { return [] }
    return Array(buffer: try read.get())
  }

  /// A local issuer for the first steps; there is none in production.
  private func token(_ request: Request) async -> Response {
    guard let issuer else { return text(.notFound, "there is nothing here\n") }
    do {
      let json = try JSONReader().read(try await body(of: request, upTo: 4_096))
      guard let user = json["user"]?.string else { return text(.badRequest, "`user` is missing\n") }
      let token = try issuer.token(user: user, isAdmin: json["admin"]?.bool ?? false, lifetime: 3_600)
      return self.json(.ok, JSONWriter.text(of: ["token": JSONValue(.string(token))]))
    } catch {
      return text(.badRequest, "\(error)\n")
    }
  }

  private func preflight(_ request: Request) -> Response {
    let asked = request.headers[.accessControlRequestHeaders]
    return Response(
      status: .noContent,
      headers: [
        .accessControlAllowMethods: "GET, POST, HEAD",
        .accessControlAllowHeaders: asked ?? "authorization, content-type, last-event-id, trpc-accept",
        .accessControlMaxAge: "600",
      ])
  }

  private func reply(_ reply: HTTPReply, closing: Bool = false) -> Response {
    var headers: HTTPFields = [.contentType: reply.contentType, .vary: HTTPReply.vary]
    if closing { headers[.connection] = "close" }
    return Response(
      status: HTTPResponse.Status(code: reply.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: reply.body)))
  }

  private func json(_ status: HTTPResponse.Status, _ body: String) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }

  private func text(_ status: HTTPResponse.Status, _ body: String) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }
}

/// What is known of a connection besides its requests.
struct LiveContext: InitializableFromSource, RequestContext {
  var coreContext: CoreRequestContextStorage
  let address: String

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? "unknown"
  }
}

/// Whether the server can do its work.
struct Status: Sendable {
  let store: any Storage.Store
  /// Keys are there to check tokens with.
  let hasKeys: @Sendable () async -> Bool
  let metrics: @Sendable () -> String

  /// What hinders it; nil where nothing does.
  func problem() async -> String? {
    do { try await store.check() } catch { return "the store does not answer" }
    return await hasKeys() ? nil : "there are no keys to check tokens with"
  }
}

extension Request {
  fileprivate var announcesBody: Bool {
    headers[.transferEncoding] != nil || headers[.contentLength].map { $0 != "0" } ?? false
  }
}

extension HTTPField.Name {
  /// With which a browser's event source says what it has seen.
  fileprivate static let lastEventID = HTTPField.Name("last-event-id") ?? .ifMatch
}
