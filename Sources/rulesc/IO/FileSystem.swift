internal import Foundation
internal import Validator

/// Files as a command sees them: paths are relative to its working directory, and stay so in messages.
struct FileSystem: Sendable {
  /// The working directory, as an absolute path.
  let directory: String

  /// A path from the root.
  func absolute(_ path: String) -> String {
    let joined = path.hasPrefix("/") ? path : directory + "/" + path
    return URL(fileURLWithPath: joined).standardizedFileURL.path
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: absolute(path)) }

  func isDirectory(_ path: String) -> Bool { Disk.isDirectory(absolute(path)) }

  func read(_ path: String) throws(CommandError) -> [UInt8] {
    do {
      return try Disk.read(absolute(path), allowingStreams: true)
    } catch {
      throw CommandError.unreadable("`\(path)` could not be read: \(error.reason)")
    }
  }

  /// Writes a file whole or not at all, with the directories above it.
  func write(_ text: String, to path: String) throws(CommandError) {
    let url = URL(fileURLWithPath: absolute(path))
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
      throw CommandError.unreadable(
        "`\(path)` could not be written", help: "is the directory there, and may you write to it?")
    }
  }

  /// The `.rules` files at and below a path, in the order of their paths' bytes.
  func rulesFiles(at path: String) throws(CommandError) -> [String] {
    guard isDirectory(path) else { return [path] }
    do {
      return try Disk.files(below: absolute(path), includingOtherSets: true).filter { $0.hasSuffix(".rules") }
        .map { path == "." ? $0 : path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
    } catch {
      throw CommandError.unreadable("`\(path)` could not be read: \(error.reason)")
    }
  }
}
