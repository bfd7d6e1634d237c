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
  /// How often a snapshot was kept.
  private(set) var snapshotCount = 0
  private var failingAppends = 0
  private var losingAnswers = 0
  private var isHeld = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// The next appends fail, and nothing is written.
  func failAppends(_ count: Int) { failingAppends = count }
  /// The next appends are written, but nobody hears of it.
  func loseAnswers(_ count: Int) { losingAnswers = count }
  /// Appends wait from now on until ``release()``.
  func hold() { isHeld = true }
  /// Whether an append waits.
  var isHolding: Bool { !waiting.isEmpty }
  func release() {
    isHeld = false
    for continuation in waiting { continuation.resume() }
    waiting = []
  }

  /// Another server takes the room.
  func steal(_ id: String) {
    claims[id] = Claim(interaction: id, holder: "thief", term: (claims[id]?.term ?? 0) + 1)
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
    let claim = Claim(interaction: interaction, holder: holder, term: 1)
    claims[interaction] = claim
    return claim
  }

  func release(_ claim: Claim) { if claims[claim.interaction] == claim { claims[claim.interaction] = nil } }
  func opening(of interaction: String) -> Snapshot? { openings[interaction] }
  func snapshot(of interaction: String) -> Snapshot? { snapshots[interaction] }

  func replace(_ snapshot: Snapshot, under claim: Claim) throws {
    try check(claim)
    snapshotCount += 1
    if snapshot.number >= snapshots[claim.interaction]?.number ?? 0 { snapshots[claim.interaction] = snapshot }
  }

  func entries(of interaction: String, after number: Int64, limit: Int) -> [LogEntry] {
    Array((logs[interaction] ?? []).filter { $0.number > number }.prefix(limit))
  }

  func append(_ entries: [LogEntry], under claim: Claim) async throws {
    if isHeld { await withCheckedContinuation { waiting.append($0) } }
    try check(claim)
    if failingAppends > 0 {
      failingAppends -= 1
      throw StoreError.unavailable("as the test wants it")
    }
    for entry in entries {
      let last = logs[claim.interaction]?.last?.number ?? 0
      if entry.number <= last { continue }
      guard entry.number == last + 1 else { throw StoreError.gap(expected: last + 1) }
      logs[claim.interaction, default: []].append(entry)
    }
    if losingAnswers > 0 {
      losingAnswers -= 1
      throw StoreError.unavailable("as the test wants it")
    }
  }

  func hand(over record: Handover, under claim: Claim) throws {
    try check(claim)
    handovers[record.interaction] = record
  }

  func handover(of interaction: String) -> Handover? { handovers[interaction] }
  func keep(rules bundle: String, digest: String) { bundles[digest] = bundle }
  func rules(_ digest: String) -> String? { bundles[digest] }
  func report(_ error: ErrorReport) { errors.append(error) }
  func reports(limit: Int) -> [ErrorReport] { Array(errors.reversed().prefix(limit)) }
  func check() {}
  func close() {}

  private func check(_ claim: Claim) throws {
    guard claims[claim.interaction] == claim else { throw StoreError.superseded }
  }
}
