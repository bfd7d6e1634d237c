internal import Synchronization

/// Lets each name do so much a second: a bucket of tokens that fills steadily up to a brim.
final class RateLimiter: Sendable {
  private struct Bucket {
    var tokens: Double
    var filled: ContinuousClock.Instant
  }
  private let buckets = Mutex<[String: Bucket]>([:])
  private let perSecond: Double
  private let burst: Double

  /// So many names are remembered; with more, those whose buckets are full are forgotten.
  private static let mostNames = 50_000

  init(perSecond: Int, burst: Int) {
    self.perSecond = Double(perSecond)
    self.burst = Double(max(burst, 1))
  }

  func allows(_ name: String) -> Bool {
    let now = ContinuousClock.now
    return buckets.withLock { buckets in
      if buckets.count > Self.mostNames { buckets = buckets.filter { level($0.value, now) < burst } }
      var bucket = buckets[name] ?? Bucket(tokens: burst, filled: now)
      bucket.tokens = level(bucket, now)
      bucket.filled = now
      let isAllowed = bucket.tokens >= 1
      if isAllowed { bucket.tokens -= 1 }
      buckets[name] = bucket
      return isAllowed
    }
  }

  private func level(_ bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
    let passed = now - bucket.filled
    let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
    return min(burst, bucket.tokens + seconds * perSecond)
  }
}

/// Counts what each name has open.
final class Census: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  private let most: Int

  init(most: Int) { self.most = most }

  /// - Returns: false where there are too many already.
  func enter(_ name: String) -> Bool {
    counts.withLock { counts in
      guard counts[name, default: 0] < most else { return false }
      counts[name, default: 0] += 1
      return true
    }
  }

  func leave(_ name: String) {
    counts.withLock { counts in
      let left = counts[name, default: 0] - 1
      counts[name] = left > 0 ? left : nil
    }
  }
}
