/// What went wrong on this side or on the way, so that nothing is known of what became of a request.
public enum ClientFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The connection ended before the answer came.
  case closed
  /// There is no connection, and none could be made.
  case unreachable(String)
  /// The server answered with this HTTP status where a connection or a stream was asked for.
  case refused(status: Int)
  /// The answer is not what tRPC answers.
  case unreadable(String)
  /// The address is none that this client speaks to.
  case address(String)

  /// For people.
  public var description: String {
    switch self {
    case .closed: "the connection was closed"
    case .unreachable(let why): "no connection: \(why)"
    case .refused(let status): "the server refused the connection with status \(status)"
    case .unreadable(let why): "unable to read the server's answer: \(why)"
    case .address(let text): "`\(text)` is no address of a server: try http://127.0.0.1:8080"
    }
  }
}
