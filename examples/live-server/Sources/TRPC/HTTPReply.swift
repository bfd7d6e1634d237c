/// An answer by HTTP.
public struct HTTPReply: Sendable, Hashable {
  /// For those between client and server; clients go by the body.
  public let status: Int
  /// The header `content-type`.
  public let contentType: String
  /// JSON, whatever the content type says.
  public let body: String

  /// What caches have to know: the answer depends on these headers of the request.
  public static let vary = "trpc-accept, accept"

  /// An answer as it is.
  public init(status: Int, contentType: String, body: String) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}
