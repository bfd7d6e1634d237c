/// What a host may set about its rooms.
public struct RoomSettings: Sendable {
  /// Names this server to the store.
  public var holder = "live-server"
  /// For so long a room belongs to this server without a sign of life, in seconds.
  public var lease = 30
  /// Whoever comes back within this time was never gone.
  public var grace = Duration.seconds(10)
  /// A room in which nobody does anything for so long is written and cleared.
  public var inactivity = Duration.seconds(300)
  /// The least time between two snapshots.
  public var snapshotInterval = Duration.seconds(1)
  /// Whether what was said is handed over with the rest.
  public var handsOverChat = true
  /// In characters.
  public var longestChatMessage = 2_000
  /// A user says so much within ``chatWindow`` at the most.
  public var mostChatMessages = 20
  public var chatWindow = Duration.seconds(10)
  /// So many requests are tried for each action that options are asked for.
  public var optionsBudget = 2_000
  /// So many requests wait for one room at the most.
  public var mostLetters = 1_000
  /// So many subscriptions one user has in one room at the most.
  public var mostFeeds = 32

  public init() {}
}
