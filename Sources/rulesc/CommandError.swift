internal import Validator

/// Why a command could not be carried out at all.
struct CommandError: Error {
  let exit: ExitCode
  let message: String
  /// What to do about it.
  let help: String?

  static func usage(_ message: String, help: String?) -> CommandError {
    CommandError(exit: .usage, message: message, help: help)
  }

  static func unreadable(_ message: String, help: String? = nil) -> CommandError {
    CommandError(exit: .unreadable, message: message, help: help)
  }

  init(exit: ExitCode, message: String, help: String?) {
    self.exit = exit
    self.message = message
    self.help = help
  }

  init(_ failure: FileFailure) {
    self.init(exit: .unreadable, message: failure.description, help: nil)
  }
}
