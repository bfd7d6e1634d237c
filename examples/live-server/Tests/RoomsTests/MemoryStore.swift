import Foundation
import Storage

/// A store in memory, which fails when a test wants it to.
actor MemoryStore: Store {
  private var interactions: [String: Interaction] = [:]
  private var openings: [String: Snapshot] = [:]
  private(set) var snapshots: [String: Snapshot] = [:]
  private(set) var logs: [String: [LogEntry]] = [:]
  private var handovers: [String: Handover] = [:]
  private var bundles: [String: String] = [:]
  private(set) var errors: [ErrorReport] = []
  private var claims: [String: Claim] = [:]
  private var terms: [String: Int64] = [:]
  /// How often a snapshot was kept.
  private(set) var snapshotCount = 0
  private var failingAppends = 0
  private var losingAnswers = 0
  private var failingReplaces = 0
  private var failingKeeps = 0
  private var failingOpenings = 0
  private var isHeld = false
  private var isHeldWritten = false
  private var isHeldReleasing = false
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var isDelaying = false
  private var delayed: [(entries: [LogEntry], claim: Claim)] = []

  /// The next appends fail, and nothing is written.
  func failAppends(_ count: Int) { failingAppends = count }
  /// The next appends are written, but nobody hears of it.
  func loseAnswers(_ count: Int) { losingAnswers = count }
  /// The next snapshots cannot be kept.
  func failReplaces(_ count: Int) { failingReplaces = count }
  /// The next rules cannot be kept.
  func failKeeps(_ count: Int) { failingKeeps = count }
  /// The next openings cannot be read.
  func failOpenings(_ count: Int) { failingOpenings = count }
  /// The next append fails, and is done all the same when somebody else appends: it was only slow.
  func delayAppend() { isDelaying = true }
  /// Appends wait from now on until ``release()``.
  func hold() { isHeld = true }
  /// Appends are done from now on, but not answered until ``release()``.
  func holdAnswers() { isHeldWritten = true }
  /// Rooms that are given back wait from now on until ``release()``.
  func holdReleases() { isHeldReleasing = true }
  /// Whether an append waits.
  var isHolding: Bool { !waiting.isEmpty }
  func release() {
    (isHeld, isHeldWritten, isHeldReleasing) = (false, false, false)
    for continuation in waiting { continuation.resume() }
    waiting = []
  }

  /// Another server takes the room.
  func steal(_ id: String) { claims[id] = nextClaim(id, "thief") }
  /// That server gives it back.
  func giveBack(_ id: String) { claims[id] = nil }

  private func nextClaim(_ id: String, _ holder: String) -> Claim {
    let term = (terms[id] ?? 0) + 1
    terms[id] = term
    return Claim(interaction: id, holder: holder, term: term)
  }

  func interaction(_ id: String) -> Interaction? { interactions[id] }

  func create(_ interaction: Interaction, opening: Snapshot) -> Bool {
    guard interactions[interaction.id] == nil else { return false }
    interactions[interaction.id] = interaction
    openings[interaction.id] = opening
    snapshots[interaction.id] = opening
    return true
  }

  func claim(_ interaction: String, holder: String, seconds: Int) -> Claim? {
    if let claim = claims[interaction] { return claim.holder == holder ? claim : nil }
    let claim = nextClaim(interaction, holder)
    claims[interaction] = claim
    return claim
  }

  func release(_ claim: Claim) async {
    if isHeldReleasing { await withCheckedContinuation { waiting.append($0) } }
    if claims[claim.interaction] == claim { claims[claim.interaction] = nil }
  }
  func opening(of interaction: String) throws -> Snapshot? {
    try fail(&failingOpenings)
    return openings[interaction]
  }
  func snapshot(of interaction: String) -> Snapshot? { snapshots[interaction] }

  func replace(_ snapshot: Snapshot, under claim: Claim) throws {
    try check(claim)
    try fail(&failingReplaces)
    snapshotCount += 1
    if snapshot.number >= snapshots[claim.interaction]?.number ?? 0 { snapshots[claim.interaction] = snapshot }
  }

  func entries(of interaction: String, after number: Int64, limit: Int) -> [LogEntry] {
    Array((logs[interaction] ?? []).filter { $0.number > number }.prefix(limit))
  }

  func append(_ entries: [LogEntry], under claim: Claim) async throws {
    if isHeld { await withCheckedContinuation { waiting.append($0) } }
    if isDelaying {
      isDelaying = false
      delayed.append((entries, claim))
      throw StoreError.unavailable("as the test wants it")
    }
    for late in delayed { try? write(late.entries, under: late.claim) }
    delayed = []
    try fail(&failingAppends)
    try write(entries, under: claim)
    if isHeldWritten { await withCheckedContinuation { waiting.append($0) } }
    try fail(&losingAnswers)
  }

  private func write(_ entries: [LogEntry], under claim: Claim) throws {
    try check(claim)
    for entry in entries {
      let last = logs[claim.interaction]?.last?.number ?? 0
      if entry.number <= last { continue }
      guard entry.number == last + 1 else { throw StoreError.gap(expected: last + 1) }
      logs[claim.interaction, default: []].append(entry)
    }
  }

  private func fail(_ count: inout Int) throws {
    guard count > 0 else { return }
    count -= 1
    throw StoreError.unavailable("as the test wants it")
  }

  func hand(over record: Handover, under claim: Claim) throws {
    try check(claim)
    handovers[record.interaction] = record
  }

  func handover(of interaction: String) -> Handover? { handovers[interaction] }
  func keep(rules bundle: String, digest: String) throws {
    try fail(&failingKeeps)
    bundles[digest] = bundle
  }
  func rules(_ digest: String) -> String? { bundles[digest] }
  func report(_ error: ErrorReport) { errors.append(error) }
  func reports(limit: Int) -> [ErrorReport] { Array(errors.reversed().prefix(limit)) }
  func check() {}
  func close() {}

  private func check(_ claim: Claim) throws {
    guard claims[claim.interaction] == claim else { throw StoreError.superseded }
  }
}
