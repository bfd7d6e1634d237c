internal import Foundation
internal import Validator

/// Where a command's words go: results to standard output, what is said to the person to standard error.
struct Console {
  let output: (String) -> Void
  let errors: (String) -> Void
  /// All of standard input.
  let input: () throws(CommandError) -> [UInt8]
  /// Whether results, and diagnostics, are coloured.
  let style: Style
  let errorStyle: Style
  let files: FileSystem
  /// Nanoseconds that pass.
  var clock: () -> UInt64 = Console.nanoseconds

  /// One line, or several, of results.
  func print(_ text: String) { output(text + "\n") }

  /// One line, or several, for the person at the terminal.
  func note(_ text: String) { errors(text + "\n") }

  /// Why a command came to nothing.
  func report(_ error: CommandError) {
    note(errorStyle.red("error") + errorStyle.bold(": \(error.message)"))
    if let help = error.help { note("  " + errorStyle.cyan("help") + ": \(help)") }
  }
}

extension Console {
  private static let start = ContinuousClock.now

  /// Since the first time that it was asked for.
  private static func nanoseconds() -> UInt64 {
    let passed = (ContinuousClock.now - start).components
    return UInt64(clamping: passed.seconds) &* 1_000_000_000 &+ UInt64(clamping: passed.attoseconds / 1_000_000_000)
  }

  /// The process's own streams and working directory.
  static func terminal() -> Console {
    let environment = ProcessInfo.processInfo.environment
    return Console(
      output: { FileHandle.standardOutput.writeAll($0) },
      errors: { FileHandle.standardError.writeAll($0) },
      input: { () throws(CommandError) in
        do {
          let data = try FileHandle.standardInput.read(upToCount: Disk.limit + 1) ?? Data()
          if data.count <= Disk.limit { return Array(data) }
        } catch {
          throw CommandError.unreadable("standard input could not be read")
        }
        throw CommandError.unreadable("standard input is larger than \(Disk.limit >> 20) MB")
      },
      style: Style(isTerminal: isatty(1) == 1, environment: environment),
      errorStyle: Style(isTerminal: isatty(2) == 1, environment: environment),
      files: FileSystem(directory: FileManager.default.currentDirectoryPath))
  }
}

extension FileHandle {
  /// Writes a text. A stream that takes no more, such as a closed pipe, ends the process: nobody listens any longer.
  fileprivate func writeAll(_ text: String) {
    do {
      try write(contentsOf: Data(text.utf8))
    } catch {
      exit(ExitCode.unreadable.rawValue)
    }
  }
}
