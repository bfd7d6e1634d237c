import Foundation
import Testing

/// A copy of a folder of rules that a test may edit; gone with the test.
final class RulesFolder {
  let path: String

  init(_ original: String) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: original, toPath: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes something else into the one file.
  func edit(_ old: String, _ new: String) throws {
    let file = URL(filePath: path).appending(path: "ruleset.rules")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
  }
}
