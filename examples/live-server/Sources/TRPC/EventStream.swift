/// The answer to a subscription by HTTP: server-sent events.
///
/// The first frame is ``connected(reconnectAfterInactivityMilliseconds:)``. A stream that ends without ``finished`` is
/// asked for again by the client, which says the last id it has seen.
public enum EventStream {
  /// The headers of the answer; its status is 200.
  public static let headers: [(name: String, value: String)] = [
    ("content-type", "text/event-stream"),
    ("cache-control", "no-cache, no-transform"),
    ("x-accel-buffering", "no"),
    ("connection", "keep-alive"),
  ]

  /// Comes first on each connection.
  ///
  /// - Parameter reconnectAfterInactivityMilliseconds: how long a client hears nothing before it connects again; the
  ///   time between two ``ping``s is shorter. nil for a client that waits for ever.
  public static func connected(reconnectAfterInactivityMilliseconds: Int?) -> String {
    let options = reconnectAfterInactivityMilliseconds.map { "\"reconnectAfterInactivityMs\":\($0)" } ?? ""
    return frame(event: "connected", data: "{\(options)}")
  }

  /// A value.
  ///
  /// - Parameter id: what the client says to resume behind this value. Line breaks and NUL, which an id cannot hold,
  ///   are left out of it. Without one the client goes on to say that of an earlier value.
  public static func value(_ json: String, id: String) -> String { frame(data: json, id: id) }

  /// Keeps the connection from looking dead. Not a comment: clients count events.
  public static let ping = frame(event: "ping", data: "")

  /// Ends the subscription with an error. Where its number is that of a failure of the server, the client waits for
  /// the connection to close and connects again.
  public static func failure(_ error: TRPCError, path: String?) -> String {
    frame(event: "serialized-error", data: error.text(path: path))
  }

  /// The subscription has come to its end: the client does not connect again.
  public static let finished = frame(event: "return", data: "")

  /// How long clients wait before they connect again.
  public static func retry(milliseconds: Int) -> String { "retry: \(max(milliseconds, 0))\n\n" }

  /// The lines of an event. An event without a line of data is dropped by clients, so there is one even where there is
  /// nothing to say.
  private static func frame(event: String? = nil, data: String, id: String? = nil) -> String {
    var frame = event.map { "event: \($0)\n" } ?? ""
    frame += "data: \(oneLine(data) ? data : lines(of: data))\n"
    let id = id?.unicodeScalars.filter { !["\n", "\r", "\0"].contains($0) }
    if let id, !id.isEmpty { frame += "id: \(String(String.UnicodeScalarView(id)))\n" }
    return frame + "\n"
  }

  /// Looked at by bytes: a `String` takes `\r\n` for one character, and large texts are passed over quickly so.
  private static func oneLine(_ text: String) -> Bool {
    !text.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  }

  /// A line break within data would end the line, so what follows it is said on a further line. Clients put a line feed
  /// between the two, whatever kind of line break it was.
  private static func lines(of text: String) -> String {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
      .joined(separator: "\ndata: ")
  }
}
