import Foundation
public import RulesLang

/// Reads rule sets from the file system: the one place of the library that touches it.
public struct DirectoryReader: SourceReader {
  public init() {}

  public func fileNames(in directory: String) throws -> [String]? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue else {
      return nil
    }
    return try FileManager.default.contentsOfDirectory(atPath: directory).filter { name in
      var isDirectory: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(directory)/\(name)", isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }
  }

  public func bytes(of file: String, limit: Int) throws -> [UInt8]? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory), !isDirectory.boolValue else {
      return nil
    }
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
    defer { try? handle.close() }
    return [UInt8](try handle.read(upToCount: limit + 1) ?? Data())
  }

  public func identity(of directory: String) -> String {
    URL(fileURLWithPath: directory, isDirectory: true).standardizedFileURL.resolvingSymlinksInPath().path
  }
}
