/// Writes JSON: compact and canonical for programs, indented for people.
///
/// Values that exist are written by ``text(of:layout:)``; what is large is written as one goes along, without making a
/// tree of it first:
///
///     var writer = JSONWriter()
///     writer.object { writer in
///       writer.key("hp")
///       writer.integer(12)
///     }
///
/// The text is a function of the calls alone: members stand in the order in which they were written.
public struct JSONWriter: Sendable {
  public enum Layout: Sendable {
    /// No blanks at all: `{"a":1,"b":[1,2]}`.
    case compact
    /// One line with blanks behind commas and colons: `{"a": 1, "b": [1, 2]}`.
    case line
    /// A member a line, two blanks a level; lists of numbers on one line.
    case indented
  }

  /// The UTF-8 of what has been written.
  public private(set) var bytes: [UInt8] = []
  private let layout: Layout
  private var depth = 0
  /// Lists written on one line stand around this place.
  private var isInline = false
  /// A value or key that follows needs a comma before it.
  private var needsComma = false
  /// A key was written, its value follows.
  private var isBehindKey = false

  public init(layout: Layout = .compact) { self.layout = layout }

  /// The text of a value.
  public static func text(of value: JSONValue, layout: Layout = .compact) -> String {
    var writer = JSONWriter(layout: layout)
    writer.value(value)
    return writer.text
  }

  /// What has been written.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes an object; `body` writes keys and values by turns.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    bracketed("{", "}", inline: false, body)
  }

  /// Writes a list; `body` writes its elements. `inline` keeps it on one line where the layout is for people.
  public mutating func array(inline: Bool = false, _ body: (inout JSONWriter) -> Void) {
    bracketed("[", "]", inline: inline, body)
  }

  /// Writes the key of the value that follows.
  public mutating func key(_ key: String) {
    separate()
    bytes.appendQuoted(key)
    bytes.append(UInt8(ascii: ":"))
    if layout != .compact { bytes.append(UInt8(ascii: " ")) }
    isBehindKey = true
  }

  public mutating func string(_ string: String) {
    separate()
    bytes.appendQuoted(string)
  }

  public mutating func integer(_ integer: Int64) {
    separate()
    bytes.appendDecimal(integer)
  }

  public mutating func bool(_ bool: Bool) { word(bool ? "true" : "false") }
  public mutating func null() { word("null") }

  public mutating func value(_ value: JSONValue) {
    switch value.content {
    case .object(let members):
      object { writer in
        for member in members {
          writer.key(member.key)
          writer.value(member.value)
        }
      }
    case .array(let elements):
      array(inline: elements.allSatisfy { $0.integer != nil }) { writer in
        for element in elements { writer.value(element) }
      }
    case .string(let string): self.string(string)
    case .integer(let integer): self.integer(integer)
    case .bool(let bool): self.bool(bool)
    case .null: null()
    }
  }

  private mutating func word(_ word: String) {
    separate()
    bytes.append(contentsOf: word.utf8)
  }

  private mutating func bracketed(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, inline: Bool, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: opening))
    let wasInline = isInline
    isInline = isInline || inline
    depth += 1
    needsComma = false
    let start = bytes.count
    body(&self)
    depth -= 1
    if bytes.count > start { breakLine() }
    isInline = wasInline
    needsComma = true
    bytes.append(UInt8(ascii: closing))
  }

  /// The comma and the line break before a key, or before a value without one.
  private mutating func separate() {
    defer { (needsComma, isBehindKey) = (true, false) }
    guard !isBehindKey else { return }
    if needsComma {
      bytes.append(UInt8(ascii: ","))
      if layout == .line || layout == .indented && isInline { bytes.append(UInt8(ascii: " ")) }
    }
    if depth > 0 { breakLine() }
  }

  private mutating func breakLine() {
    guard layout == .indented, !isInline else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }
}
