public import Foundation

/// A program in another language that makes the same decisions. It runs beside this one all the time, and takes a
/// sample whenever it is told to.
///
/// It first writes `{"decisions": [true, …]}`, one for each request; then it reads lines with a number of times, and
/// answers each with `{"ns": 61.2}`.
public final class Peer {
  /// What is told of a peer that does not do as it should.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  private struct Answer: Decodable {
    var decisions: [Bool]?
    var ns: Double?
  }

  private let name: String
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var unread: [UInt8] = []
  /// What it decided, by request.
  public private(set) var decisions: [Bool] = []

  /// Starts a program; nil where it is not installed, or lacks what it needs.
  ///
  /// - Parameters:
  ///   - executable: looked for in the folders of `PATH`.
  ///   - probe: arguments with which it ends well if all that it needs is there.
  public init?(
    _ name: String, _ executable: String, probe: [String], arguments: [String],
    searching path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) throws {
    self.name = name
    guard let url = Self.find(executable, in: path), Self.ends(url, probe) else { return nil }
    process.executableURL = url
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    decisions = try answer().decisions ?? []
  }

  /// Ends it.
  public func stop() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Has it decide all requests so many times: the nanoseconds of one decision.
  public func sample(_ times: Int) throws -> Double {
    try input.fileHandleForWriting.write(contentsOf: Data("\(times)\n".utf8))
    guard let ns = try answer().ns else { throw Failure(description: "\(name) took no time") }
    return ns
  }

  private func answer() throws -> Answer {
    while !unread.contains(UInt8(ascii: "\n")) {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure(description: "\(name) ended without an answer") }
      unread += more
    }
    let line = unread.prefix { $0 != UInt8(ascii: "\n") }
    unread.removeFirst(line.count + 1)
    return try JSONDecoder().decode(Answer.self, from: Data(line))
  }

  private static func find(_ executable: String, in path: String) -> URL? {
    path.split(separator: ":").map { URL(filePath: String($0)).appending(path: executable) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private static func ends(_ url: URL, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
