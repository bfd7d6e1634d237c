extension State {
  /// What viewers have to be told where a state takes the place of another: after a rollback, a move to other rules, or
  /// for a client that has lost the thread. No events are told.
  ///
  /// - Parameter older: what they have seen last. It may have come about in any way, also under other rules.
  public func deltas(from older: State, viewers: [String]) -> [Delta] {
    let maker = DeltaMaker(from: older, to: self)
    return rules.withJudge { maker.deltas(for: viewers, $0) }
  }

  /// Takes the content of an older state back, and its rules with it. The room's clock stays, for it never goes back,
  /// and the revision is the next. The host calls ``open(now:viewers:roll:)`` then; a deadline that is past and that it
  /// does not set anew is due at once.
  public mutating func rollBack(to older: State) {
    let (clock, revision) = (max(clock, older.clock), max(revision, older.revision) + 1)
    self = older
    write { storage in
      storage.clock = clock
      storage.revision = revision
      storage.heard = nil
    }
  }
}
