internal import RulesLang

/// The words behind a command, sorted into operands, values and flags, and checked against what the command knows.
struct Arguments: Sendable {
  /// What is no option, in order.
  private(set) var operands: [String] = []
  private var values: [String: String] = [:]
  private var flags: Set<String> = []
  private let command: Command

  /// - Parameter words: `--name value` and `--name=value` are the same; behind `--` all words are operands, and `-`
  /// alone
  ///   is always one.
  init(parsing words: [String], for command: Command) throws(CommandError) {
    self.command = command
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      if word.hasPrefix("-"), word != "-" {
        try readOption(word, &rest)
      } else {
        operands.append(word)
      }
    }
    try checkOperands()
  }

  /// Whether the words ask for help, wherever in the line.
  static func asksForHelp(_ words: [String]) -> Bool {
    words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  subscript(option: String) -> String? { values[option] }

  /// The value of an option that the command cannot do without.
  func required(_ option: String, for purpose: String) throws(CommandError) -> String {
    if let value = values[option] { return value }
    let shown = command.options.first { $0.name == option }?.value ?? "VALUE"
    throw wrong("`rulesc \(command.name)` needs \(purpose)", help: "add `\(option) \(shown)`")
  }

  /// The value of `--format`, or the first that there is.
  var format: String {
    values["--format"] ?? command.options.first { $0.name == "--format" }?.choices.first ?? "human"
  }

  private mutating func readOption(_ word: String, _ rest: inout ArraySlice<String>) throws(CommandError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = command.options.first(where: { $0.name == name }) else { throw unknown(name) }
    guard values[name] == nil, !flags.contains(name) else { throw wrong("`\(name)` is given twice", help: nil) }
    guard let shown = option.value else {
      if parts.count > 1 { throw wrong("`\(name)` takes no value", help: "write `\(name)` alone") }
      flags.insert(name)
      return
    }
    guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
      throw wrong("`\(name)` needs a value", help: "write `\(name) \(shown)`")
    }
    if !option.choices.isEmpty, !option.choices.contains(value) {
      let nearest = Suggestion.nearest(to: value, among: option.choices)
      throw wrong(
        "`\(name)` cannot be `\(value)`",
        help: nearest.map { "did you mean `\($0)`?" } ?? "it is one of \(option.choices.joined(separator: ", "))")
    }
    values[name] = value
  }

  private func checkOperands() throws(CommandError) {
    if operands.count > command.operands.count.upperBound {
      let surplus = operands[command.operands.count.upperBound]
      throw wrong("`rulesc \(command.name)` has no use for `\(surplus)`", help: nil)
    }
    if operands.count < command.operands.count.lowerBound {
      throw wrong("`rulesc \(command.name)` needs \(command.operands.shown)", help: nil)
    }
  }

  private func unknown(_ name: String) -> CommandError {
    let nearest = Suggestion.nearest(to: name, among: command.options.map(\.name) + ["--help"])
    return wrong("`rulesc \(command.name)` has no option `\(name)`", help: nearest.map { "did you mean `\($0)`?" })
  }

  /// A mistake in the words; where nothing better can be said, help is named.
  func wrong(_ message: String, help: String?) -> CommandError {
    .usage(message, help: help ?? "`rulesc \(command.name) --help` shows how it is used")
  }
}

extension Arguments {
  /// The number of `--seed`.
  func seed() throws(CommandError) -> UInt64? {
    guard let text = self["--seed"] else { return nil }
    if let seed = UInt64(text) { return seed }
    throw wrong("`--seed` is a whole number, not `\(text)`", help: "write `--seed 7`")
  }
}
