/// What an HTTP request asks for.
public enum HTTPCalls: Sendable {
  /// Queries or mutations, to be answered by ``response(_:isBatch:paths:)`` with one outcome for each, in their order;
  /// `paths` are theirs. A call that failed already is answered with its error, and does not hinder the others.
  case calls([Result<Call, TRPCError>], isBatch: Bool, paths: [String])
  /// A subscription, to be answered with an ``EventStream`` even where it failed: to a client, any other answer is an
  /// unknown error.
  case subscription(Result<Call, TRPCError>, path: String)
  /// The request as a whole is refused, to be answered by ``response(to:)``.
  case failure(TRPCError)
  /// `HEAD`: answered with status 204 and nothing.
  case head

  /// Reads a request.
  ///
  /// - Parameters:
  ///   - path: what follows the base address, as it came, without a slash in front.
  ///   - query: what follows the question mark, as it came.
  ///   - lastEventIDHeader: the header that a browser's event source sends when it comes back.
  ///   - kinds: the kind of a procedure by its path; nil where there is no such procedure.
  public static func read(
    method: String, path: String, query: String?, contentType: String?, lastEventIDHeader: String?, body: [UInt8],
    limits: WireLimits, kinds: (String) -> ProcedureKind?
  ) -> HTTPCalls {
    if method == "HEAD" { return .head }
    let reader = HTTPRequestReader(
      method: method, query: QueryString(query), lastEventIDHeader: lastEventIDHeader, body: body, limits: limits)
    do {
      try HTTPRequestReader.check(contentType, method: method)
      return try reader.read(path, kinds)
    } catch {
      return .failure(error)
    }
  }
}
