import RulesLang

/// Where values stand in a JSON text, found without reading it.
///
/// A client with a thousand connections cannot afford a tree for every message, and needs of most no more than a number
/// or two. This goes over the bytes once, and keeps nothing. It trusts that the text is JSON: of one that is not it may
/// find anything, but it stays within the text.
public struct JSONPlaces: Sendable {
  private let bytes: [UInt8]

  /// Of a whole text.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The whole number at the end of a path of keys; nil where there is none.
  public func integer(at path: String...) -> Int64? {
    range(at: path).flatMap { Int64(String(decoding: bytes[$0], as: UTF8.self)) }
  }

  /// Where the value at the end of a path of keys stands.
  func range(at path: [String]) -> Range<Int>? {
    var place = 0..<bytes.count
    for key in path {
      var found: Range<Int>?
      eachMember(of: place) { name, value in
        guard bytes[name].elementsEqual(key.utf8) else { return true }
        found = value
        return false
      }
      guard let found else { return nil }
      place = found
    }
    return place
  }

  /// Gives the places of keys, without their quotes, and values of the object that stands here, until `visit` says no.
  func eachMember(of object: Range<Int>, _ visit: (_ key: Range<Int>, _ value: Range<Int>) -> Bool) {
    bytes.withUnsafeBytes { bytes in
      var scanner = Scanner(bytes: UnsafeRawBufferPointer(rebasing: bytes[object]))
      guard scanner.take(UInt8(ascii: "{")) else { return }
      while let key = scanner.string(), scanner.take(UInt8(ascii: ":")), let value = scanner.value() {
        guard visit(moved(key, object.lowerBound), moved(value, object.lowerBound)), scanner.take(UInt8(ascii: ","))
        else { return }
      }
    }
  }

  private func moved(_ place: Range<Int>, _ distance: Int) -> Range<Int> {
    place.lowerBound + distance..<place.upperBound + distance
  }

  /// The text of a string that stands here; nil where something else does.
  func string(at place: Range<Int>) -> String? {
    guard bytes[place].first == UInt8(ascii: "\"") else { return nil }
    return (try? Envelope.read(Array(bytes[place])))?.string
  }

  func text(at place: Range<Int>) -> Substring { Substring(decoding: bytes[place], as: UTF8.self) }
}

extension JSONPlaces {
  /// Goes over a text value by value. Every step is within the bytes, whatever they are.
  private struct Scanner {
    let bytes: UnsafeRawBufferPointer
    var place = 0

    /// What stands behind a word or a number.
    private static let ends = [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")]

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
      while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { place += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
      skipBlanks()
      guard next == byte else { return false }
      place += 1
      return true
    }

    /// What stands between the quotes of the string that begins here.
    mutating func string() -> Range<Int>? {
      guard take(UInt8(ascii: "\"")) else { return nil }
      let start = place
      while let byte = next {
        place += 1
        if byte == UInt8(ascii: "\"") { return start..<place - 1 }
        if byte == UInt8(ascii: "\\") { place = min(place + 1, bytes.count) }
      }
      return nil
    }

    mutating func value() -> Range<Int>? {
      skipBlanks()
      let start = place
      switch next {
      case UInt8(ascii: "\""): guard string() != nil else { return nil }
      case UInt8(ascii: "{"), UInt8(ascii: "["): guard skipNest() else { return nil }
      case nil: return nil
      default: skipWord()
      }
      return place > start ? start..<place : nil
    }

    private mutating func skipNest() -> Bool {
      var depth = 0
      while let byte = next {
        switch byte {
        case UInt8(ascii: "\""):
          guard string() != nil else { return false }
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        place += 1
        if depth == 0 { return true }
      }
      return false
    }

    private mutating func skipWord() {
      while let byte = next, byte > 0x20, !Self.ends.contains(byte) { place += 1 }
    }
  }
}
