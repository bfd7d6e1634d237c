internal import Foundation

/// What was found out about a program at a workload.
public struct Figure: Codable, Hashable, Sendable {
  public let workload: String
  public let program: String
  /// Nanoseconds for one decision, search, state or whatever else the workload counts.
  public let ns: Double?
  /// Where memory is what counts.
  public let bytes: Double?

  public init(workload: String, program: String, ns: Double? = nil, bytes: Double? = nil) {
    self.workload = workload
    self.program = program
    self.ns = ns
    self.bytes = bytes
  }
}

/// All that a run found out, as `--json` writes it.
public struct Report: Codable, Hashable, Sendable {
  public var results: [Figure]

  public init(results: [Figure] = []) { self.results = results }
}

extension Report {
  /// Writes the results as JSON.
  public func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(self).write(to: URL(filePath: path))
  }
}
