internal import AsyncHTTPClient
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Identity
public import Logging
internal import Metrics
internal import NIOCore
internal import Rooms
internal import RouterTypes
internal import RulesLang
public import ServiceLifecycle
internal import Storage
internal import TRPC

/// The whole server, put together of its settings.
public struct LiveServer: Service, CustomStringConvertible {
  /// Loggers describe the services that they start, and the settings hold secrets.
  public var description: String { "LiveServer" }

  private let settings: Settings
  private let logger: Logger
  private let onReady: @Sendable (_ port: Int) -> Void

  /// Where procedures are served.
  static let base = "/trpc"

  /// - Parameter onReady: told the port once the server takes connections.
  public init(settings: Settings, logger: Logger, onReady: @escaping @Sendable (_ port: Int) -> Void = { _ in }) {
    self.settings = settings
    self.logger = logger
    self.onReady = onReady
  }

  /// Serves until the group that it runs in shuts down; then all rooms are written.
  public func run() async throws {
    let metrics = PrometheusMetrics()
    MetricsSystem.bootstrap(metrics)
    let store = try settings.store.open()
    let file = try settings.interactions.map { try InteractionsFile(file: $0) } ?? InteractionsFile()
    let rules = RulesShelf(directories: file.rules, store: store)
    let rooms = LiveRooms(
      RoomServices(
        store: store, settings: settings.rooms, rules: rules, errors: ErrorReporter(store: store, logger: logger)))
    await rooms.refreshRules()
    for entry in file.interactions {
      let interaction = Interaction(id: entry.id, owner: entry.owner, members: entry.members)
      try await rooms.create(interaction, state: file.state(of: entry), rules: entry.rules)
    }
    let gate = try Gate(settings, logger)
    let application = application(
      rooms, gate,
      Status(store: store, hasKeys: gate.hasKeys) { metrics.text() })
    // Services end in the reverse order: first no client is let in any more, then the rooms are written.
    let group = ServiceGroup(
      services: [RoomKeeper(rooms: rooms, store: store, logger: logger, lease: settings.rooms.lease), application],
      logger: logger)
    try await group.run()
  }

  private func application(_ rooms: LiveRooms, _ gate: Gate, _ status: Status) -> some Service {
    let limits = WireLimits(json: .init(depth: 32, bytes: settings.limits.body), batch: settings.limits.batch)
    let origins = Origins(settings.origins)
    let procedures = Procedures(
      list: gate.procedures, rooms: rooms, doorkeeper: gate.doorkeeper,
      limiter: RateLimiter(perSecond: settings.limits.callsPerSecond, burst: settings.limits.burst))
    let address = settings.limits.callsPerSecondAndAddress
    let byAddress = RateLimiter(perSecond: address, burst: 2 * address)
    let patience = Duration.seconds(settings.limits.stallSeconds)
    let responder = Responder(
      procedures: procedures, limits: limits, origins: origins,
      byAddress: byAddress, patience: patience, status: status, issuer: gate.issuer, base: Self.base, logger: logger)
    let sockets = SocketService(
      procedures: procedures, limits: limits, origins: origins,
      census: Census(most: settings.limits.connectionsPerUser), byAddress: byAddress, patience: patience,
      path: Self.base, logger: logger)
    let limit = settings.limits.body
    return Application(
      responder: responder,
      server: HTTPServerBuilder { responder in
        LiveChannel(responder: responder, sockets: sockets, limit: limit, patience: patience)
      },
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: nil, backlog: 1_024,
        availableConnectionsDelegate: MaximumAvailableConnections(settings.limits.connections)),
      onServerRunning: { channel in onReady(channel.localAddress?.port ?? settings.port) }, logger: logger)
  }
}

/// Who may call, and what.
private struct Gate {
  let procedures: ProcedureList
  let doorkeeper: Doorkeeper
  /// nil but in development.
  let issuer: DevelopmentIssuer?
  let hasKeys: @Sendable () async -> Bool

  init(_ settings: Settings, _ logger: Logger) throws {
    procedures = try settings.procedures.map { try ProcedureList(file: $0) } ?? ProcedureList()
    let verifier: any TokenVerifier
    if let clerk = settings.clerk {
      let address = try KeyAddress(url: clerk.keyAddress)
      let keys = RemoteKeys(logger: logger, fetch: address.fetch)
      verifier = try ClerkVerifier(settings: clerk, keys: keys, logger: logger)
      hasKeys = { await keys.prepare() }
      issuer = nil
    } else {
      let issuer = try DevelopmentIssuer(mode: settings.mode)
      verifier = try issuer.verifier(logger: logger)
      hasKeys = { true }
      self.issuer = issuer
    }
    doorkeeper = Doorkeeper(verifier: verifier, tickets: try RoomTickets(secret: settings.ticketSecret))
  }
}

/// Keeps rooms alive and rules fresh, and writes all rooms in the end.
private struct RoomKeeper: Service, CustomStringConvertible {
  var description: String { "RoomKeeper" }

  let rooms: LiveRooms
  let store: any Storage.Store
  let logger: Logger
  let lease: Int

  func run() async throws {
    // Side by side: rules that take long to compile or to keep must not cost rooms their leases.
    await withDiscardingTaskGroup { group in
      group.addTask { await every(.seconds(1)) { await rooms.refreshRules() } }
      group.addTask { await every(.seconds(max(1, lease / 3))) { await rooms.maintain() } }
      group.addTask {
        let counted = Gauge(label: "live_rooms")
        await every(.seconds(1)) { counted.record(await rooms.count) }
      }
    }
    // In a task of its own, which is not cancelled where the server ends because something has failed.
    await Task { await rooms.close() }.value
    try await store.close()
    logger.info("all rooms are written")
  }

  /// Does something again and again until the server stops.
  private func every(_ pause: Duration, _ body: @Sendable () async -> Void) async {
    while true {
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
      if Task.isShuttingDownGracefully || Task.isCancelled { return }
      await body()
    }
  }
}

extension Settings.StoreKind {
  fileprivate func open() throws -> any Storage.Store {
    switch self {
    case .sqlite(let path): try SQLiteStore(path: path)
    case .convex(let url, let deployKey): ConvexStore(url: url, deployKey: deployKey, client: .shared)
    }
  }
}

extension LiveServer {
  /// The types of all that clients say and hear, for TypeScript.
  ///
  /// - Parameter name: of the rules; nil where the server knows only one.
  public static func routerTypes(_ settings: Settings, rules name: String?) throws -> String {
    let file = try settings.interactions.map { try InteractionsFile(file: $0) } ?? InteractionsFile()
    guard let name = name ?? (file.rules.count == 1 ? file.rules.keys.first : nil), let directory = file.rules[name]
    else { throw SettingsError("say which rules: \(file.rules.keys.sorted().joined(separator: ", "))") }
    let procedures = try settings.procedures.map { try ProcedureList(file: $0) } ?? ProcedureList()
    return try RouterText.text(directory: directory, procedures)
  }
}

extension LiveServer {
  /// An interaction that a server of these settings brings along.
  public struct Known: Sendable, Hashable {
    public let id: String
    public let owner: String
    public let members: [String]
  }

  /// What a server of these settings brings along.
  public static func interactions(_ settings: Settings) throws -> [Known] {
    let file = try settings.interactions.map { try InteractionsFile(file: $0) } ?? InteractionsFile()
    return file.interactions.map { Known(id: $0.id, owner: $0.owner, members: $0.members) }
  }
}
