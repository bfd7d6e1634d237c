import Foundation
import Testing

/// The real server, in a process of its own, on a table of its own.
final class ServerProcess: Sendable {
  /// Everything that a server of a test needs, in a folder that goes with the test.
  final class Ground: Sendable {
    let folder: URL
    private var repository: URL { URL(filePath: #filePath).appending(path: "../../../../..").standardized }

    /// - Parameter settings: members of the settings file beside those that tests have.
    init(_ settings: [String: Any] = [:]) throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString)")
      let manager = FileManager.default
      try manager.createDirectory(at: folder.appending(path: "examples"), withIntermediateDirectories: true)
      try manager.copyItem(at: repository.appending(path: "rules"), to: rules)
      try manager.copyItem(
        at: repository.appending(path: "examples/ambush"), to: folder.appending(path: "examples/ambush"))
      let example = repository.appending(path: "examples/live-server")
      try manager.copyItem(
        at: example.appending(path: "procedures.json"), to: folder.appending(path: "procedures.json"))
      let interactions = try String(contentsOf: example.appending(path: "interactions.json"), encoding: .utf8)
      try interactions.replacing("../ambush", with: "examples/ambush")
        .write(to: folder.appending(path: "interactions.json"), atomically: true, encoding: .utf8)
      var all: [String: Any] = [
        "log": ["level": "warning"], "server": ["port": 0],
        "files": ["interactions": "interactions.json", "procedures": "procedures.json"],
        "store": ["kind": "sqlite", "path": "live.sqlite"],
        "rooms": ["graceSeconds": 0.5, "inactivitySeconds": 300, "snapshotSeconds": 0.1],
        "auth": ["ticketSecret": "for tests, and for nothing but tests"],
        "limits": ["callsPerSecond": 10_000, "burst": 10_000],
      ]
      all.merge(settings) { $1 }
      try JSONSerialization.data(withJSONObject: all).write(to: folder.appending(path: "live-server.json"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var rules: URL { folder.appending(path: "rules") }
    var store: URL { folder.appending(path: "live.sqlite") }

    /// Edits a file of the shipped rules, as a designer does while the table plays.
    func edit(_ file: String, _ old: String, _ new: String) throws {
      let url = rules.appending(path: file)
      let text = try String(contentsOf: url, encoding: .utf8)
      try #require(text.contains(old), "\(file) has no \(old)")
      try text.replacing(old, with: new).write(to: url, atomically: true, encoding: .utf8)
    }
  }

  private let process: Process
  private let log: URL
  let port: Int

  var url: String { "http://127.0.0.1:\(port)" }
  var trpc: String { url + "/trpc" }
  var socket: String { "ws://127.0.0.1:\(port)/trpc" }
  var identifier: Int32 { process.processIdentifier }
  /// What it has written, to standard output and error.
  var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  /// Starts a server and waits until it takes connections.
  init(_ ground: Ground, port: Int = 0, environment variables: [String: String] = [:]) async throws {
    log = ground.folder.appending(path: "log-\(UUID().uuidString)")
    try Data().write(to: log)
    process = Process()
    process.executableURL = try Self.executable("live-server")
    process.arguments = ["--config", ground.folder.appending(path: "live-server.json").path]
    var environment = ProcessInfo.processInfo.environment
    if port > 0 { environment["LIVE_SERVER_PORT"] = "\(port)" }
    process.environment = environment.merging(variables) { $1 }
    let handle = try FileHandle(forWritingTo: log)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    var found: Int?
    let end = ContinuousClock.now + .seconds(60)
    while found == nil, process.isRunning, ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(20))
      let text = try String(contentsOf: log, encoding: .utf8)
      found = text.firstMatch(of: /live on http:\/\/127\.0\.0\.1:(\d+)\/trpc[,\s]/).flatMap { Int($0.output.1) }
    }
    guard let found else { throw DidNotStart(output: try String(contentsOf: log, encoding: .utf8)) }
    self.port = found
  }

  /// An executable beside the tests.
  static func executable(_ name: String) throws -> URL {
    let beside = Bundle.allBundles.map(\.bundleURL) + [URL(filePath: CommandLine.arguments.first ?? ".")]
    for url in beside {
      var folder = url
      for _ in 0..<4 {
        folder.deleteLastPathComponent()
        let candidate = folder.appending(path: name)
        if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      }
    }
    throw Missing(name: name)
  }

  struct Missing: Error { let name: String }
  struct DidNotStart: Error { let output: String }

  /// Ends it as a crash does: kill -9.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Asks it to stop, and waits until it has.
  ///
  /// - Returns: its exit status.
  @discardableResult
  func stop() async -> Int32 {
    process.terminate()
    await withCheckedContinuation { done in
      DispatchQueue.global().async { [process] in
        process.waitUntilExit()
        done.resume()
      }
    }
    return process.terminationStatus
  }

  deinit { if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) } }
}
