/// A data table as it was read, with the places of its values in the file.
struct DataFile {
  let file: Int
  let root: JSONValue
  private let bytes: [UInt8]

  init(file: Int, bytes: [UInt8]) throws(JSONError) {
    self.file = file
    self.bytes = bytes
    root = try JSONReader().read(bytes)
  }

  /// The text, number or word at an offset; of a list or an object, its bracket.
  func range(at offset: Int) -> SourceRange {
    guard bytes.indices.contains(offset) else { return SourceRange(file: file, lower: offset, upper: offset) }
    var end = offset + 1
    switch bytes[offset] {
    case UInt8(ascii: "\""):
      while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
      end = min(end + 1, bytes.count)
    case UInt8(ascii: "["), UInt8(ascii: "{"): break
    default:
      while end < bytes.count, !",]} \t\r\n".utf8.contains(bytes[end]) { end += 1 }
    }
    return SourceRange(file: file, lower: offset, upper: end)
  }
}
