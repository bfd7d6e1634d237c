/// How a command ends, as scripts see it.
enum ExitCode: Int32, Sendable {
  case success = 0
  /// The rules, tests or actions fell short.
  case shortfall = 1
  /// The command line was wrong.
  case usage = 2
  /// A file could not be read or written.
  case unreadable = 3
}
