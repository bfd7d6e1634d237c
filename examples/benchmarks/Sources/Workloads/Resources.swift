internal import Foundation

/// What is copied beside the program when it is built.
enum Resources {
  static func url(_ path: String) throws -> URL {
    let url = Bundle.module.bundleURL.appending(path: "Resources").appending(path: path)
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: url.path])
    }
    return url
  }
}
