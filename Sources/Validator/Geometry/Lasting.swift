/// Memory that outlives the searches which use it: taken when one needs more, never cleared, given back with its owner.
///
/// INVARIANT: its elements are plain values, and places come from what the owner counts, never from data as they are.
final class Lasting<Element: BitwiseCopyable> {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(count: Int, repeating element: Element) {
    self.count = max(count, 1)
    base = .allocate(capacity: self.count)
    base.initialize(repeating: element, count: self.count)
  }

  /// The same elements at the front of more memory.
  init(_ other: Lasting, count: Int, repeating element: Element) {
    self.count = max(count, other.count)
    base = .allocate(capacity: self.count)
    base.initialize(from: other.base, count: other.count)
    (base + other.count).initialize(repeating: element, count: self.count - other.count)
  }

  deinit { base.deallocate() }
}
