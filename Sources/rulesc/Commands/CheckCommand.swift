internal import RulesLang

extension Command {
  static let check = Command(
    name: "check",
    summary: "say all that is wrong with rules",
    operands: .paths,
    options: [
      .rules, .format("human", "json", "sarif", "github"),
      .flag("--cost", "what each action may take at worst"),
      .flag("--bindings", "which rules bind which actions and events"),
      .flag("--strict", "warnings count as errors"),
    ],
    examples: [
      Example("rulesc check", "checks the rule set here, in rules, or in a parent directory"),
      Example("rulesc check --format github rules", "writes what is wrong as GitHub shows it in a pull request"),
    ],
    run: { (arguments, console) throws(CommandError) in try CheckCommand(arguments, console).run() })
}

/// `rulesc check`: compiles rule sets and tells every problem at once.
struct CheckCommand {
  private let arguments: Arguments
  private let console: Console

  init(_ arguments: Arguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
  }

  func run() throws(CommandError) -> ExitCode {
    var isFine = true
    for directory in try console.files.ruleSets(arguments) {
      let loaded = try console.load(directory)
      let report = loaded.report
      write(report)
      if let program = loaded.compilation.program { writeReports(on: program) }
      isFine = isFine && report.errors == 0 && (report.warnings == 0 || !arguments.has("--strict"))
    }
    return isFine ? .success : .shortfall
  }

  private func write(_ report: DiagnosticReport) {
    switch arguments.format {
    case "json": console.print(JSONWriter.text(of: report.json))
    case "sarif": console.print(JSONWriter.text(of: report.sarif, layout: .indented))
    case "github":
      if !report.diagnostics.isEmpty { console.print(report.gitHub) }
    default:
      console.tell(report)
      let style = console.style
      let paint = report.errors > 0 ? style.red : report.warnings > 0 ? style.yellow : style.green
      console.print(paint(report.summary))
    }
  }

  private func writeReports(on program: TypedProgram) {
    if arguments.has("--cost") { console.output("\n" + CostReport(program).text) }
    if arguments.has("--bindings") { console.output("\n" + BindingsReport(program).text) }
  }
}

extension FileSystem {
  /// The directories of the rule sets that a command is about: those of its operands, or the one that is near. Each
  /// once.
  func ruleSets(_ arguments: Arguments) throws(CommandError) -> [String] {
    guard !arguments.operands.isEmpty else { return [try rulesDirectory(arguments["--rules"])] }
    if arguments["--rules"] != nil {
      throw arguments.wrong(
        "`--rules` and `\(arguments.operands[0])` both name a rule set", help: "leave one of them out")
    }
    var found: [String] = []
    for path in arguments.operands {
      let directory = try rulesDirectory(around: path)
      if !found.contains(where: { absolute($0) == absolute(directory) }) { found.append(directory) }
    }
    return found
  }
}
