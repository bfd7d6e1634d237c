/// A room's own clock: whole seconds that pass only while the room is in memory.
struct RoomClock: Sendable {
  private var start: Int64 = 0
  private var since = ContinuousClock.now

  /// Goes on from a time.
  mutating func start(at time: Int64) {
    start = time
    since = .now
  }

  var now: Int64 { start + (ContinuousClock.now - since).components.seconds }

  /// How long it is until the clock shows a time.
  func delay(until time: Int64) -> Duration {
    max(.zero, .seconds(max(0, time - start)) - (ContinuousClock.now - since))
  }
}
