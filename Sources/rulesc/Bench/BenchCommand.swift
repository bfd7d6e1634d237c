internal import RulesLang
internal import Validator

extension Command {
  static let bench = Command(
    name: "bench",
    summary: "measure what judging takes, and which rules take most of it",
    options: [
      .rules,
      .value("--state", "FILE", "the state, as JSON (default: state.json beside the rules); - reads standard input"),
      .value("--actions", "FILE", "the log, as for validate (default: actions.ndjson beside the rules)"),
      .value("--seed", "NUMBER", "roll the dice that lines do not give"),
      .format("human", "json"),
    ],
    examples: [
      Example("rulesc bench --rules examples/ambush", "measures the ambush, whose state and log lie beside its rules"),
      Example(
        "rulesc bench --state state.json --actions actions.ndjson --format json",
        "writes all that was measured, for programs"),
    ],
    details: """
      The log is played as `rulesc validate` plays it, dice, clock and consequences included. Then each judgement is
      made again, many times, on the state on which it was made. Times are medians on this machine; instructions are
      those of the compiled rules, and the same everywhere. What a define or a movement takes counts for what asks for
      it; a look along the map is one instruction, however far it goes.
      """,
    run: { (arguments, console) throws(CommandError) in try BenchCommand(arguments, console).run() })
}

/// `rulesc bench`: plays a log, and measures its judgements.
struct BenchCommand {
  private let arguments: Arguments
  private let console: Console

  init(_ arguments: Arguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
  }

  func run() throws(CommandError) -> ExitCode {
    let directory = try console.files.rulesDirectory(arguments["--rules"])
    let statePath = try path("--state", or: "state.json", in: directory, for: "a state")
    let actionsPath = try path("--actions", or: "actions.ndjson", in: directory, for: "requests")
    if statePath == "-", actionsPath == "-" {
      throw arguments.wrong(
        "standard input cannot be both the state and the requests", help: "name a file for one of them")
    }
    let seed = try arguments.seed()
    let rules = try console.ready(console.load(directory))
    let state = try console.state(at: statePath, of: rules)
    let bytes = try console.bytes(of: actionsPath)
    let requests: RequestFile
    do { requests = try RequestFile(bytes) } catch { throw Console.notJSON(actionsPath, bytes, error) }

    let log = JudgedLog(requests, from: state, seed: seed)
    guard !log.judgements.isEmpty else {
      throw CommandError(exit: .shortfall, message: "`\(actionsPath)` has nothing that can be judged", help: nil)
    }
    let report = BenchReport(
      Measurement(of: log, by: rules, clock: console.clock), rules, Places(files: console.files, directory: directory),
      style: console.style)
    if arguments.format == "json" {
      console.print(JSONWriter.text(of: report.json))
    } else {
      console.output(report.text)
    }
    return .success
  }

  /// The file that is named, or the one beside the rules.
  private func path(
    _ option: String, or name: String, in directory: String, for purpose: String
  ) throws(CommandError) -> String {
    if let path = arguments[option] { return path }
    let place = directory + "/" + name
    guard console.files.exists(place) else { return try arguments.required(option, for: purpose) }
    return console.files.shown(place)
  }
}
