import RulesLang
import TRPC

/// A server without sockets: what the target is for, in a few lines. Each procedure answers with what it was given.
struct EchoServer {
  var limits = WireLimits()

  static func kind(of path: String) -> ProcedureKind? {
    switch path {
    case "a", "b.c", "hello", "room.view": .query
    case "room.move", "room.post": .mutation
    case "room.events", "room.boom": .subscription
    default: nil
    }
  }

  func read(
    _ method: String, _ target: String, type: String? = nil, lastEventID: String? = nil, body: String = ""
  ) -> HTTPCalls {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return HTTPCalls.read(
      method: method, path: parts.first ?? "", query: parts.dropFirst().first, contentType: type,
      lastEventIDHeader: lastEventID, body: Array(body.utf8), limits: limits, kinds: Self.kind)
  }

  /// The answer to a query or mutation.
  func answer(_ method: String, _ target: String, type: String? = nil, body: String = "") -> HTTPReply {
    Self.answer(read(method, target, type: type, body: body))
  }

  static func answer(_ calls: HTTPCalls) -> HTTPReply {
    switch calls {
    case .head: HTTPReply(status: 204, contentType: "", body: "")
    case .failure(let error): HTTPCalls.response(to: error)
    case .subscription(let call, let path):
      HTTPReply(status: 200, contentType: "text/event-stream", body: stream(call, path: path))
    case .calls(let calls, let isBatch, let paths):
      HTTPCalls.response(calls.map { $0.map(output) }, isBatch: isBatch, paths: paths)
    }
  }

  private static func stream(_ call: Result<Call, TRPCError>, path: String) -> String {
    EventStream.connected(reconnectAfterInactivityMilliseconds: 3000)
      + {
        switch call {
        case .success(let call): EventStream.value(output(call) ?? "null", id: "1") + EventStream.finished
        case .failure(let error): EventStream.failure(error, path: path)
        }
      }()
  }

  /// The frames that answer a frame.
  func frames(_ text: String) -> [String] {
    WebSocketMessage.read(text, limits: limits, kinds: Self.kind).compactMap { message in
      switch message {
      case .ping: WebSocketFrame.pong
      case .pong, .stop, .connectionParams: nil
      case .malformed(let error): WebSocketFrame.failure(error, of: nil)
      case .request(let request):
        switch request.call {
        case .failure(let error): WebSocketFrame.failure(error, of: request)
        case .success(let call) where call.kind == .subscription:
          WebSocketFrame.value(Self.output(call) ?? "null", id: "1", of: request)
        case .success(let call): WebSocketFrame.output(Self.output(call), of: request)
        }
      }
    }
  }

  private static func output(_ call: Call) -> String? { call.input.map { JSONWriter.text(of: $0) } }
}
