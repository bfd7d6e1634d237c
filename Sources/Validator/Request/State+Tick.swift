extension State {
  /// Time passes, and nothing else happens: what follows from it alone.
  ///
  /// - Parameter now: the room's own clock in seconds; it never goes back.
  public func tick(at now: Int64) -> Request { Request(.tick, in: self, now: now) }
}
