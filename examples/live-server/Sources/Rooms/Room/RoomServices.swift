public import Logging
public import Storage

/// What rooms share.
public struct RoomServices: Sendable {
  public let store: any Store
  public let settings: RoomSettings
  public let rules: RulesShelf
  public let errors: ErrorReporter

  public init(store: any Store, settings: RoomSettings, rules: RulesShelf, errors: ErrorReporter) {
    self.store = store
    self.settings = settings
    self.rules = rules
    self.errors = errors
  }
}

/// Notes errors of the application, and only those: in the server's own log and in the store.
public struct ErrorReporter: Sendable {
  private let store: any Store
  private let logger: Logger

  public init(store: any Store, logger: Logger) {
    self.store = store
    self.logger = logger
  }

  /// Notes an error; that the store cannot take it is told to the log alone.
  public func report(_ message: String, in interaction: String? = nil) async {
    logger.error("\(message)", metadata: interaction.map { ["interaction": "\($0)"] })
    do {
      try await store.report(
        ErrorReport(at: WallClock.milliseconds, interaction: interaction, message: String(message.prefix(4_000))))
    } catch {
      logger.error("an error could not be stored: \(error)")
    }
  }
}
