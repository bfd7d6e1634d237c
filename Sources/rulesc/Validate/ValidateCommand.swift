internal import RulesLang
internal import Validator

extension Command {
  static let validate = Command(
    name: "validate",
    summary: "play a log of requests, and judge each",
    options: [
      .rules, .state,
      .value("--actions", "FILE", "the log: a JSON list, or an object a line; - reads standard input"),
      .value("--seed", "NUMBER", "roll the dice that lines do not give; the same seed, the same dice"),
      .value("--log", "FILE", "write the lines with all their dice, to be played again"),
      .value("--as", "USER", "only what this user is told"),
      .value("--expect", "FILE", "the verdicts that are expected, an object a line; tells what differs"),
      .flag("--truth", "with --format json: what is true besides, which is for the host alone"),
      .format("human", "json"),
    ],
    examples: [
      Example(
        "rulesc validate --state state.json --actions actions.ndjson",
        "plays a log: each request on the state that the legal ones before it have left"),
      Example(
        "rulesc validate --state state.json --actions actions.ndjson --seed 7 --log played.ndjson",
        "rolls the dice, and writes the log with them"),
      Example(
        "rulesc validate --state state.json --actions actions.ndjson --format json",
        "writes one verdict a line, for programs"),
    ],
    details: """
      A line of the log is a request, with what the host says of it:
        {"user": "ana", "action": "attack", "arguments": {…}, "now": 12, "rolls": {"strike.toHit": [17]}}
      Without a user it is a host action. A line {"tick": 90} lets time pass; what is due by the `now` of a request
      happens before it by itself. A request whose dice are missing waits, and is not applied.

      A line of --expect names what has to be so of a verdict, and may tell it in short:
        {"line": 7, "legal": false, "rules": ["attack.cost", "ownTurn"], "remark": "anything, for people"}
        {"legal": true, "after": {"/creatures/goblin/hp": 3, "/turn/current": "aria"}}
      `rules` are those that refuse, in any order; `after` are JSON pointers into the state that is left.
      """,
    run: { (arguments, console) throws(CommandError) in try ValidateCommand(arguments, console).run() })
}

/// `rulesc validate`: plays a log; what is legal and lacks no dice is applied.
struct ValidateCommand {
  private let arguments: Arguments
  private let console: Console

  init(_ arguments: Arguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
  }

  func run() throws(CommandError) -> ExitCode {
    let statePath = try arguments.required("--state", for: "a state")
    let actionsPath = try arguments.required("--actions", for: "requests")
    if statePath == "-", actionsPath == "-" {
      throw arguments.wrong(
        "standard input cannot be both the state and the requests", help: "name a file for one of them")
    }
    let seed = try arguments.seed()
    if arguments.has("--truth"), arguments.format != "json" {
      throw arguments.wrong("`--truth` is a part of verdicts as JSON", help: "add `--format json`")
    }
    if arguments["--as"] != nil, arguments["--expect"] != nil || arguments.has("--truth") {
      let other = arguments.has("--truth") ? "--truth" : "--expect"
      throw arguments.wrong(
        "`--as` shows what one user is told, `\(other)` what is true", help: "leave one of them out")
    }
    let rules = try console.rules(arguments)
    let places = try console.places(arguments)
    var play = Play(try console.state(arguments, of: rules), seed: seed, viewer: arguments["--as"])
    let bytes = try console.bytes(of: actionsPath)
    let requests: RequestFile
    do { requests = try RequestFile(bytes) } catch { throw Console.notJSON(actionsPath, bytes, error) }
    var expectation = try expectedVerdicts()
    if arguments.format == "human", requests.entries.isEmpty { console.note("`\(actionsPath)` has no requests") }

    let numberWidth = requests.entries.map { String($0.number).count }.max()
    let report = PlayReport(style: console.style, places: places, numberWidth: numberWidth)
    let differences = PlayReport(style: console.errorStyle, places: places, numberWidth: nil)
    var tally = Tally()
    var record: [JSONValue] = []
    for entry in requests.entries {
      let played = play.play(entry)
      tally.count(played)
      write(played, report)
      expectation?.compare(played, play.state, differences, console)
      if arguments["--log"] != nil { record += played.record }
    }
    if let path = arguments["--log"] {
      try console.files.write(record.map { JSONWriter.text(of: $0, layout: .line) + "\n" }.joined(), to: path)
    }
    expectation?.tellMissing(console)
    if arguments.format == "human", arguments["--as"] == nil {
      console.print(expectation?.summary(console.style) ?? "\n\(tally.summary)")
    }
    if let expectation { return expectation.differences == 0 ? .success : .shortfall }
    return tally.refused == 0 ? .success : .shortfall
  }

  private func expectedVerdicts() throws(CommandError) -> ExpectedVerdicts? {
    guard let path = arguments["--expect"] else { return nil }
    let bytes = try console.files.read(path)
    do { return ExpectedVerdicts(try RequestFile(bytes), name: path) } catch {
      throw Console.notJSON(path, bytes, error)
    }
  }

  private func write(_ played: PlayedLine, _ report: PlayReport) {
    let viewer = arguments["--as"]
    switch (arguments.format, viewer) {
    case ("json", let viewer?):
      if let delta = played.due?.delta { console.print(delta.json) }
      if played.user == viewer { console.print(played.verdict.json) }
      if let delta = played.step.delta { console.print(delta.json) }
    case ("json", nil):
      console.print(arguments.has("--truth") ? JSONWriter.text(of: played.truth) : played.verdict.json)
    case (_, let viewer?):
      if let text = report.text(played, to: viewer) { console.print(text) }
    default:
      if arguments["--expect"] == nil { console.print(report.text(played)) }
    }
  }

  private struct Tally {
    var legal = 0
    var awaiting = 0
    var refused = 0
    var mayWait = 0

    mutating func count(_ played: PlayedLine) {
      switch played.verdict.outcome {
      case .ready: if !played.isTick { legal += 1 }
      case .awaiting: awaiting += 1
      case .refused: refused += 1
      }
      if played.verdict.isLater { mayWait += 1 }
    }

    var summary: String {
      let dice = awaiting > 0 ? ", \(awaiting) waiting for dice and not applied" : ""
      let wait = mayWait > 0 ? " (\(mayWait) may wait)" : ""
      return "\(legal) legal, \(refused) refused\(wait)\(dice)"
    }
  }
}
