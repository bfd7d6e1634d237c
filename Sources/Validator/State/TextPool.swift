internal import Foundation

/// The texts of a state or of constants, each once, told apart by their bytes.
///
/// Bytes lie behind one another; an open hash table finds them again. A copy costs nothing until one of the two grows.
package struct TextPool: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends; it starts where the one before ends.
  private var ends: [Int] = []
  /// Places in `ends` plus one, 0 where a slot is free; the size is a power of two, at most half full. An empty pool
  /// has none, so that it costs nothing.
  private var slots: [UInt32] = []

  package init() {}

  package var count: Int { ends.count }

  /// The place of a text, if it is here.
  package func find(_ text: String) -> Word? {
    var text = text
    return text.withUTF8 { find(UnsafeRawBufferPointer($0)) }
  }

  /// The place of a text, which is added if it is not here yet.
  package mutating func intern(_ text: String) -> Word {
    var text = text
    return text.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
  }

  /// The place of a text given by its UTF-8, which is added if it is not here yet.
  mutating func intern(_ utf8: UnsafeRawBufferPointer) -> Word {
    if (ends.count + 1) * 2 > slots.count { grow() }
    let slot = slot(of: utf8)
    if slots[slot] != 0 { return Word(slots[slot]) - 1 }
    bytes.append(contentsOf: utf8)
    ends.append(bytes.count)
    slots[slot] = UInt32(truncatingIfNeeded: ends.count)
    return Word(ends.count - 1)
  }

  /// The text at a place; empty where there is none.
  package subscript(place: Word) -> String {
    withBytes(of: place) { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a text comes before another in the order of bytes.
  package func isLess(_ first: Word, _ second: Word) -> Bool {
    first != second && withBytes(of: first) { first in withBytes(of: second) { first.lexicographicallyPrecedes($0) } }
  }

  /// The UTF-8 of a text.
  package func withBytes<Result>(of place: Word, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard place >= 0, place < ends.count else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let place = Int(place)
    let range = (place == 0 ? 0 : ends[place - 1])..<ends[place]
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// The place of a text given by its UTF-8, if it is here.
  func find(_ utf8: UnsafeRawBufferPointer) -> Word? {
    guard !slots.isEmpty else { return nil }
    let slot = slots[slot(of: utf8)]
    return slot == 0 ? nil : Word(slot) - 1
  }

  /// The slot that holds these bytes, or the free one where they belong. The hash is seeded by the process, so that
  /// nobody can choose texts that collide; the order of the texts does not depend on it.
  private func slot(of utf8: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: utf8)
    let mask = slots.count - 1
    var slot = hasher.finalize() & mask
    while slots[slot] != 0, !withBytes(of: Word(slots[slot]) - 1, { $0.hasSameBytes(as: utf8) }) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: max(16, slots.count * 2))
    for place in ends.indices {
      let slot = withBytes(of: Word(place)) { self.slot(of: $0) }
      slots[slot] = UInt32(truncatingIfNeeded: place + 1)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether both hold the same bytes.
  func hasSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let own = baseAddress, let other = other.baseAddress else { return true }
    return memcmp(own, other, count) == 0
  }
}
