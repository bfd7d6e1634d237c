internal import Foundation
internal import Measuring
internal import Validator

extension Workload {
  /// The shipped rules from their texts to what judges run; and all of `rulesc check`, if it is known where that is.
  static let compile = Workload(name: "compile", summary: "the shipped rules, compiled from cold") { run in
    let folder = try ShippedRules.folder().path
    let library = Subject("rules") { _ = try RuleSet(directory: folder) }
    var results = try run.sampler.measure([library], of: "compile")
    if let rulesc = run.rulesc {
      let subject = Subject("rules") { times in
        let start = ContinuousClock.now
        for _ in 0..<times { try check(folder, with: rulesc) }
        return (ContinuousClock.now - start).nanoseconds / Double(times)
      }
      results += try run.sampler.measure([subject], of: "check")
    } else {
      run.tell("check is left out: `--rulesc PATH` says where rulesc is")
    }
    return results
  }

  /// All of `rulesc check`, from the shell's point of view.
  private static func check(_ folder: String, with rulesc: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: rulesc)
    process.arguments = ["check", folder]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Disagreement(description: "`rulesc check` is not content") }
  }
}
