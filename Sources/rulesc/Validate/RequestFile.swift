internal import RulesLang

/// The requests of a file: a list, one object, or an object a line.
struct RequestFile {
  /// One request as it stands in the file.
  struct Entry {
    /// The line that it starts on, from 1.
    let line: Int
    /// What a person calls it: its line; where lines hold several requests, its place among all.
    let number: Int
    /// What it says; what is wrong with it where it is no JSON.
    let content: Result<JSONValue, JSONError>
    /// The line itself, where it is no JSON.
    var bytes: [UInt8] = []
  }

  let entries: [Entry]

  /// A line may be this long, and nest this deep.
  static let limits = JSONReader.Limits(depth: 32, bytes: 1 << 20)

  /// - Throws: where a list is no JSON as a whole; single lines that are none are entries of their own.
  init(_ bytes: [UInt8]) throws(JSONError) {
    let blanks = Set(" \t\r\n".utf8)
    guard let first = bytes.first(where: { !blanks.contains($0) }) else {
      entries = []
      return
    }
    if first == UInt8(ascii: "[") {
      let list = try JSONReader(limits: .init(depth: Self.limits.depth + 1)).read(bytes)
      let text = SourceFile(name: "", bytes: bytes)
      let requests = list.elements ?? []
      let lines = requests.map { text.position(of: $0.offset).line }
      let areApart = Set(lines).count == lines.count
      entries = zip(lines, requests).enumerated().map { place, entry in
        Entry(line: entry.0, number: areApart ? entry.0 : place + 1, content: .success(entry.1))
      }
      return
    }
    let lines = Self.lines(of: bytes, blanks)
    // One request may be laid out over several lines.
    if lines.count > 1, case .failure = lines[0].content, let whole = try? JSONReader(limits: Self.limits).read(bytes) {
      entries = [Entry(line: lines[0].line, number: lines[0].line, content: .success(whole))]
    } else {
      entries = lines
    }
  }

  private static func lines(of bytes: [UInt8], _ blanks: Set<UInt8>) -> [Entry] {
    let reader = JSONReader(limits: limits)
    var entries: [Entry] = []
    for (place, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy(blanks.contains) { continue }
      let bytes = Array(line)
      do {
        entries.append(Entry(line: place + 1, number: place + 1, content: .success(try reader.read(bytes))))
      } catch {
        entries.append(Entry(line: place + 1, number: place + 1, content: .failure(error), bytes: bytes))
      }
    }
    return entries
  }
}
