internal import Foundation
internal import Validator

/// The rules of this repository, found above the folder that the program was built in, or above the one it runs in.
enum ShippedRules {
  static func folder() throws -> URL {
    for start in [Bundle.module.bundleURL, URL(filePath: FileManager.default.currentDirectoryPath)] {
      var folder = start.standardizedFileURL.resolvingSymlinksInPath()
      while folder.path != "/" {
        let rules = folder.appending(path: "rules")
        if FileManager.default.fileExists(atPath: rules.appending(path: "schema.rules").path) { return rules }
        folder.deleteLastPathComponent()
      }
    }
    throw Disagreement(description: "the folder `rules` of the repository is neither above the program nor above here")
  }

  static func load() throws -> RuleSet { try RuleSet(directory: folder().path) }

  /// Their texts by path, for rule sets that have more in them.
  static func sources() throws -> [String: String] {
    let folder = try folder()
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let used = names.filter { $0.hasSuffix(".rules") && !$0.hasSuffix("_test.rules") || $0.hasSuffix(".json") }
    return try Dictionary(
      uniqueKeysWithValues: used.map {
        ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
      })
  }
}
