internal import Foundation

/// A file or directory that could not be read, and why.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
  public let path: String
  /// In plain words: `it is a directory`.
  public let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "`\(path)` could not be read: \(reason)" }
}

/// The one place that reads files. Whatever stands at a path, reading it ends: only ordinary files, and none too large.
package enum Disk {
  /// As much as a text of rules, a data table or a state may have.
  package static let limit = 64 << 20

  /// - Parameter allowingStreams: whether pipes and devices will do, as a person may name them on a command line.
  package static func read(_ path: String, allowingStreams: Bool = false) throws(FileFailure) -> [UInt8] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path))
    guard let type = attributes?[.type] as? FileAttributeType else {
      throw FileFailure(path: path, reason: "it is not there")
    }
    if type == .typeDirectory { throw FileFailure(path: path, reason: "it is a directory") }
    guard type == .typeRegular || allowingStreams else {
      throw FileFailure(path: path, reason: "it is not an ordinary file")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw FileFailure(path: path, reason: "you may not read it")
    }
    defer { try? handle.close() }
    // The size is asked of what is read, not of the attributes: a file can grow meanwhile.
    guard let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
      throw FileFailure(path: path, reason: "reading it failed")
    }
    guard data.count <= limit else { throw FileFailure(path: path, reason: "it is larger than \(limit >> 20) MB") }
    return Array(data)
  }

  package static func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }

  package static func isFile(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path) && !isDirectory(path)
  }

  /// The files at and below a directory by their paths from there, in the order of bytes; hidden ones and links to
  /// directories are passed over, so that the walk ends.
  ///
  /// - Parameter includingOtherSets: whether to go into directories that are rule sets of their own.
  package static func files(below directory: String, includingOtherSets: Bool = false) throws(FileFailure) -> [String] {
    var found: [String] = []
    var open = [""]
    while let prefix = open.popLast() {
      let path = directory + "/" + prefix
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        throw FileFailure(path: path, reason: "the directory cannot be listed")
      }
      for name in names where !name.hasPrefix(".") {
        let inner = path + "/" + name
        if !isDirectory(inner) {
          found.append(prefix + name)
        } else if !isLink(inner), includingOtherSets || !isFile(inner + "/ruleset.rules") {
          open.append(prefix + name + "/")
        }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  private static func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
}
