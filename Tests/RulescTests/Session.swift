import Foundation
import TestKit

@testable import rulesc

/// Runs the command lines of a golden case in a directory of its own.
///
/// A case is files, each behind a line `--- NAME`, and then, behind `--- commands`, a command a line. What a command
/// prints follows its line; what it says on standard error is marked with `! `, an exit status other than 0 stands
/// last.
struct Session {
  private let directory: URL
  private let files: FileSystem

  init() throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("rulesc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    files = FileSystem(directory: directory.path)
  }

  /// In a directory that is there and stays.
  init(in directory: URL) {
    self.directory = directory
    files = FileSystem(directory: directory.path)
  }

  func remove() { try? FileManager.default.removeItem(at: directory) }

  /// The transcript of a case.
  static func transcript(of input: String) throws -> String {
    let session = try Session()
    defer { session.remove() }
    var transcript = ""
    for file in SourceText.files(input) where file.name != "ruleset.rules" || !file.text.isEmpty {
      if file.name == "commands" {
        for line in file.text.split(separator: "\n") { transcript += session.run(String(line)) }
      } else {
        try session.write(file.text, to: file.name)
      }
    }
    return transcript
  }

  /// Writes a file; its text may say `@bytes 00 ff` for what is no text, or `@copy DIR` for one of the shared rule
  /// sets.
  private func write(_ text: String, to name: String) throws {
    let place = directory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    if text.hasPrefix("@copy ") {
      let source = Self.sharedRules.appendingPathComponent(
        text.dropFirst(6).trimmingCharacters(in: .whitespacesAndNewlines))
      try FileManager.default.copyItem(at: source, to: place)
    } else if text.hasPrefix("@bytes ") {
      let bytes = text.dropFirst(7).split { $0 == " " || $0 == "\n" }.compactMap { UInt8($0, radix: 16) }
      try Data(bytes).write(to: place)
    } else {
      try Data(text.utf8).write(to: place)
    }
  }

  /// Rule sets that several cases use.
  private static let sharedRules = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden/shared")

  /// One command line and all that came of it. `cat FILE` shows a file; `rulesc … < FILE` reads one as standard input.
  func run(_ line: String) -> String {
    var words = Self.words(line)
    var input: [UInt8] = []
    if let place = words.firstIndex(of: "<"), place + 1 < words.count {
      input = (try? files.read(words[place + 1])) ?? []
      words.removeSubrange(place...(place + 1))
    }
    if words.first == "cat", let file = words.dropFirst().first {
      return "$ \(line)\n" + String(decoding: (try? files.read(file)) ?? [], as: UTF8.self)
    }
    let result = run(Array(words.dropFirst()), input: input)
    return "$ \(line)\n" + result.output + (result.status == 0 ? "" : "[exit \(result.status)]\n")
  }

  /// What a command prints, errors marked, and its exit status.
  func run(_ words: [String], input: [UInt8] = []) -> (output: String, status: Int32) {
    let recorder = Recorder()
    let console = Console(
      output: { recorder.write($0, mark: "") }, errors: { recorder.write($0, mark: "! ") },
      input: { () throws(CommandError) in input }, style: .plain, errorStyle: .plain, files: files,
      clock: { recorder.tick() })
    let status = Rulesc.run(words, console: console)
    let path = directory.resolvingSymlinksInPath().path
    let text = recorder.text.replacingOccurrences(of: path, with: "DIR")
    // Digests say nothing to a reader, and change with every comma of the rules.
    return (text.replacing(#/sha256:[0-9a-f]{64}/#, with: "sha256:…"), status)
  }

  /// Words parted by blanks; quotation marks hold blanks together.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    for (place, part) in line.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
      if place.isMultiple(of: 2) {
        words += part.split(separator: " ").map(String.init)
      } else {
        words.append(String(part))
      }
    }
    return words
  }
}

/// Puts what is printed together in the order in which it comes.
private final class Recorder {
  private(set) var text = ""
  private var nanoseconds: UInt64 = 0

  /// A clock that goes on by the same whenever it is looked at, so that what is measured is always the same.
  func tick() -> UInt64 {
    nanoseconds += 1_500
    return nanoseconds
  }

  func write(_ written: String, mark: String) {
    for line in written.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      text += mark + line + "\n"
    }
    if !written.hasSuffix("\n"), let last = written.split(separator: "\n", omittingEmptySubsequences: false).last {
      text += mark + last + "\n"
    }
  }
}
