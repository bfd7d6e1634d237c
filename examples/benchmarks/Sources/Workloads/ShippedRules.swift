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
  static func sources() throws -> [String: String] { try sources(in: folder()) }

  /// Those of a smaller game, with room for a thousand creatures, which the shipped rules have not: in the worst case
  /// that would cost more than a rule set may.
  static func roomySkirmish() throws -> RuleSet {
    let sources = try sources(in: folder().appending(path: "../examples/skirmish").standardizedFileURL)
    return try RuleSet(
      sources: sources.mapValues { text in
        // A shorter order of turns makes up for it: the worst case still has to be within what is allowed.
        text.replacing("creatures up to 500 {", with: "creatures up to 1000 {")
          .replacing("list of up to 500 Creature", with: "list of up to 200 Creature")
      })
  }

  private static func sources(in folder: URL) throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    // Not what is a rule set of its own below.
    let used = names.filter { name in
      name.hasSuffix(".rules") && !name.hasSuffix("_test.rules") && !name.contains("/") || name.hasSuffix(".json")
    }
    return try Dictionary(
      uniqueKeysWithValues: used.map {
        ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
      })
  }
}
