import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import RulesLang

/// Tokens that a server gives to whoever asks, while it runs for development.
public enum DevelopmentToken {
  /// Asks for one.
  ///
  /// - Parameters:
  ///   - user: whom it is for.
  ///   - isAdmin: whether an admin's procedures are allowed with it.
  public static func issue(at server: ServerAddress, user: String, isAdmin: Bool = false) async throws -> String {
    var request = HTTPClientRequest(url: server.developmentToken)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    let admin = isAdmin ? [JSONValue.Member(key: "admin", value: true)] : []
    let body = JSONValue(.object([.init(key: "user", value: JSONValue(.string(user)))] + admin))
    request.body = .bytes(ByteBuffer(string: JSONWriter.text(of: body)))
    let answer = try await HTTPTransport.answer(request)
    guard answer.status == 200 else { throw ClientFailure.refused(status: answer.status) }
    guard let token = try answer.json()["token"]?.string else { throw ClientFailure.unreadable("no token") }
    return token
  }
}
