internal import RulesLang

/// What a WebSocket client calls a request by; it stands in all that is said of the request.
public enum RequestID: Sendable {
  /// What the real client takes: 1, 2, 3 and so on.
  case number(Int64)
  /// What others may take.
  case string(String)

  init?(_ value: JSONValue?) {
    switch value?.content {
    case .integer(let number): self = .number(number)
    case .string(let string): self = .string(string)
    default: return nil
    }
  }

  var text: String {
    switch self {
    case .number(let number): String(number)
    case .string(let string): JSONWriter.text(of: JSONValue(.string(string)))
    }
  }
}

/// Texts are compared by their bytes: to a `String` two spellings of one character are the same id, to a client they
/// are not.
extension RequestID: Hashable {
  public static func == (left: RequestID, right: RequestID) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .number(let number): hasher.combine(number)
    case .string(let string): hasher.combine(JSONValue(.string(string)))
    }
  }
}

extension RequestID: CustomStringConvertible {
  /// The id without quotation marks.
  public var description: String {
    switch self {
    case .number(let number): String(number)
    case .string(let string): string
    }
  }
}
