internal import RulesLang

/// The tool as a function: arguments in; text and an exit status out.
enum Rulesc {
  static let version = "0.1.0"

  /// All commands, in the order in which one meets them.
  static let commands: [Command] = [
    .check, .test, .format, .validate, .options, .bench, .explain, .map, .initialize,
  ]

  /// Runs one command line, without the name of the program.
  static func run(_ arguments: [String], console: Console) -> Int32 {
    do {
      return try dispatch(arguments, console: console).rawValue
    } catch {
      console.report(error)
      return error.exit.rawValue
    }
  }

  private static func dispatch(_ arguments: [String], console: Console) throws(CommandError) -> ExitCode {
    guard let name = arguments.first else {
      console.print(Help.overview(commands))
      return .success
    }
    let rest = Array(arguments.dropFirst())
    switch name {
    case "--help", "-h", "help": return try help(rest, console: console)
    case "--version":
      console.print("rulesc \(version)")
      return .success
    default: break
    }
    let command = try find(name)
    if Arguments.asksForHelp(rest) {
      console.print(Help.page(of: command))
      return .success
    }
    return try command.run(Arguments(parsing: rest, for: command), console)
  }

  /// `rulesc help`, or `rulesc help check`.
  private static func help(_ arguments: [String], console: Console) throws(CommandError) -> ExitCode {
    if let name = arguments.first {
      console.print(Help.page(of: try find(name)))
    } else {
      console.print(Help.overview(commands))
    }
    return .success
  }

  private static func find(_ name: String) throws(CommandError) -> Command {
    if let command = commands.first(where: { $0.name == name }) { return command }
    let kind = name.hasPrefix("-") ? "option" : "command"
    let known = kind == "option" ? ["--help", "--version"] : commands.map(\.name)
    let nearest = Suggestion.nearest(to: name, among: known)
    throw CommandError.usage(
      "rulesc has no \(kind) `\(name)`",
      help: nearest.map { "did you mean `\($0)`?" } ?? "`rulesc --help` lists the commands")
  }
}
