/// Where the texts of rule sets lie. The compiler reads no files itself: whoever embeds it says how.
public protocol SourceReader {
  /// The names of the files that lie directly in a directory; nil where there is no such directory.
  func fileNames(in directory: String) throws -> [String]?
  /// A file's bytes; nil where there is no such file. Reads no more than `limit` + 1 bytes.
  func bytes(of file: String, limit: Int) throws -> [UInt8]?
  /// One name for all paths to one directory, so that a circle of overlays is found: an absolute path without links.
  func identity(of directory: String) -> String
}

/// Why the texts of a rule set could not be read.
public struct SourceFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    case noDirectory
    /// The directory has no `ruleset.rules`.
    case noRuleset
    /// The overlay extends itself, over these directories.
    case circle([String])
    case tooManyLayers(limit: Int)
    case tooManyFiles(limit: Int)
    case tooLarge(limit: Int)
    /// The first byte that is no UTF-8.
    case notUTF8(offset: Int)
    /// A data table that is not in the rule set's own directory.
    case outside
  }

  /// The directory or file it is about.
  public let path: String
  public let reason: Reason
  /// Where a text names that path, such as `house/ruleset.rules:2:26`.
  public let place: String?

  public init(_ path: String, _ reason: Reason, place: String? = nil) {
    self.path = path
    self.reason = reason
    self.place = place
  }

  public var description: String {
    let place = place.map { "\($0): " } ?? ""
    switch reason {
    case .noDirectory: return "\(place)there is no directory `\(path)`"
    case .noRuleset: return "\(place)`\(path)` is no rule set: it has no file `ruleset.rules`"
    case .circle(let chain):
      return "\(place)the rule set extends itself: \(chain.map { "`\($0)`" }.joined(separator: " → "))"
    case .tooManyLayers(let limit): return "\(place)more than \(limit) rule sets lie over one another"
    case .tooManyFiles(let limit): return "\(place)`\(path)` has more than \(limit) files of rules"
    case .tooLarge(let limit): return "\(place)`\(path)` is larger than \(limit / 1_048_576) MiB"
    case .notUTF8(let offset): return "\(place)`\(path)` is no UTF-8 text: byte \(offset) is none"
    case .outside: return "\(place)a table lies in the directory of its rule set, and `\(path)` does not"
    }
  }
}
