/// What `--help` prints.
enum Help {
  /// The whole tool at a glance.
  static func overview(_ commands: [Command]) -> String {
    """
    rulesc checks, tests and runs rules for tabletop games.

    Usage: rulesc COMMAND [OPTIONS]

    Commands:
    \(table(commands.map { ($0.name, $0.summary) }))

    `rulesc COMMAND --help` shows a command's options and an example; `rulesc --version` the version.
    New here? `rulesc init skirmish` writes a small rule set to begin with.
    """
  }

  /// All about one command.
  static func page(of command: Command) -> String {
    let operands = command.operands.shown.isEmpty ? "" : " " + command.operands.shown
    let options = command.options + [.flag("--help", "show this help")]
    let examples = command.examples.map { "  \($0.line)\n      \($0.meaning)" }
    let details = command.details.isEmpty ? [] : ["", command.details]
    return """
      rulesc \(command.name): \(command.summary)

      Usage: rulesc \(command.name) [OPTIONS]\(operands)

      Options:
      \(table(options.map { ($0.shown, $0.meaning) }))

      \(command.examples.count == 1 ? "Example" : "Examples"):
      \((examples + details).joined(separator: "\n"))
      """
  }

  /// Two columns; a long entry of the first has its meaning on the next line.
  static func table(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).filter { $0 <= 26 }.max() ?? 0
    return rows.map { name, meaning in
      let gap = String(repeating: " ", count: max(0, width - name.count) + 2)
      return name.count > width
        ? "  \(name)\n" + String(repeating: " ", count: width + 4) + meaning : "  \(name)\(gap)\(meaning)"
    }.joined(separator: "\n")
  }
}
