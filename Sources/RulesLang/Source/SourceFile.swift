/// One text of a rule set: a `.rules` file, or a data table that a `kind` is read from.
public struct SourceFile: Sendable {
  /// The path as a person would say it, relative to the rule set: `turns.rules`, `data/weapons.json`.
  public let name: String
  /// The whole text as UTF-8. Every range of the compiler counts these bytes.
  public let bytes: [UInt8]
  /// Offsets of the first byte of each line.
  public let lineStarts: [Int]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Whether fixtures and tests may stand in this file.
  public var isTest: Bool { name.hasSuffix("_test.rules") }

  /// The whole text; bytes that are no UTF-8 are shown as the replacement character.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text of a range of bytes, cut at the ends of the file.
  public func text(_ range: Range<Int>) -> String {
    let lower = min(max(range.lowerBound, 0), bytes.count)
    let upper = min(max(range.upperBound, lower), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// The line, from 1, and the column, from 1 in characters, of a byte offset.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let line = lineIndex(of: offset)
    let column = text(lineStarts[line]..<max(offset, lineStarts[line])).count + 1
    return (line + 1, column)
  }

  /// The text of a line, counted from 1, without its line break.
  public func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    var line = text(lineStarts[number - 1]..<end)
    if line.hasSuffix("\r") { line.removeLast() }
    return line
  }

  /// Binary search for the last line that starts at or before the offset.
  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
