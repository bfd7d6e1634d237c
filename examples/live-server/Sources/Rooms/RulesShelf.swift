internal import Foundation
internal import RulesLang
public import Storage
internal import Synchronization
public import Validator

/// The rule sets that rooms play by: those that are edited in directories, under names, and all that a room was ever
/// played by, out of the store, by their digests.
///
/// A directory is looked at over and over, and read where a file of it has changed. A version that compiles is the
/// current one under its name from then on, and kept in the store before any room can go over to it. One that does not
/// leaves the last good one in place, and is told.
public final class RulesShelf: Sendable {
  private struct Contents {
    var current: [String: RuleSet] = [:]
    var byDigest: [String: RuleSet] = [:]
    /// The text of each directory as it was read last: what does not change is not compiled again.
    var seen: [String: String] = [:]
    /// Digests of those that the store did not take.
    var unkept: Set<String> = []
    /// What was looked at for each name, and how it looked.
    var looks: [String: Look] = [:]
  }
  /// How folders looked: without a change there, their files are not read.
  private struct Look: Equatable {
    let folders: Set<String>
    let files: [String: String]

    /// Like no look at them.
    init(unseen folders: Set<String>) {
      self.folders = folders
      files = [:]
    }

    init(_ folders: Set<String>) {
      self.folders = folders
      let keys: Set<URLResourceKey> = [.contentModificationDateKey, .fileSizeKey]
      var files: [String: String] = [:]
      for folder in folders {
        let urls = try? FileManager.default.contentsOfDirectory(
          at: URL(filePath: folder), includingPropertiesForKeys: Array(keys))
        for url in urls ?? [] {
          let values = try? url.resourceValues(forKeys: keys)
          let time = values?.contentModificationDate?.timeIntervalSinceReferenceDate ?? 0
          files[url.path] = "\(time) \(values?.fileSize ?? 0)"
        }
      }
      self.files = files
    }
  }

  private let contents = Mutex(Contents())
  private let directories: [String: String]
  private let store: any Store

  /// What is told of a version that cannot be used.
  public struct Problem: Error, Sendable {
    public let name: String
    public let message: String
  }

  /// - Parameter directories: by the names under which rooms follow them.
  public init(directories: [String: String], store: any Store) {
    self.directories = directories
    self.store = store
  }

  public var names: [String] { directories.keys.sorted() }

  /// The newest version that compiles.
  public func current(_ name: String) -> RuleSet? { contents.withLock { $0.current[name] } }

  /// Rules by their digest; nil where no room was ever played by them.
  public func rules(_ digest: String) async throws -> RuleSet? {
    if let known = contents.withLock({ $0.byDigest[digest] }) { return known }
    guard let bundle = try await store.rules(digest) else { return nil }
    let rules = try RuleSet(bundle: bundle)
    // Another room may have been quicker: both go on with the same object.
    return contents.withLock { contents in
      let kept = contents.byDigest[digest] ?? rules
      contents.byDigest[digest] = kept
      return kept
    }
  }

  /// Reads all directories, and compiles what is new.
  ///
  /// - Returns: what is wrong with new versions.
  public func refresh() async -> [Problem] {
    var problems: [Problem] = []
    for name in names {
      do {
        try await refresh(name)
      } catch let problem as Problem {
        problems.append(problem)
      } catch {
        problems.append(Problem(name: name, message: "\(error)"))
      }
    }
    return problems
  }

  private func refresh(_ name: String) async throws {
    guard let directory = directories[name] else { return }
    // Taken before the files are read: what is written meanwhile makes the next look another one.
    let last = contents.withLock { $0.looks[name] }
    let look = last.map { Look($0.folders) }
    if let look, look == last { return }
    let read: SourceSet
    do {
      read = try SourceLoader.load(directory, from: DirectoryReader())
    } catch {
      // Told once, and read again until it can be.
      guard markSeen("\(error)", name) else { return }
      throw Problem(name: name, message: "The rules cannot be read: \(error)")
    }
    let folders = Self.folders(of: read, in: directory)
    contents.withLock { $0.looks[name] = look?.folders == folders ? look : Look(unseen: folders) }
    guard markSeen(Self.fingerprint(read), name) else { return }
    let rules: RuleSet
    do {
      rules = try RuleSet(sources: read)
    } catch {
      let errors = error.diagnostics.filter { $0.severity == .error }
      throw Problem(name: name, message: DiagnosticRenderer(sources: error.sources).render(errors))
    }
    do { try await keep(rules) } catch {
      // Told once, and tried again until it takes them.
      let isNew = contents.withLock { contents in
        (contents.seen[name], contents.looks[name]) = (nil, nil)
        return contents.unkept.insert(rules.digest).inserted
      }
      guard isNew else { return }
      throw error
    }
    contents.withLock { $0.current[name] = $0.byDigest[rules.digest] ?? rules }
  }

  private func keep(_ rules: RuleSet) async throws {
    guard contents.withLock({ $0.byDigest[rules.digest] }) == nil else { return }
    try await store.keep(rules: rules.bundle, digest: rules.digest)
    contents.withLock { $0.byDigest[rules.digest] = $0.byDigest[rules.digest] ?? rules }
  }

  /// - Returns: false where it was seen like this already.
  private func markSeen(_ fingerprint: String, _ name: String) -> Bool {
    contents.withLock { $0.seen.updateValue(fingerprint, forKey: name) != fingerprint }
  }

  /// The folders that the files of a rule set lie in; files are named as seen from the directory.
  private static func folders(of sources: SourceSet, in directory: String) -> Set<String> {
    Set(
      sources.files.map { file in
        URL(filePath: directory).appending(path: file.name).deletingLastPathComponent().standardizedFileURL.path
      })
  }

  private static func fingerprint(_ sources: SourceSet) -> String {
    var hash = SHA256()
    for file in sources.files {
      hash.update(file.name.utf8)
      hash.update([0])
      hash.update(file.bytes)
      hash.update([0])
    }
    return hash.hexDigest()
  }
}
