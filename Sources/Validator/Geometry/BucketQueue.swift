/// The nodes that a search has yet to settle, cheapest first: by cost, then by what else its keys tell, then by node.
///
/// Most steps cost little more than the cheapest node in wait: such nodes wait in one of 64 buckets, one for each cost,
/// as in Dial's algorithm, and are put in order when their cost comes up. They come almost in order by themselves. What
/// costs as much as the node that is being settled, or 64 more, waits in a heap.
struct BucketQueue {
  /// A key's bits below its cost.
  static let stepBits = 9

  private static let buckets = 64
  private static let end: Int32 = -1

  /// One that waits in a bucket, behind those that came there later.
  private struct Entry: BitwiseCopyable {
    var item: UInt64
    var next: Int32
  }

  private var entries = Lasting(count: 256, repeating: Entry(item: 0, next: end))
  private var entryCount: Int32 = 0
  private var heads = Lasting(count: buckets, repeating: end)
  /// The buckets in which something waits, one bit each.
  private var filled: UInt64 = 0
  /// The bucket that is being emptied, in order.
  private var open = Lasting<UInt64>(count: 64, repeating: 0)
  private var openCount = 0
  private var place = 0
  /// What is in the open bucket costs so much; all others less than 64 more.
  private var cost = 0
  private var heap = MinimumQueue()

  /// Forgets all, and starts again with what costs nothing.
  mutating func removeAll() {
    while filled != 0 {
      heads.base[filled.trailingZeroBitCount] = Self.end
      filled &= filled &- 1
    }
    heap.removeAll()
    (entryCount, openCount, place, cost) = (0, 0, 0, 0)
  }

  /// Puts in a node, none of whose cost is below that of the node taken last.
  @inline(__always)
  mutating func push(key: Int, node: Int32) {
    let ahead = key >> Self.stepBits &- cost
    guard 0 < ahead, ahead < Self.buckets else { return heap.push(key: key, node: node) }
    let bucket = (key >> Self.stepBits) & (Self.buckets - 1)
    if Int(entryCount) == entries.count { grow() }
    entries.base[Int(entryCount)] = Entry(item: Self.item(key, node), next: heads.base[bucket])
    heads.base[bucket] = entryCount
    entryCount &+= 1
    filled |= 1 << UInt64(bucket)
  }

  @inline(__always)
  mutating func pop() -> (key: Int, node: Int32)? {
    while true {
      if place < openCount {
        let item = open.base[place]
        let key = cost << Self.stepBits | Int(item >> 32)
        let node = Int32(truncatingIfNeeded: item)
        if let other = heap.first, other < (key, node) { return heap.pop() }
        place &+= 1
        return (key, node)
      }
      guard advance() else { return nil }
    }
  }

  /// Goes on to the next cost at which something waits, and puts its bucket in order. False where nothing waits.
  private mutating func advance() -> Bool {
    openCount = 0
    place = 0
    let start = UInt64(cost & (Self.buckets - 1))
    let ahead = (filled >> start | filled << ((64 &- start) & 63)).trailingZeroBitCount
    var next = filled == 0 ? Int.max : cost &+ ahead
    if let other = heap.first {
      let its = other.key >> Self.stepBits
      if its < next {
        // Nothing is in the bucket of its cost: it and its like are taken from the heap.
        next = its
      }
    }
    guard next != .max else { return false }
    cost = next
    openBucket()
    if openCount == 0, let top = heap.pop() {
      // A bucket of one: so the heap is left for what costs the same.
      open.base[0] = Self.item(top.key, top.node)
      openCount = 1
    }
    return true
  }

  private mutating func openBucket() {
    let bucket = cost & (Self.buckets - 1)
    guard filled & 1 << UInt64(bucket) != 0 else { return }
    filled &= ~(1 << UInt64(bucket))
    var count = 0
    var entry = heads.base[bucket]
    heads.base[bucket] = Self.end
    var last = entry
    while last != Self.end {
      count &+= 1
      last = entries.base[Int(last)].next
    }
    if count > open.count { open = Lasting(count: 2 * count, repeating: 0) }
    // The list begins with what came last.
    var index = count
    while entry != Self.end {
      index &-= 1
      open.base[index] = entries.base[Int(entry)].item
      entry = entries.base[Int(entry)].next
    }
    openCount = count
    sort()
  }

  /// By insertion, as long as that takes little.
  private mutating func sort() {
    let items = open.base
    var moves = 8 &* openCount
    var index = 1
    while index < openCount {
      let item = items[index]
      var hole = index
      while hole > 0, items[hole &- 1] > item {
        items[hole] = items[hole &- 1]
        hole &-= 1
        moves &-= 1
      }
      items[hole] = item
      index &+= 1
      if moves < 0 {
        var all = UnsafeMutableBufferPointer(start: items, count: openCount)
        all.sort()
        return
      }
    }
  }

  private mutating func grow() {
    entries = Lasting(entries, count: 2 * entries.count, repeating: Entry(item: 0, next: Self.end))
  }

  @inline(__always)
  private static func item(_ key: Int, _ node: Int32) -> UInt64 {
    UInt64(key & (1 << stepBits - 1)) << 32 | UInt64(UInt32(bitPattern: node))
  }
}
