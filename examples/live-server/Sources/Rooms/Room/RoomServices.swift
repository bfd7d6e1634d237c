public import Logging
public import Storage
internal import Synchronization

/// What rooms share.
public struct RoomServices: Sendable {
  public let store: any Store
  public let settings: RoomSettings
  public let rules: RulesShelf
  public let errors: ErrorReporter
  let desks = OptionsDesks()

  public init(store: any Store, settings: RoomSettings, rules: RulesShelf, errors: ErrorReporter) {
    self.store = store
    self.settings = settings
    self.rules = rules
    self.errors = errors
  }
}

/// Notes errors of the application, and only those: in the server's own log and in the store.
///
/// The same error is noted once a minute at the most: what fails is tried again and again, as often as clients ask.
public struct ErrorReporter: Sendable {
  private let store: any Store
  private let logger: Logger
  private let recent = RecentErrors()

  public init(store: any Store, logger: Logger) {
    self.store = store
    self.logger = logger
  }

  /// Notes an error; that the store cannot take it is told to the log alone.
  public func report(_ message: String, in interaction: String? = nil) async {
    guard recent.note("\(interaction ?? "")\n\(message)") else { return }
    logger.error("\(message)", metadata: interaction.map { ["interaction": "\($0)"] })
    do {
      try await store.report(
        ErrorReport(at: WallClock.milliseconds, interaction: interaction, message: String(message.prefix(4_000))))
    } catch {
      logger.error("an error could not be stored: \(error)")
    }
  }
}

/// The errors that were noted last.
private final class RecentErrors: Sendable {
  private let times = Mutex<[String: ContinuousClock.Instant]>([:])

  private static let pause = Duration.seconds(60)
  private static let most = 1_000

  /// - Returns: false where the same one was noted a moment ago.
  func note(_ error: String) -> Bool {
    let now = ContinuousClock.now
    return times.withLock { times in
      if let last = times[error], now - last < Self.pause { return false }
      if times.count >= Self.most { times = times.filter { now - $0.value < Self.pause } }
      // So many at once tell nothing more, and are told all the same.
      if times.count < Self.most { times[error] = now }
      return true
    }
  }
}
