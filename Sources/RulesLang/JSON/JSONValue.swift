/// A JSON value as it was read: members in their order, whole numbers only, and where each value stands in the text.
///
/// Two values are equal when they say the same, wherever they stand. Texts and keys are compared by their bytes, as
/// everywhere in the rules language.
public struct JSONValue: Sendable {
  /// What a value says.
  public indirect enum Content: Sendable {
    case object([Member])
    case array([JSONValue])
    case string(String)
    case integer(Int64)
    case bool(Bool)
    case null
  }

  /// One `"key": value` of an object.
  public struct Member: Sendable {
    public let key: String
    /// The first byte of the key, its quotation mark; 0 for a member that was not read.
    public let keyOffset: Int
    public let value: JSONValue

    public init(key: String, keyOffset: Int = 0, value: JSONValue) {
      self.key = key
      self.keyOffset = keyOffset
      self.value = value
    }
  }

  public let content: Content
  /// The first byte of the value in the text it was read from; 0 for a value that was not read.
  public let offset: Int

  public init(_ content: Content, offset: Int = 0) {
    self.content = content
    self.offset = offset
  }

  /// The members of an object.
  public var members: [Member]? { if case .object(let members) = content { members } else { nil } }
  /// The elements of an array.
  public var elements: [JSONValue]? { if case .array(let elements) = content { elements } else { nil } }
  /// The text of a string.
  public var string: String? { if case .string(let string) = content { string } else { nil } }
  /// The number.
  public var integer: Int64? { if case .integer(let integer) = content { integer } else { nil } }
  /// The truth value.
  public var bool: Bool? { if case .bool(let bool) = content { bool } else { nil } }
  /// Whether this is `null`.
  public var isNull: Bool { if case .null = content { true } else { false } }

  /// The member of an object with this key: a search from the front, so loops over large objects go by ``members``.
  public subscript(key: String) -> JSONValue? {
    members?.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// What kind of value this is, as messages say it: `a list`, `a text`.
  public var kind: String {
    switch content {
    case .object: "an object"
    case .array: "a list"
    case .string: "a text"
    case .integer: "a number"
    case .bool(let value): value ? "`true`" : "`false`"
    case .null: "`null`"
    }
  }
}

extension JSONValue: Hashable {
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left.content, right.content) {
    case (.object(let left), .object(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.integer(let left), .integer(let right)): left == right
    case (.bool(let left), .bool(let right)): left == right
    case (.null, .null): true
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch content {
    case .object(let members): hasher.combine(members)
    case .array(let elements): hasher.combine(elements)
    case .string(let string): hasher.combine(JSONKey(string))
    case .integer(let integer): hasher.combine(integer)
    case .bool(let bool): hasher.combine(bool)
    case .null: hasher.combine(0)
    }
  }
}

extension JSONValue.Member: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.key.utf8.elementsEqual(right.key.utf8) && left.value == right.value
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(JSONKey(key))
    hasher.combine(value)
  }
}

// Values that a program makes are written as they would stand in the text: `["hp": 12, "cell": [1, 2]]`.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self.init(.string(value)) }
  public init(integerLiteral value: Int64) { self.init(.integer(value)) }
  public init(booleanLiteral value: Bool) { self.init(.bool(value)) }
  public init(nilLiteral: ()) { self.init(.null) }
  public init(arrayLiteral elements: JSONValue...) { self.init(.array(elements)) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(.object(elements.map { Member(key: $0.0, value: $0.1) }))
  }
}

/// A text that is equal to, and hashed as, its bytes; `String` itself takes "é" and "é" for one whichever way they are
/// spelt.
struct JSONKey: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: JSONKey, right: JSONKey) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    // Without an end mark, ("a", "bc") and ("ab", "c") would feed the same bytes.
    hasher.combine(0xff as UInt8)
  }
}
