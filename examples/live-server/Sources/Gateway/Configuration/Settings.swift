internal import Configuration
public import Identity
public import Logging
public import Rooms
internal import SystemPackage

/// What a server's operator says: a file, over which the environment is laid.
///
/// `server.port` in the file is `LIVE_SERVER_PORT` in the environment. Paths are relative to the file's folder.
public struct Settings: Sendable {
  public var mode = DevelopmentIssuer.Mode.development
  public var host = "127.0.0.1"
  public var port = 8080
  /// Origins of pages that may call; `*` for all.
  public var origins = ["*"]
  public var logLevel = Logger.Level.info
  /// The file with the interactions and the rules they are played by; nil where interactions are made elsewhere.
  public var interactions: String?
  /// The file that says which procedure stands for which actions.
  public var procedures: String?
  public var store = StoreKind.sqlite(path: "live.sqlite")
  public var clerk: ClerkSettings?
  /// Signs tickets; chance where it is nil, so that tickets end with the server.
  public var ticketSecret: [UInt8]?
  public var rooms = RoomSettings()
  public var limits = Limits()

  /// Where rooms are kept.
  public enum StoreKind: Sendable, Hashable {
    case sqlite(path: String)
    case convex(url: String, deployKey: String)
  }

  /// What one client, or all together, may ask of the server.
  public struct Limits: Sendable, Hashable {
    public var connections = 20_000
    public var connectionsPerUser = 20
    /// Bytes of one request.
    public var body = 256 << 10
    /// Calls in one batch.
    public var batch = 20
    /// Calls a second, for a long time and at once.
    public var callsPerSecond = 30
    public var burst = 120
    /// Calls a second by one address, whoever makes them; behind a proxy all have one.
    public var callsPerSecondAndAddress = 5_000
    /// A client that does not say what it wants, or does not take what it is sent, is waited for so long.
    public var stallSeconds = 20
  }

  /// A server's defaults.
  public init() {}

  /// Reads the settings.
  ///
  /// - Throws: ``SettingsError``, and what the configuration library says of the file.
  public init(file: String, environment: [String: String]) async throws {
    let provider = try await FileProvider<JSONSnapshot>(filePath: FilePath(file))
    let variables = EnvironmentVariablesProvider(environmentVariables: environment)
    let config = ConfigReader(providers: [variables.prefixKeys(with: "live"), provider])
    let folder = FilePath(file).removingLastComponent()
    func path(_ path: String) -> String { FilePath(path).isAbsolute ? path : folder.appending(path).string }

    let mode = config.string(forKey: "mode", default: "development")
    guard let known = DevelopmentIssuer.Mode(rawValue: mode) else {
      throw SettingsError("`mode` is `development` or `production`, not `\(mode)`")
    }
    self.mode = known
    host = config.string(forKey: "server.host", default: host)
    port = config.int(forKey: "server.port", default: port)
    origins = config.stringArray(forKey: "server.origins", default: origins)
    let level = config.string(forKey: "log.level", default: "info")
    guard let knownLevel = Logger.Level(rawValue: level) else {
      throw SettingsError("`log.level` is no level: `\(level)`")
    }
    logLevel = knownLevel
    interactions = config.string(forKey: "files.interactions").map(path)
    procedures = config.string(forKey: "files.procedures").map(path)
    store = try Self.store(config, path)
    clerk = Self.clerk(config)
    ticketSecret = config.string(forKey: "auth.ticketSecret", isSecret: true).map { Array($0.utf8) }
    readRooms(config)
    readLimits(config)
    try check()
  }

  private static func store(_ config: ConfigReader, _ path: (String) -> String) throws -> StoreKind {
    let kind = config.string(forKey: "store.kind", default: "sqlite")
    switch kind {
    case "sqlite": return .sqlite(path: path(config.string(forKey: "store.path", default: "live.sqlite")))
    case "convex":
      return .convex(
        url: try config.requiredString(forKey: "store.convex.url"),
        deployKey: try config.requiredString(forKey: "store.convex.deployKey", isSecret: true))
    default: throw SettingsError("`store.kind` is `sqlite` or `convex`, not `\(kind)`")
    }
  }

  private static func clerk(_ config: ConfigReader) -> ClerkSettings? {
    guard let issuer = config.string(forKey: "auth.clerk.issuer"), !issuer.isEmpty else { return nil }
    var clerk = ClerkSettings(issuer: issuer)
    clerk.authorizedParties = config.stringArray(forKey: "auth.clerk.authorizedParties").map { Set($0) }
    clerk.audiences = config.stringArray(forKey: "auth.clerk.audiences").map { Set($0) }
    clerk.admin = AdminRule(
      claim: config.string(forKey: "auth.admin.claim", default: "metadata.role"),
      value: config.string(forKey: "auth.admin.value", default: "admin"),
      organization: config.string(forKey: "auth.admin.organization"),
      role: config.string(forKey: "auth.admin.role", default: "admin"))
    return clerk
  }

  private mutating func readRooms(_ config: ConfigReader) {
    func seconds(_ key: String, _ value: Duration) -> Duration {
      // What is no time becomes one that is refused.
      config.double(forKey: ConfigKey(key)).map {
        (0...1e9).contains($0) ? .milliseconds(Int64(($0 * 1000).rounded())) : .seconds(-1)
      } ?? value
    }
    rooms.holder = config.string(forKey: "server.name", default: rooms.holder)
    rooms.lease = config.int(forKey: "rooms.leaseSeconds", default: rooms.lease)
    rooms.grace = seconds("rooms.graceSeconds", rooms.grace)
    rooms.inactivity = seconds("rooms.inactivitySeconds", rooms.inactivity)
    rooms.snapshotInterval = seconds("rooms.snapshotSeconds", rooms.snapshotInterval)
    rooms.handsOverChat = config.bool(forKey: "rooms.handsOverChat", default: rooms.handsOverChat)
    rooms.longestChatMessage = config.int(forKey: "rooms.longestChatMessage", default: rooms.longestChatMessage)
    rooms.mostChatMessages = config.int(forKey: "rooms.chatMessagesPerTenSeconds", default: rooms.mostChatMessages)
    rooms.optionsBudget = config.int(forKey: "rooms.optionsBudget", default: rooms.optionsBudget)
  }

  private mutating func readLimits(_ config: ConfigReader) {
    limits.connections = config.int(forKey: "limits.connections", default: limits.connections)
    limits.connectionsPerUser = config.int(forKey: "limits.connectionsPerUser", default: limits.connectionsPerUser)
    limits.body = config.int(forKey: "limits.bodyBytes", default: limits.body)
    limits.batch = config.int(forKey: "limits.batch", default: limits.batch)
    limits.callsPerSecond = config.int(forKey: "limits.callsPerSecond", default: limits.callsPerSecond)
    limits.burst = config.int(forKey: "limits.burst", default: limits.burst)
    limits.callsPerSecondAndAddress = config.int(
      forKey: "limits.callsPerSecondAndAddress", default: limits.callsPerSecondAndAddress)
    limits.stallSeconds = config.int(forKey: "limits.stallSeconds", default: limits.stallSeconds)
  }

  private func check() throws {
    guard (0...65_535).contains(port) else { throw SettingsError("`server.port` is 0 to 65535") }
    if mode == .production, clerk == nil { throw SettingsError("production needs `auth.clerk.issuer`") }
    if mode == .production, clerk?.authorizedParties == nil {
      throw SettingsError("production needs `auth.clerk.authorizedParties`: the origins whose tokens hold")
    }
    if mode == .production, origins == ["*"] { throw SettingsError("production needs `server.origins`") }
    let counts = [
      limits.connections, limits.connectionsPerUser, limits.body, limits.batch, limits.callsPerSecond, limits.burst,
      limits.callsPerSecondAndAddress, limits.stallSeconds, rooms.lease, rooms.longestChatMessage,
      rooms.mostChatMessages, rooms.optionsBudget,
    ]
    guard counts.allSatisfy({ (1...1_000_000_000).contains($0) }) else { throw SettingsError("limits are 1 or more") }
    guard rooms.inactivity > .zero, rooms.grace >= .zero, rooms.snapshotInterval >= .zero else {
      throw SettingsError("times are not negative, and no more than a billion seconds")
    }
  }
}

/// What is wrong with the settings.
public struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
