internal import Foundation

extension Command {
  static let initialize = Command(
    name: "init",
    summary: "write a small rule set to begin with",
    operands: Operands(shown: "[DIR]", count: 0...1),
    examples: [
      Example("rulesc init skirmish", "writes rules, a test and a state into skirmish/, ready to be changed")
    ],
    run: { (arguments, console) throws(CommandError) in try InitCommand(arguments, console).run() })
}

/// `rulesc init`: a rule set that works, small enough to be read at once.
struct InitCommand {
  private let directory: String
  private let console: Console

  init(_ arguments: Arguments, _ console: Console) {
    directory = arguments.operands.first ?? "."
    self.console = console
  }

  func run() throws(CommandError) -> ExitCode {
    let files = Scaffold.files(name: name)
    for file in files where console.files.exists(path(file.name)) {
      throw CommandError.usage("`\(path(file.name))` is there already", help: "name a new directory: `rulesc init DIR`")
    }
    for file in files { try console.files.write(file.text, to: path(file.name)) }
    let isHere = directory == "."
    console.print("A rule set is in \(isHere ? "this directory" : "`\(directory)`"):")
    console.print(Help.table(files.map { ($0.name, $0.summary) }))
    console.print(
      """

      Try it:\(isHere ? "" : "\n  cd '\(directory)'")
        rulesc check
        rulesc test
        rulesc validate --state state.json --actions actions.ndjson
      """)
    return .success
  }

  private func path(_ file: String) -> String { directory == "." ? file : "\(directory)/\(file)" }

  /// The directory's own name where that can name a rule set: a small letter, then letters and digits.
  private var name: String {
    let words = URL(fileURLWithPath: console.files.absolute(directory)).lastPathComponent
      .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let joined = words.enumerated().map { $0 == 0 ? $1.lowercased() : $1.capitalized }.joined()
    return joined.first?.isLetter == true ? joined : "skirmish"
  }
}
