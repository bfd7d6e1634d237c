/// Reads a stream of server-sent events as the HTML standard tells, from pieces of any size.
public struct ServerSentEvents: Sendable {
  /// One event, where it has data: others are dropped, as by every `EventSource`.
  public struct Event: Sendable, Hashable {
    /// `message` where the server names none.
    public let type: String
    /// Its lines, without the last line break.
    public let data: String
    /// The last id that was sent, with this event or before; empty where there was none.
    public let lastEventID: String
  }

  /// The id that a client that comes back says.
  public private(set) var lastEventID: String
  /// How long to wait before coming back, in milliseconds, where the server has said it.
  public private(set) var retry: Int?

  private var line: [UInt8] = []
  private var isBehindReturn = false
  private var isFirstLine = true
  private var (type, id): (String, String)
  private var data: String?

  /// - Parameter lastEventID: of the stream that this one continues.
  public init(lastEventID: String = "") {
    self.lastEventID = lastEventID
    (type, id) = ("", lastEventID)
  }

  /// Takes the next piece, and gives the events that end in it.
  public mutating func take(_ bytes: some Sequence<UInt8>) -> [Event] {
    var events: [Event] = []
    for byte in bytes {
      // A line ends with CR, LF or both.
      let isSecondHalf = isBehindReturn && byte == UInt8(ascii: "\n")
      isBehindReturn = byte == UInt8(ascii: "\r")
      if isSecondHalf { continue }
      if byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
        line.append(byte)
        continue
      }
      if let event = endLine() { events.append(event) }
    }
    return events
  }

  private mutating func endLine() -> Event? {
    var text = String(decoding: line, as: UTF8.self)
    line.removeAll(keepingCapacity: true)
    if isFirstLine, text.unicodeScalars.first == "\u{feff}" { text.unicodeScalars.removeFirst() }
    isFirstLine = false
    if text.isEmpty { return dispatch() }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var value = parts.dropFirst().first ?? ""
    // A comment is a field without a name.
    if value.unicodeScalars.first == " " { value.unicodeScalars.removeFirst() }
    switch parts.first {
    case "event": type = String(value)
    case "data": data = (data.map { $0 + "\n" } ?? "") + value
    case "id" where !value.unicodeScalars.contains("\0"): id = String(value)
    case "retry" where !value.isEmpty && value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }: retry = Int(value)
    default: break
    }
    return nil
  }

  private mutating func dispatch() -> Event? {
    defer { (type, data) = ("", nil) }
    lastEventID = id
    return data.map { Event(type: type.isEmpty ? "message" : type, data: $0, lastEventID: id) }
  }
}
