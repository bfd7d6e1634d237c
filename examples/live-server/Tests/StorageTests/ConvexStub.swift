import NIOCore
import NIOHTTP1
import AsyncHTTPClient
import Foundation
import NIOCore
import RulesLang
@testable import Storage

/// Convex as the tests have it: the real functions of the folder `convex`, run by Node over a database in memory.
///
/// It ends when its standard input does, so it does not outlive the tests.
final class ConvexStub: Sendable {
  static let deployKey = "prod:happy-animal-123|secret"
  /// Where Node is, if it is.
  static let node: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/node" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  static let missing = "`node` is not installed, so nothing of ConvexStore is tested"

  let url: String
  private let process: Process
  private let input: Pipe

  init() async throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let functions = tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: "convex")
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: Self.node ?? "/usr/bin/node")
    process.arguments = [tests.appending(path: "Stub/convex-stub.mjs").path, functions.path, Self.deployKey]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: output.fileHandleForReading.availableData) }
    }
    let port = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard Int(port) != nil else { throw StoreError.unavailable("the stub did not start") }
    url = "http://127.0.0.1:\(port)"
    (self.process, self.input) = (process, input)
  }

  deinit { try? input.fileHandleForWriting.close() }

  /// How a call fails.
  struct Failure {
    /// `live:append`; nil for the next call, whatever it is.
    var path: String?
    var times = 1
    /// Whether the call is done all the same.
    var after = false
    var status: Int?
    var headers: [(String, String)] = []
    /// The connection breaks.
    var drop = false
    /// The answer begins and does not end.
    var stall = false

    fileprivate var json: JSONValue {
      var members: [(String, JSONValue)] = [("times", .number(Int64(times))), ("after", JSONValue(.bool(after)))]
      if let path { members.append(("path", .text(path))) }
      if let status { members.append(("status", .number(Int64(status)))) }
      if drop { members.append(("drop", true)) }
      if stall { members.append(("stall", true)) }
      let headers = headers.map { JSONValue.Member(key: $0.0, value: .text($0.1)) }
      members.append(("headers", JSONValue(.object(headers))))
      return JSONValue(.object(members.map { JSONValue.Member(key: $0.0, value: $0.1) }))
    }
  }

  /// Lets the next calls fail.
  func fail(_ failures: Failure...) async throws {
    try await control(["fail": JSONValue(.array(failures.map(\.json)))])
  }

  /// Moves its clock on.
  func advance(seconds: Int) async throws {
    try await control(["advance": .number(Int64(seconds) * 1000)])
  }

  /// The status of what ended in an error of the function: 200, or 560.
  func answerErrors(with status: Int) async throws {
    try await control(["status": .number(Int64(status))])
  }

  /// How often a function was called.
  func calls(_ function: String) async throws -> Int64 {
    try await control(.object)["calls"]?["live:\(function)"]?.integer ?? 0
  }

  /// How many documents a table has.
  func count(_ table: String) async throws -> Int64 {
    try await control(.object)["counts"]?[table]?.integer ?? 0
  }

  @discardableResult
  private func control(_ command: JSONValue) async throws -> JSONValue {
    var request = HTTPClientRequest(url: "\(url)/control")
    request.method = .POST
    request.body = .bytes(ByteBuffer(string: JSONWriter.text(of: command)))
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
    return try JSONReader().read(Array(try await response.body.collect(upTo: 1 << 20).readableBytesView))
  }

  /// A store that asks again quickly.
  func store(_ patience: ConvexPatience = .short, deployKey: String = deployKey) -> ConvexStore {
    ConvexStore(url: url, deployKey: deployKey, client: .shared, patience: patience)
  }
}

extension ConvexPatience {
  static let short = ConvexPatience(firstPause: .milliseconds(5), longestPause: .milliseconds(50))
}
