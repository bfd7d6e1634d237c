/// How long a call to Convex is tried.
///
/// Each pause is twice as long as the one before, and shorter by chance, so that many rooms that were refused at once
/// do not come back at once.
struct ConvexPatience: Sendable {
  /// How long one attempt may take.
  var attempt = Duration.seconds(15)
  /// How long after the first attempt another one may start.
  var total = Duration.seconds(30)
  var attempts = 8
  var firstPause = Duration.milliseconds(100)
  var longestPause = Duration.seconds(5)

  /// The pause behind so many attempts; nil where that were enough.
  ///
  /// - Parameter asked: how long Convex asked to wait.
  func pause(after attempts: Int, asked: Duration?) -> Duration? {
    guard attempts < self.attempts else { return nil }
    let doubled = firstPause * (1 << min(attempts - 1, 16))
    let pause = min(doubled, longestPause) * Double.random(in: 0.5...1)
    return max(pause, min(asked ?? .zero, longestPause))
  }
}
