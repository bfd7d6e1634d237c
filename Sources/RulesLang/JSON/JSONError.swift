/// Why a JSON text was refused.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong and what to do, in plain words.
  public let message: String
  /// The first byte of what is wrong.
  public let offset: Int
  /// The value that it belongs to.
  public let path: JSONPath

  public init(_ message: String, offset: Int, path: JSONPath = .root) {
    self.message = message
    self.offset = offset
    self.path = path
  }

  public var description: String { "\(path): \(message)" }

  /// The line and the column, both from 1, of what is wrong in the text that was read.
  public func position(in bytes: [UInt8]) -> (line: Int, column: Int) {
    SourceFile(name: "", bytes: bytes).position(of: min(offset, bytes.count))
  }
}

/// All wording of the reader.
extension JSONParser {
  enum Problem {
    case tooLong(limit: Int)
    case tooDeep(limit: Int)
    case byteOrderMark, notUTF8, trailing
    case valueDue, comment, singleQuote
    case wrongWord(String)
    case trailingComma(closing: String)
    case keyDue, colonDue
    case commaDue(closing: String)
    case duplicateKey
    case unclosed(String)
    case controlCharacter(UInt8)
    case unknownEscape, badUnicodeEscape, loneSurrogate
    case leadingZero, plusSign
    case digitDue(String)
    case fraction, tooLarge

    var message: String {
      switch self {
      case .tooLong(let limit): "the text is longer than \(limit) bytes"
      case .tooDeep(let limit): "lists and objects stand more than \(limit) deep in one another"
      case .byteOrderMark: "the text starts with a byte order mark: save it as UTF-8 without one"
      case .notUTF8: "these bytes are not UTF-8: save the text as UTF-8"
      case .trailing: "the value ends here, but more text follows: remove it"
      case .valueDue: "a value is due here: an object, a list, a text, a number, `true`, `false` or `null`"
      case .comment: "JSON has no comments: remove it"
      case .singleQuote: "a text stands in double quotes"
      case .wrongWord(let word):
        "`\(word)` is no value: put a text in double quotes; the words are `true`, `false`, `null`"
      case .trailingComma(let closing): "a comma is followed by something: remove it before the `\(closing)`"
      case .keyDue: "a key in double quotes is due here"
      case .colonDue: "a colon is due between key and value"
      case .commaDue(let closing): "a comma or `\(closing)` is due here"
      case .duplicateKey: "this key stands twice in its object: keep one"
      case .unclosed(let what): "the text ends in the middle of \(what)"
      case .controlCharacter(let byte):
        "a control character stands in a text: write it as `\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))`"
      case .unknownEscape: "behind `\\` stands one of `\"`, `\\`, `/`, `b`, `f`, `n`, `r`, `t` or `u` and four digits"
      case .badUnicodeEscape: "behind `\\u` stand four hexadecimal digits"
      case .loneSurrogate: "half of a surrogate pair stands alone: write the character itself, or both halves"
      case .leadingZero: "a number does not start with a needless 0"
      case .plusSign: "a number does not start with `+`"
      case .digitDue(let place): "a digit is due \(place)"
      case .fraction: "this number has a fraction: only whole numbers are accepted"
      case .tooLarge: "this number is beyond ±9007199254740992, where JSON numbers stop being exact"
      }
    }
  }
}
