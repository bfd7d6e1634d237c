internal import RulesLang

extension Command {
  static let format = Command(
    name: "fmt",
    summary: "lay rules out in the one layout",
    operands: .paths,
    options: [.rules, .flag("--check", "change nothing; say which files are laid out otherwise")],
    examples: [
      Example("rulesc fmt", "formats the files of the rule set here, in rules, or in a parent directory"),
      Example("rulesc fmt --check rules examples", "for a build: exit status 1 where a file is laid out otherwise"),
      Example("rulesc fmt - < turns.rules", "formats standard input to standard output, for editors"),
    ],
    run: { (arguments, console) throws(CommandError) in try FormatCommand(arguments, console).run() })
}

/// `rulesc fmt`: formats files in place. A file with mistakes stays as it is.
struct FormatCommand {
  private let arguments: Arguments
  private let console: Console

  private enum Outcome { case unchanged, changed, mistaken }

  init(_ arguments: Arguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
  }

  func run() throws(CommandError) -> ExitCode {
    if arguments.operands.contains("-") { return try formatInput() }
    var outcomes: [Outcome] = []
    for path in try paths() { outcomes.append(try format(path)) }
    let counts = Dictionary(outcomes.map { ($0, 1) }, uniquingKeysWith: +)
    let (changed, mistaken) = (counts[.changed] ?? 0, counts[.mistaken] ?? 0)
    let isCheck = arguments.has("--check")
    let parts = [
      (changed, isCheck ? "to be formatted" : "formatted"), (counts[.unchanged] ?? 0, "laid out well"),
      (mistaken, "with mistakes"),
    ]
    let summary = parts.filter { $0.0 > 0 }.map { "\(Words.count($0.0, "file")) \($0.1)" }.joined(separator: ", ")
    console.print(summary.isEmpty ? "no files" : summary)
    return mistaken > 0 || (changed > 0 && isCheck) ? .shortfall : .success
  }

  private func paths() throws(CommandError) -> [String] {
    if arguments.operands.isEmpty {
      let directory = console.files.shown(try console.files.rulesDirectory(arguments["--rules"]))
      return try console.files.rulesFiles(at: directory)
    }
    var paths: [String] = []
    for operand in arguments.operands {
      guard console.files.exists(operand) else { throw CommandError.unreadable("there is no `\(operand)`") }
      for path in try console.files.rulesFiles(at: operand) where !paths.contains(path) { paths.append(path) }
    }
    return paths
  }

  private func format(_ path: String) throws(CommandError) -> Outcome {
    let bytes = try console.files.read(path)
    guard let text = formatted(bytes, name: path) else { return .mistaken }
    if Array(text.utf8) == bytes { return .unchanged }
    if !arguments.has("--check") { try console.files.write(text, to: path) }
    console.print("\(path)")
    return .changed
  }

  private func formatInput() throws(CommandError) -> ExitCode {
    if arguments.operands.count > 1 { throw arguments.wrong("`-` stands alone", help: nil) }
    let bytes = try console.input()
    guard let text = formatted(bytes, name: "standard input") else { return .shortfall }
    if arguments.has("--check") { return Array(text.utf8) == bytes ? .success : .shortfall }
    console.output(text)
    return .success
  }

  /// The text in the one layout; nil, told, where it cannot be had.
  private func formatted(_ bytes: [UInt8], name: String) -> String? {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      console.report(CommandError(exit: .shortfall, message: "`\(name)` is no UTF-8 text", help: nil))
      return nil
    }
    let file = SourceFile(name: name, bytes: bytes)
    do {
      return try RulesFormatter.format(file)
    } catch {
      tell(error, in: file)
      return nil
    }
  }

  private func tell(_ failure: RulesFormatter.Failure, in file: SourceFile) {
    var sources = SourceSet()
    sources.addLayer(name: "", files: [file])
    switch failure {
    case .mistakes(let diagnostics):
      console.errors(DiagnosticRenderer(sources: sources, colour: console.errorStyle.isColoured).render(diagnostics))
    case .meaningChanged(let range):
      console.report(
        CommandError(
          exit: .shortfall, message: "\(sources.place(range)): the layout would change what this says, so it stays",
          help: "this is a defect of rulesc: please report it with the text"))
    }
  }
}
