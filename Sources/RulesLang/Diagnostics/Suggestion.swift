/// "Did you mean": the nearest of some names.
public enum Suggestion {
  /// The candidate with the least edit distance to `name`, where it is near enough: a third of the name's length, and
  /// at least one change. Equal distances are settled by the order of bytes, so that a message is always the same.
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let characters = Array(name.lowercased())
    let bytes = Letters(name)
    let limit = max(1, name.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      let most = best?.distance ?? limit
      let distance: Int
      if let bytes, bytes.isFar(from: candidate, limit: most) { continue }
      if let bytes, let others = Letters(candidate) {
        distance = editDistance(bytes.lowercased, others.lowercased, limit: most)
      } else {
        distance = editDistance(characters, Array(candidate.lowercased()), limit: most)
      }
      guard distance <= most else { continue }
      if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours; anything over
  /// `limit` is told as `limit + 1`.
  static func editDistance<Letter: Equatable>(_ a: [Letter], _ b: [Letter], limit: Int) -> Int {
    if abs(a.count - b.count) > limit { return limit + 1 }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: limit + 1, count: b.count + 1)
    var last = (0...b.count).map { min($0, limit + 1) }
    var row = beforeLast
    for i in 1...a.count {
      // Further from the diagonal more is changed than the limit allows.
      let band = max(1, i - limit)...max(1, min(b.count, i + limit))
      row[band.lowerBound - 1] = band.lowerBound == 1 ? min(i, limit + 1) : limit + 1
      var least = row[band.lowerBound - 1]
      for j in band {
        var distance = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { distance = min(distance, beforeLast[j - 2] + 1) }
        row[j] = min(distance, limit + 1)
        least = min(least, row[j])
      }
      if band.upperBound < b.count { row[band.upperBound + 1] = limit + 1 }
      if least > limit { return limit + 1 }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[b.count]
  }
}

/// A name of plain ASCII, whose letters are its bytes.
private struct Letters {
  let lowercased: [UInt8]
  /// A bit for each letter and digit that is in it.
  private let marks: UInt64

  init?(_ name: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
      guard let byte = Self.plain(byte) else { return nil }
      bytes.append(byte)
    }
    lowercased = bytes
    marks = bytes.reduce(0) { $0 | Self.mark($1) }
  }

  /// Whether it can be seen without a closer look that more than `limit` changes lie between: one change makes a name
  /// longer or shorter by one at most, and brings in one letter and takes out one.
  func isFar(from other: String, limit: Int) -> Bool {
    var theirs: UInt64 = 0
    var count = 0
    for byte in other.utf8 {
      guard let byte = Self.plain(byte) else { return false }
      theirs |= Self.mark(byte)
      count += 1
    }
    return abs(count - lowercased.count) > limit || (marks & ~theirs).nonzeroBitCount > limit
      || (theirs & ~marks).nonzeroBitCount > limit
  }

  /// The byte in lower case; nil for what is no letter of its own.
  private static func plain(_ byte: UInt8) -> UInt8? {
    guard byte < 0x80, byte != 0x0D else { return nil }
    return 0x41...0x5A ~= byte ? byte | 0x20 : byte
  }

  private static func mark(_ byte: UInt8) -> UInt64 {
    switch byte {
    case 0x61...0x7A: 1 << UInt64(byte - 0x61)
    case 0x30...0x39: 1 << UInt64(byte - 0x30 + 26)
    default: 1 << UInt64(byte & 15 + 36)
    }
  }
}
