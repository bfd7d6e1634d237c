public import Foundation
public import Logging

/// Keys that the issuer serves and changes at will.
///
/// They are kept for some minutes and fetched anew when those are over, or when a token names a key that is not among
/// them: so a new key is known at once, and one that was withdrawn soon is not. As anyone can send tokens with invented
/// names, fetches are rare whatever is asked, and all who wait for one wait for the same. Where the issuer cannot be
/// reached, the old keys do for a while, as a short outage there should not be one here.
public actor RemoteKeys: KeySource {
  /// Gets the text of the key set.
  public typealias Fetch = @Sendable () async throws -> [UInt8]

  /// How old keys may be, in seconds.
  public struct Limits: Sendable, Hashable {
    /// For so long keys are taken as they are.
    public var fresh: TimeInterval
    /// For so long they do if no others can be had.
    public var stale: TimeInterval
    /// So much lies between the starts of two fetches at least.
    public var interval: TimeInterval

    /// Five minutes, an hour and ten seconds, where nothing else is said.
    public init(fresh: TimeInterval = 300, stale: TimeInterval = 3600, interval: TimeInterval = 10) {
      self.fresh = fresh
      self.stale = stale
      self.interval = interval
    }
  }

  private let limits: Limits
  private let logger: Logger
  private let now: @Sendable () -> Date
  private let fetch: Fetch

  /// What was fetched last, and when that was asked for.
  private var known: (keys: KeySet, date: Date)?
  private var lastFetch: Date?
  private var running: Task<Void, Never>?

  /// - Parameters:
  ///   - logger: hears a `warning` for each fetch that failed.
  ///   - fetch: as ``KeyAddress/fetch()``. It has to come to an end by itself.
  public init(
    limits: Limits = Limits(), logger: Logger, now: @escaping @Sendable () -> Date = { Date() },
    fetch: @escaping Fetch
  ) {
    self.limits = limits
    self.logger = logger
    self.now = now
    self.fetch = fetch
  }

  /// The issuer's key of this name, from memory if it may be.
  public func key(_ identifier: String?) async throws(IdentityError) -> VerificationKey? {
    guard let identifier else { return nil }
    if let key = keys(within: limits.fresh)?[identifier] { return key }
    await refresh()
    guard let keys = keys(within: max(limits.fresh, limits.stale)) else { throw .unavailable }
    return keys[identifier]
  }

  /// Fetches the keys before the first token comes; false where there are none to be had. For the start and for
  /// questions whether the server is ready.
  public func prepare() async -> Bool {
    if keys(within: limits.fresh) == nil { await refresh() }
    return keys(within: max(limits.fresh, limits.stale)) != nil
  }

  private func keys(within age: TimeInterval) -> KeySet? {
    guard let known, isWithin(age, since: known.date) else { return nil }
    return known.keys
  }

  /// Behind a clock that was set back all dates count as long past.
  private func isWithin(_ age: TimeInterval, since date: Date) -> Bool {
    let passed = now().timeIntervalSince(date)
    return passed >= 0 && passed < age
  }

  private func refresh() async {
    if let running { return await running.value }
    if let lastFetch, isWithin(limits.interval, since: lastFetch) { return }
    let start = now()
    lastFetch = start
    // A task of its own, so that it goes on for the others when the caller who started it gives up.
    let task = Task { await replaceKeys(at: start) }
    running = task
    await task.value
  }

  private func replaceKeys(at start: Date) async {
    defer { running = nil }
    do {
      known = (try KeySet(json: try await fetch()), start)
    } catch {
      logger.warning("the issuer's keys were not fetched", metadata: ["error": "\(error)"])
    }
  }
}
