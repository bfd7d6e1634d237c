public import Foundation
public import Measuring

/// Something that is measured, by the name that `--workload` takes.
public struct Workload: Sendable {
  public let name: String
  /// For `--help`.
  public let summary: String
  let run: @Sendable (Run) throws -> [Figure]

  /// All there are, in the order in which they are run.
  public static let all: [Workload] = [
    .attack, .equip, .use, .move, .reach, .options, .round, .json, .compile, .growth, .threads, .memory, .allocations,
  ]

  /// Prepares everything, sees to it that all programs decide alike, and takes the time.
  public func measure(_ run: Run) throws -> [Figure] { try self.run(run) }
}

/// How workloads are run.
public struct Run: Sendable {
  public var sampler: Sampler
  /// Where peers are looked for, as `PATH` says.
  public var path: String
  /// Where `rulesc` is; nil where it is not to be measured.
  public var rulesc: String?
  /// Told what is left out, and why.
  public var tell: @Sendable (String) -> Void

  public init(
    sampler: Sampler, path: String = ProcessInfo.processInfo.environment["PATH"] ?? "", rulesc: String? = nil,
    tell: @escaping @Sendable (String) -> Void
  ) {
    self.sampler = sampler
    self.path = path
    self.rulesc = rulesc
    self.tell = tell
  }
}

/// Programs that were to decide alike and did not, or anything else that makes figures worthless.
public struct Disagreement: Error, CustomStringConvertible {
  public let description: String

  /// Compares a program's answers with the right ones.
  static func check<Answer: Equatable>(_ program: String, _ answers: [Answer], are right: [Answer]) throws {
    guard answers != right else { return }
    let place = zip(answers, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let where_ = place.map { "at number \($0): \(answers[$0]), not \(right[$0])" }
    throw Disagreement(
      description: "\(program) decides otherwise, \(where_ ?? "\(answers.count) times instead of \(right.count)")")
  }
}
