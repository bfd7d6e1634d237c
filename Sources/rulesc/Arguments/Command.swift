/// One command of rulesc: what its help says of it, and what it does.
struct Command: Sendable {
  /// What stands behind the name.
  struct Operands: Sendable {
    /// As help shows them: `[PATH…]`.
    let shown: String
    let count: ClosedRange<Int>

    static let none = Operands(shown: "", count: 0...0)
    /// Any number of files and directories.
    static let paths = Operands(shown: "[PATH…]", count: 0...Int.max)
  }

  struct Example: Sendable {
    let line: String
    let meaning: String

    init(_ line: String, _ meaning: String) {
      self.line = line
      self.meaning = meaning
    }
  }

  let name: String
  /// One line, for the overview.
  let summary: String
  var operands = Operands.none
  var options: [CommandOption] = []
  let examples: [Example]
  /// What else there is to know, below the examples.
  var details = ""
  let run: @Sendable (Arguments, Console) throws(CommandError) -> ExitCode
}

/// `--format json`, `--check`: an option with a value, or a flag.
struct CommandOption: Sendable {
  /// With its dashes.
  let name: String
  /// What help calls its value; nil for a flag.
  let value: String?
  /// The values there are, the one that holds by default first; empty where any will do.
  let choices: [String]
  let meaning: String

  /// As help shows it: `--rules DIR`.
  var shown: String { value.map { "\(name) \($0)" } ?? name }

  static func flag(_ name: String, _ meaning: String) -> CommandOption {
    CommandOption(name: name, value: nil, choices: [], meaning: meaning)
  }

  static func value(_ name: String, _ value: String, _ meaning: String) -> CommandOption {
    CommandOption(name: name, value: value, choices: [], meaning: meaning)
  }

  static func format(_ choices: String...) -> CommandOption {
    CommandOption(
      name: "--format", value: choices.joined(separator: "|"), choices: choices, meaning: "how results are written")
  }

  static let rules = CommandOption.value(
    "--rules", "DIR", "the rule set: a directory with a ruleset.rules (default: here, in rules, or in a parent)")
  static let state = CommandOption.value("--state", "FILE", "the state, as JSON; - reads standard input")
}
