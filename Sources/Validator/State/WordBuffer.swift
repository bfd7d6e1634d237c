/// Words in memory of their own, at an address that stays while they do not grow: what columns and pools lie in.
///
/// It is owned by one table, which copies it as a whole when two states have to part.
package struct WordBuffer: ~Copyable {
  package private(set) var base: UnsafeMutablePointer<Word>
  package private(set) var capacity: Int
  package private(set) var count = 0

  package init(capacity: Int = 0) {
    self.capacity = max(capacity, 1)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// The same words in other memory.
  package borrowing func copy() -> WordBuffer {
    var copy = WordBuffer(capacity: count)
    copy.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    return copy
  }

  package mutating func append(_ word: Word) {
    reserve(1)
    base[count] = word
    count += 1
  }

  package mutating func append(contentsOf words: UnsafeBufferPointer<Word>) {
    guard let start = words.baseAddress, words.count > 0 else { return }
    reserve(words.count)
    (base + count).update(from: start, count: words.count)
    count += words.count
  }

  package mutating func append(contentsOf words: [Word]) {
    words.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Forgets the words and keeps the memory.
  package mutating func removeAll() { count = 0 }

  /// Forgets all words from a place on.
  package mutating func shorten(to count: Int) { self.count = min(self.count, count) }

  /// Makes room for so many more, growing by doubling.
  package mutating func reserve(_ extra: Int) {
    guard count + extra > capacity else { return }
    capacity = max(capacity * 2, count + extra)
    let grown = UnsafeMutablePointer<Word>.allocate(capacity: capacity)
    grown.update(from: base, count: count)
    base.deallocate()
    base = grown
  }
}
