/// JSON of others' making.
///
/// The reader of the rules language takes whole numbers only, and refuses a key that stands twice. What an issuer
/// signed, or serves as its keys, may hold either in a corner that nobody here looks at, so it is read as it comes.
enum ForeignJSON: Sendable, Hashable {
  case object([String: ForeignJSON])
  case list([ForeignJSON])
  case text(String)
  case number(Double)
  case flag(Bool)
  case null
  /// A number beyond all floating numbers, or a list or an object that holds one.
  case unreadable

  /// The member of an object; nil where it is null.
  subscript(key: String) -> ForeignJSON? {
    guard case .object(let members) = self, let value = members[key], value != .null else { return nil }
    return value
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var list: [ForeignJSON]? { if case .list(let list) = self { list } else { nil } }
}

extension ForeignJSON: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // A kind that the value is not of is refused at sight, so trying them one by one costs no more than the value.
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([ForeignJSON].self) {
      self = .list(list)
    } else if let members = try? container.decode([String: ForeignJSON].self) {
      self = .object(members)
    } else {
      self = .unreadable
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let members): try container.encode(members)
    case .list(let list): try container.encode(list)
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    case .null, .unreadable: try container.encodeNil()
    }
  }
}
