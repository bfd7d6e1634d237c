import Foundation

/// Cases of input and complete expected output, as files side by side: `NAME.case` and `NAME.expected` in a folder
/// `Golden/TOPIC` beside the tests.
///
/// A case without an expectation, an expectation without a case, and any difference fail. With `RECORD_GOLDEN=1` in the
/// environment the expectations are written anew, and the run fails so that no one takes it for a test.
public struct GoldenSuite: Sendable {
  private let folder: URL

  /// - Parameter file: the file of the tests; the folder `Golden` stands beside it.
  public init(_ topic: String, beside file: String = #filePath) {
    folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Golden/\(topic)")
  }

  /// The cases by name, for tests that ask more of them than an expected output.
  public func cases() throws -> [(name: String, text: String)] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { $0.hasSuffix(".case") }.map {
      (String($0.dropLast(".case".count)), try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
    }
  }

  /// Every difference as a sentence; none where all is as expected.
  ///
  /// - Parameter produce: from the text of a case to what should stand in its expectation.
  public func problems(_ produce: (_ input: String) throws -> String) throws -> [String] {
    var outputs: [String: String] = [:]
    for name in try names(ending: ".case") {
      let input = try String(contentsOf: folder.appendingPathComponent(name + ".case"), encoding: .utf8)
      outputs[name] = try produce(input)
    }
    return try problems(comparing: outputs)
  }

  /// The same for cases that stand elsewhere, by name.
  public func problems(comparing outputs: [String: String]) throws -> [String] {
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"
    var problems = outputs.isEmpty ? ["there is no case in \(folder.path)"] : []
    for name in try names(ending: ".expected") where outputs[name] == nil {
      if isRecording { try FileManager.default.removeItem(at: folder.appendingPathComponent(name + ".expected")) }
      problems.append("\(name).expected belongs to no case")
    }
    for (name, output) in outputs.sorted(by: { $0.key < $1.key }) {
      let place = folder.appendingPathComponent(name + ".expected")
      let expected = try? String(contentsOf: place, encoding: .utf8)
      if isRecording {
        if expected != output { try Data(output.utf8).write(to: place) }
      } else if let expected, expected != output {
        problems.append("\(name): expected\n\(expected)\nbut it is\n\(output)")
      } else if expected == nil {
        problems.append("\(name) has no expectation; it gives\n\(output)")
      }
    }
    if isRecording { problems.append("the expectations were recorded; run the tests again without RECORD_GOLDEN") }
    return problems
  }

  /// Names in the folder with this ending, without it.
  private func names(ending: String) throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }
}
