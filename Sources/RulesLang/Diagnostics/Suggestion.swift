/// "Did you mean": the nearest of some names.
public enum Suggestion {
  /// The candidate with the least edit distance to `name`, where it is near enough: a third of the name's length, and
  /// at least one change. Equal distances are settled by the order of bytes, so that a message is always the same.
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, name.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      let distance = editDistance(Array(name.lowercased()), Array(candidate.lowercased()), limit: limit)
      guard distance <= limit else { continue }
      if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours; anything over
  /// `limit` is told as `limit + 1`.
  static func editDistance(_ a: [Character], _ b: [Character], limit: Int) -> Int {
    if abs(a.count - b.count) > limit { return limit + 1 }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      row.reserveCapacity(b.count + 1)
      for j in 1...b.count {
        var distance = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { distance = min(distance, beforeLast[j - 2] + 1) }
        row.append(distance)
      }
      if let least = row.min(), least > limit { return limit + 1 }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
