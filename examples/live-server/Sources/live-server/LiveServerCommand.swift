internal import ArgumentParser
internal import Foundation
internal import Gateway
internal import Identity
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

@main
struct LiveServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live-server", abstract: "Serves live interactions that are judged by rule sets.",
    subcommands: [Run.self, Types.self], defaultSubcommand: Run.self)
}

/// Where the settings stand.
struct SettingsOptions: ParsableArguments {
  @Option(name: .long, help: "The settings; the environment's LIVE_… go over them.")
  var config: String?

  /// Without a file of its own the server takes the example's.
  func read() async throws -> Settings {
    let example = URL(filePath: #filePath).appending(path: "../../../live-server.json").standardized.path
    let path = config ?? (FileManager.default.fileExists(atPath: "live-server.json") ? "live-server.json" : example)
    return try await Settings(file: path, environment: ProcessInfo.processInfo.environment)
  }
}

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Serve until told to stop.")

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let settings = try await options.read()
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    var logger = Logger(label: "live-server")
    logger.logLevel = settings.logLevel
    let server = LiveServer(settings: settings, logger: logger) { port in
      // Not by `print`, which keeps back what goes through a pipe.
      FileHandle.standardOutput.write(Data((Self.welcome(settings, port: port) + "\n").utf8))
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }

  private static func welcome(_ settings: Settings, port: Int) -> String {
    let url = "http://\(settings.host):\(port)"
    guard settings.mode == .development, settings.clerk == nil else { return "live on \(url)/trpc" }
    let client = "swift run --package-path examples/live-server live-client"
    let joins = (try? LiveServer.interactions(settings)) ?? []
    let lines = joins.map { entry in
      """
        \(entry.id): \(entry.members.joined(separator: ", ")); \(entry.owner) owns it
          \(client) --url \(url) --interaction \(entry.id) --user \(entry.owner)
      """
    }
    return """
      live on \(url)/trpc, for development: anybody may be anybody

      join from another terminal, as one of the members:
      \(lines.joined(separator: "\n"))
      """
  }
}

struct Types: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write router.ts: the types of all that clients say and hear, by a rule set.")

  @OptionGroup var options: SettingsOptions
  @Option(name: .long, help: "The name of the rules, where the server knows several.")
  var rules: String?

  func run() async throws {
    print(try LiveServer.routerTypes(try await options.read(), rules: rules), terminator: "")
  }
}
