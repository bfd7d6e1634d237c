/// Recursive descent over the bytes of one text; texts and numbers are in files of their own.
struct JSONParser {
  let bytes: UnsafeRawBufferPointer
  let limits: JSONReader.Limits
  var index = 0
  /// Where the value that is being read stands.
  private var path = JSONPath.root

  init(bytes: UnsafeRawBufferPointer, limits: JSONReader.Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The byte at hand; `nil` at the end of the text.
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  func error(_ problem: Problem, at offset: Int? = nil) -> JSONError {
    JSONError(problem.message, offset: offset ?? index, path: path)
  }

  /// text = blanks value blanks
  mutating func parseText() throws(JSONError) -> JSONValue {
    if bytes.count > limits.bytes { throw error(.tooLong(limit: limits.bytes), at: limits.bytes) }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { throw error(.byteOrderMark) }
    skipBlanks()
    let value = try parseValue(depth: 0)
    skipBlanks()
    guard index == bytes.count else { throw error(.trailing) }
    return value
  }

  /// value = object | list | text | number | "true" | "false" | "null"
  private mutating func parseValue(depth: Int) throws(JSONError) -> JSONValue {
    let start = index
    switch byte ?? 0 {
    case UInt8(ascii: "{"): return JSONValue(.object(try parseMembers(depth: depth)), offset: start)
    case UInt8(ascii: "["): return JSONValue(.array(try parseElements(depth: depth)), offset: start)
    case UInt8(ascii: "\""): return JSONValue(.string(try parseString()), offset: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return JSONValue(.integer(try parseNumber()), offset: start)
    default: return JSONValue(try parseWord(), offset: start)
    }
  }

  /// object = "{" [ text ":" value { "," text ":" value } ] "}"
  private mutating func parseMembers(depth: Int) throws(JSONError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    guard try open(closing: "}", depth: depth) else { return members }
    var seen: Set<JSONKey> = []
    while true {
      guard let byte else { throw error(.unclosed("an object")) }
      guard byte == UInt8(ascii: "\"") else { throw error(byte == UInt8(ascii: "/") ? .comment : .keyDue) }
      let keyOffset = index
      let key = try parseString()
      path.push(.key(key))
      if Self.isDuplicate(key, of: members, seen: &seen) { throw error(.duplicateKey, at: keyOffset) }
      skipBlanks()
      guard accept(":") else { throw error(self.byte == nil ? .unclosed("an object") : .colonDue) }
      skipBlanks()
      let value = try parseValue(depth: depth + 1)
      path.pop()
      members.append(JSONValue.Member(key: key, keyOffset: keyOffset, value: value))
      guard try next(closing: "}", of: "an object") else { return members }
    }
  }

  /// Up to eight members are compared one by one; behind them a set, randomly seeded, keeps it linear.
  private static func isDuplicate(_ key: String, of members: [JSONValue.Member], seen: inout Set<JSONKey>) -> Bool {
    guard members.count >= 8 else { return members.contains { $0.key.utf8.elementsEqual(key.utf8) } }
    if seen.isEmpty { seen = Set(members.map { JSONKey($0.key) }) }
    return !seen.insert(JSONKey(key)).inserted
  }

  /// list = "[" [ value { "," value } ] "]"
  private mutating func parseElements(depth: Int) throws(JSONError) -> [JSONValue] {
    var elements: [JSONValue] = []
    guard try open(closing: "]", depth: depth) else { return elements }
    path.push(.index(0))
    while true {
      elements.append(try parseValue(depth: depth + 1))
      path.pop()
      guard try next(closing: "]", of: "a list") else { return elements }
      path.push(.index(elements.count))
    }
  }

  /// Passes an opening bracket; false where the closing one follows at once, which is passed as well.
  private mutating func open(closing: Unicode.Scalar, depth: Int) throws(JSONError) -> Bool {
    guard depth < limits.depth else { throw error(.tooDeep(limit: limits.depth)) }
    index += 1
    skipBlanks()
    return !accept(closing)
  }

  /// Behind an element or member: true behind a comma, false behind the closing bracket.
  private mutating func next(closing: Unicode.Scalar, of what: String) throws(JSONError) -> Bool {
    skipBlanks()
    if accept(closing) { return false }
    guard byte != nil else { throw error(.unclosed(what)) }
    let comma = index
    guard accept(",") else { throw error(byte == UInt8(ascii: "/") ? .comment : .commaDue(closing: String(closing))) }
    skipBlanks()
    if byte == UInt8(ascii: closing) { throw error(.trailingComma(closing: String(closing)), at: comma) }
    return true
  }

  /// The three words; what looks like another word gets a message of its own.
  private mutating func parseWord() throws(JSONError) -> JSONValue.Content {
    let start = index
    while let byte, byte.isWordByte { index += 1 }
    switch String(decoding: bytes[start..<min(index, start + 40)], as: UTF8.self) {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "":
      switch byte {
      case nil: throw error(.unclosed("the JSON: a value is due"), at: start)
      case UInt8(ascii: "/"): throw error(.comment, at: start)
      case UInt8(ascii: "'"): throw error(.singleQuote, at: start)
      case UInt8(ascii: "+"): throw error(.plusSign, at: start)
      case .some(let byte) where byte >= 0x80 && utf8Length(at: start) == nil: throw error(.notUTF8, at: start)
      default: throw error(.valueDue, at: start)
      }
    case let word: throw error(.wrongWord(word), at: start)
    }
  }

  mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { index += 1 }
  }

  mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
