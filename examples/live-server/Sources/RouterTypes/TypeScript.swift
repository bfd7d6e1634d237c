internal import RulesLang

/// Pieces of TypeScript. Whatever text they are given, what they make is one piece and ends where it should.
enum TypeScript {
  /// As wide as a line of a union may be before it is broken.
  private static let width = 100

  /// A JSDoc comment with its line break; nothing where there is nothing to say. No text ends it before its end.
  static func comment(_ text: String?, indent: String = "") -> String {
    let lines = (text ?? "").replacing("*/", with: "*\\/")
      .split(omittingEmptySubsequences: false) { $0.isNewline }
      .map { $0.reversed().drop { $0.isWhitespace }.reversed() }.map { String($0) }
    guard lines.contains(where: { !$0.isEmpty }) else { return "" }
    if lines.count == 1 { return "\(indent)/** \(lines.joined()) */\n" }
    return "\(indent)/**\n" + lines.map { $0.isEmpty ? "\(indent) *\n" : "\(indent) * \($0)\n" }.joined()
      + "\(indent) */\n"
  }

  /// A text in quotes.
  static func literal(_ text: String) -> String { JSONWriter.text(of: JSONValue(.string(text))) }

  /// The name of a property, in quotes where it has to be.
  static func property(_ name: String) -> String { isIdentifier(name) ? name : literal(name) }

  static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first, !isDigit(first) else { return false }
    return name.utf8.allSatisfy { isDigit($0) || isLetter($0) || $0 == UInt8(ascii: "_") }
  }

  /// The nearest that a name can be as an identifier.
  static func identifier(_ name: String) -> String {
    if isIdentifier(name) { return name }
    let text = String(name.unicodeScalars.map { isIdentifier("a\($0)") ? Character($0) : "_" })
    return isIdentifier(text) ? text : "_" + text
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// One of some types; `never` where there is none.
  static func union(_ types: [String]) -> String { types.isEmpty ? "never" : types.joined(separator: " | ") }

  /// `export type NAME = …;`
  static func alias(_ name: String, _ types: [String], doc: String?) -> String {
    let line = "export type \(name) = \(union(types));"
    let isShort = line.utf8.count <= width
    let text = isShort ? line : "export type \(name) =" + types.map { "\n  | \($0)" }.joined() + ";"
    return comment(doc) + text
  }

  /// A property of an object.
  struct Member {
    let name: String
    var isOptional = false
    let type: String
    var doc: String?

    func text(indent: String) -> String {
      "\(comment(doc, indent: indent))\(indent)\(property(name))\(isOptional ? "?" : ""): \(type);\n"
    }
  }

  /// `export interface NAME { … }`
  static func interface(_ name: String, _ members: [Member], doc: String?) -> String {
    if members.isEmpty { return comment(doc) + "export interface \(name) {}" }
    return comment(doc) + "export interface \(name) " + object(members)
  }

  /// `{ … }`, a member a line.
  static func object(_ members: [Member], indent: String = "") -> String {
    // An empty `{}` would be a type that all values are of.
    if members.isEmpty { return "Record<string, never>" }
    return "{\n" + members.map { $0.text(indent: indent + "  ") }.joined() + indent + "}"
  }
}
