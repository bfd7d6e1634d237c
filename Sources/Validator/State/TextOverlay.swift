/// Texts that a state does not have, numbered behind those it has: what a request or a new row brings along.
package struct TextOverlay: Sendable {
  package let base: TextPool
  package private(set) var added = TextPool()

  package init(base: TextPool) { self.base = base }

  package init(base: TextPool, added: TextPool) {
    self.base = base
    self.added = added
  }

  /// The place of a text, which is added if it is in neither.
  package mutating func intern(_ text: String) -> Word {
    base.find(text) ?? Word(base.count) + added.intern(text)
  }

  /// The place of a text, if it is in either.
  package func find(_ text: String) -> Word? {
    base.find(text) ?? added.find(text).map { Word(base.count) + $0 }
  }

  /// The place of a text given by its UTF-8; it is added if it is in neither, but only where it is ASCII: other bytes
  /// may be no UTF-8.
  mutating func internChecked(_ utf8: UnsafeRawBufferPointer) -> Word? {
    if let place = base.find(utf8) { return place }
    guard utf8.allSatisfy({ $0 < 0x80 }) else { return added.find(utf8).map { Word(base.count) + $0 } }
    return Word(base.count) + added.intern(utf8)
  }

  package subscript(place: Word) -> String {
    place < base.count ? base[place] : added[place - Word(base.count)]
  }

  /// Whether a text comes before another in the order of bytes.
  package func isLess(_ first: Word, _ second: Word) -> Bool {
    if first < base.count, second < base.count { return base.isLess(first, second) }
    return withBytes(of: first) { first in withBytes(of: second) { first.lexicographicallyPrecedes($0) } }
  }

  func withBytes<Result>(of place: Word, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    place < base.count ? base.withBytes(of: place, body) : added.withBytes(of: place - Word(base.count), body)
  }

  /// One pool in which each text has the place that it has here.
  package func merged() -> TextPool {
    var texts = base
    for place in 0..<added.count { _ = texts.intern(added[Word(place)]) }
    return texts
  }
}
