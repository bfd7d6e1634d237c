import Testing
@testable import Storage

struct PiecesTests {
  @Test("Pieces are short, cut between characters, and make the text again", arguments: [
    "", "a", "abcdefg", "éééééé", "😀😀😀😀", "a😀é\r\n\r\nb\u{301}\u{0}", String(repeating: "x", count: 100),
  ])
  func cut(text: String) {
    for limit in 4...12 {
      let pieces = Pieces.of(text, bytes: limit)
      #expect(pieces.joined().utf8.elementsEqual(text.utf8))
      #expect(pieces.allSatisfy { $0.utf8.count <= limit && ($0.isEmpty == text.isEmpty) })
      #expect(!pieces.contains { $0.unicodeScalars.contains("\u{fffd}") })
    }
  }

  @Test("A limit that no character keeps cuts nothing")
  func smallLimit() {
    #expect(Pieces.of("😀😀", bytes: 1) == ["😀😀"])
  }
}
