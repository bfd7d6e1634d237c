import RulesLang

// Sets and lists: comparing, searching, building.

extension Evaluator {
  /// Does a step with spans; false for a fault.
  func collectionStep(_ i: Instruction) -> Bool {
    let r = registers
    let (a, b, c) = (Int(i.a), Int(i.b), Int(i.c))
    switch i.op {
    case .spansEqual: r[a] = Word(areEqual(r[b], r[c], width: Int(i.n)))
    case .elementAt:
      let span = Span(word: r[b])
      guard r[c] >= 0, r[c] < Word(span.count) else { return fail(.badKey) }
      let element = elements(span) + Int(r[c]) * Int(i.n)
      for word in 0..<Int(i.n) { r[a + word] = element[word] }
    case .prefix:
      let span = Span(word: r[b])
      let count = min(max(0, r[c]), Word(span.count))
      r[a] =
        count == 0 && i.flag == 1
        ? .none : Span(region: span.region, count: Int(count), offset: span.offset).word
    case .unionSpans, .commonSpans, .withoutSpans:
      guard let word = merge(i.op, Span(word: r[b]), Span(word: r[c]), isText: i.flag == SpanOrder.texts.rawValue)
      else { return fail(.outOfSize) }
      r[a] = word
    case .collectStart: r[a] = Word(collected.count)
    case .collect:
      guard collected.count + Int(i.n) <= Self.arenaLimit else { return fail(.outOfSize) }
      collected.append(contentsOf: UnsafeBufferPointer(start: r + a, count: Int(i.n)))
    case .collectEnd:
      guard let word = build(from: Int(r[b]), width: Int(i.n), order: SpanOrder(rawValue: i.flag) ?? .kept) else {
        return fail(.outOfSize)
      }
      r[a] = word
    case .collectSorted:
      guard let word = buildSorted(from: Int(r[b]), width: Int(i.n), keys: Int(i.flag), descending: r[c]) else {
        return fail(.outOfSize)
      }
      r[a] = word
    default: return false
    }
    return true
  }

  /// Notes why a step cannot be done.
  func fail(_ fault: Fault) -> Bool {
    self.fault = fault
    return false
  }

  // MARK: Asking

  @inline(__always)
  func has(_ span: Span, _ word: Word, isSorted: Bool) -> Bool {
    let start = elements(span)
    var low = 0
    var high = span.count
    if isSorted, high > 8 {
      while high - low > 8 {
        let middle = (low + high) / 2
        if start[middle] <= word { low = middle } else { high = middle }
      }
    }
    while low < high {
      if start[low] == word { return true }
      low += 1
    }
    return false
  }

  func areEqual(_ a: Word, _ b: Word, width: Int) -> Bool {
    if a == b { return true }
    guard a != .none, b != .none else { return false }
    let (first, second) = (Span(word: a), Span(word: b))
    guard first.count == second.count else { return false }
    let (x, y) = (elements(first), elements(second))
    for word in 0..<first.count * width where x[word] != y[word] { return false }
    return true
  }

  /// Whether a word stands before another in the order of walking.
  private func isLess(_ a: Word, _ b: Word, isText: Bool) -> Bool {
    isText ? texts.isLess(a, b) : a < b
  }

  // MARK: Building

  /// What both sets give together; nil where that is too much.
  func merge(_ op: Opcode, _ left: Span, _ right: Span, isText: Bool) -> Word? {
    guard reserve(left.count + right.count) else { return nil }
    let (x, y) = (elements(left), elements(right))
    let offset = arena.count
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      let takesLeft = j == right.count || (i < left.count && isLess(x[i], y[j], isText: isText))
      let takesBoth = !takesLeft && i < left.count && x[i] == y[j]
      let word = takesLeft || takesBoth ? x[i] : y[j]
      let isKept =
        switch op {
        case .unionSpans: true
        case .commonSpans: takesBoth
        default: takesLeft
        }
      if isKept { arena.append(word) }
      if takesLeft || takesBoth { i += 1 }
      if !takesLeft { j += 1 }
    }
    guard arena.count - offset <= Span.countLimit else { return nil }
    return Span(region: Span.Region.arena, count: arena.count - offset, offset: offset).word
  }

  /// A span of what was collected from a place on; nil where it is too much.
  func build(from start: Int, width: Int, order: SpanOrder) -> Word? {
    let elements = collected.base + start
    var count = width == 0 ? 0 : (collected.count - start) / width
    if order != .kept, width == 1, count > 1 {
      let isText = order == .texts
      let pool = texts
      Self.sort(elements, count: count, width: 1) { isText ? pool.isLess($0[0], $1[0]) : $0[0] < $1[0] }
      var kept = 1
      for index in 1..<count where elements[index] != elements[kept - 1] {
        elements[kept] = elements[index]
        kept += 1
      }
      count = kept
    }
    let word = span(elements, count: count, width: width)
    collected.shorten(to: start)
    return word
  }

  /// The same of elements with keys behind them; equal ones stay in the order they came in.
  func buildSorted(from start: Int, width: Int, keys: Int, descending: Word) -> Word? {
    let stride = width + keys + 1
    let count = (collected.count - start) / (stride - 1)
    guard collected.count + count * stride <= Self.arenaLimit else { return nil }
    let offset = collected.count
    // The place among those collected is the last key.
    for index in 0..<count {
      for word in 0..<stride - 1 { collected.append((collected.base + start)[index * (stride - 1) + word]) }
      collected.append(Word(index))
    }
    let elements = collected.base + offset
    Self.sort(elements, count: count, width: stride) { x, y in
      for key in 0...keys {
        let (p, q) = (x[width + key], y[width + key])
        if p != q { return (key < keys && descending >> Word(key) & 1 == 1) ? p > q : p < q }
      }
      return false
    }
    for index in 0..<count {
      for word in 0..<width { elements[index * width + word] = elements[index * stride + word] }
    }
    let word = span(elements, count: count, width: width)
    collected.shorten(to: start)
    return word
  }

  /// Sorts elements of some words in place: a heap, as it allocates nothing and its worst case is its average. Elements
  /// that compare equal are the same.
  private static func sort(
    _ elements: UnsafeMutablePointer<Word>, count: Int, width: Int,
    isLess: (UnsafePointer<Word>, UnsafePointer<Word>) -> Bool
  ) {
    func swap(_ a: Int, _ b: Int) {
      for word in 0..<width {
        (elements[a * width + word], elements[b * width + word]) =
          (elements[b * width + word], elements[a * width + word])
      }
    }
    func sift(_ start: Int, _ end: Int) {
      var root = start
      while true {
        var child = 2 * root + 1
        guard child < end else { return }
        if child + 1 < end, isLess(elements + child * width, elements + (child + 1) * width) { child += 1 }
        guard isLess(elements + root * width, elements + child * width) else { return }
        swap(root, child)
        root = child
      }
    }
    guard count > 1 else { return }
    for start in stride(from: count / 2 - 1, through: 0, by: -1) { sift(start, count) }
    for end in stride(from: count - 1, through: 1, by: -1) {
      swap(0, end)
      sift(0, end)
    }
  }
}
