/// A long text in pieces, as Convex keeps it.
///
/// A document of Convex holds 1 MiB at most, and a call 16 MiB of JSON, in which a byte of a text may take six: so a
/// piece has 900 KB, and three pieces fit into a call whatever they say.
enum Pieces {
  /// How many bytes a piece has at most.
  static let bytes = 900_000
  /// How many pieces a call carries.
  static let perCall = 3

  /// The pieces of a text, cut between characters; one for a text that is short or empty.
  static func of(_ text: String, bytes limit: Int = bytes) -> [String] {
    let utf8 = text.utf8
    var pieces: [String] = []
    var start = utf8.startIndex
    while let far = utf8.index(start, offsetBy: limit, limitedBy: utf8.endIndex), far < utf8.endIndex {
      var end = far
      while end > start, utf8[end] & 0b1100_0000 == 0b1000_0000 { end = utf8.index(before: end) }
      // A limit below the length of one character cuts nothing.
      guard end > start else { break }
      pieces.append(String(text[start..<end]))
      start = end
    }
    pieces.append(String(text[start...]))
    return pieces
  }
}
