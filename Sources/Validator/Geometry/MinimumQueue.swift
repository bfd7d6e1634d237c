/// A binary heap of nodes by key; equal keys by node, so that the order is a function of what was pushed.
struct MinimumQueue {
  private var items: [(key: Int, node: Int32)] = []

  /// The least; it stays.
  var first: (key: Int, node: Int32)? { items.first }

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  mutating func push(key: Int, node: Int32) {
    items.append((key, node))
    var place = items.count - 1
    while place > 0 {
      let parent = (place - 1) / 2
      guard (key, node) < items[parent] else { break }
      items[place] = items[parent]
      place = parent
    }
    items[place] = (key, node)
  }

  mutating func pop() -> (key: Int, node: Int32)? {
    guard let top = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return top }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < items.count else { break }
      if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
      guard items[child] < last else { break }
      items[place] = items[child]
      place = child
    }
    items[place] = last
    return top
  }
}
