internal import RulesLang
internal import Validator

extension Command {
  static let validate = Command(
    name: "validate",
    summary: "judge requests, one after another",
    options: [
      .rules, .state,
      .value("--actions", "FILE", "the requests: a JSON list, or an object a line; - reads standard input"),
      .value("--expect", "FILE", "the verdicts that are expected, an object a line; tells what differs"),
      .format("human", "json"),
    ],
    examples: [
      Example(
        "rulesc validate --state state.json --actions actions.ndjson",
        "judges each request on the state that the legal ones before it have left"),
      Example(
        "rulesc validate --state state.json --actions actions.ndjson --format json",
        "writes one verdict a line, for programs"),
    ],
    run: { (arguments, console) throws(CommandError) in try ValidateCommand(arguments, console).run() })
}

/// `rulesc validate`: judges requests in order; what is legal and needs no dice is applied.
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
    let rules = try console.rules(arguments)
    let places = try console.places(arguments)
    var state = try console.state(arguments, of: rules)
    let bytes = try console.bytes(of: actionsPath)
    let requests: RequestFile
    do { requests = try RequestFile(bytes) } catch { throw Console.notJSON(actionsPath, bytes, error) }
    var expectation = try expectedVerdicts(count: requests.entries.count)
    if arguments.format == "human", requests.entries.isEmpty { console.note("`\(actionsPath)` has no requests") }

    let numberWidth = requests.entries.map { String($0.number).count }.max()
    let report = RequestReport(style: console.style, places: places, numberWidth: numberWidth)
    let differences = RequestReport(style: console.errorStyle, places: places, numberWidth: nil)
    var tally = Tally()
    let judge = Judge(rules)
    for entry in requests.entries {
      let judged = JudgedRequest(entry, in: state, by: judge)
      tally.count(judged.verdict)
      write(judged, report)
      expectation?.compare(judged, differences, console)
      if case .ready = judged.verdict.outcome {
        do { try state.apply(judged.verdict) } catch { console.note("line \(entry.line): not applied: \(error)") }
      }
    }
    expectation?.tellMissing(console)
    if arguments.format == "human" { console.print(expectation?.summary(console.style) ?? "\n\(tally.summary)") }
    if let expectation { return expectation.differences == 0 ? .success : .shortfall }
    return tally.refused == 0 ? .success : .shortfall
  }

  private func expectedVerdicts(count: Int) throws(CommandError) -> ExpectedVerdicts? {
    guard let path = arguments["--expect"] else { return nil }
    let bytes = try console.files.read(path)
    do { return ExpectedVerdicts(try RequestFile(bytes), name: path) } catch {
      throw Console.notJSON(path, bytes, error)
    }
  }

  private func write(_ judged: JudgedRequest, _ report: RequestReport) {
    if arguments.format == "json" {
      console.print(judged.verdict.json)
    } else if arguments["--expect"] == nil {
      console.print(report.text(judged))
    }
  }

  private struct Tally {
    var legal = 0
    var awaiting = 0
    var refused = 0
    var mayWait = 0

    mutating func count(_ verdict: Verdict) {
      switch verdict.outcome {
      case .ready: legal += 1
      case .awaiting: awaiting += 1
      case .refused: refused += 1
      }
      if verdict.isLater { mayWait += 1 }
    }

    var summary: String {
      let dice = awaiting > 0 ? ", \(awaiting) waiting for dice and not applied" : ""
      let wait = mayWait > 0 ? " (\(mayWait) may wait)" : ""
      return "\(legal) legal, \(refused) refused\(wait)\(dice)"
    }
  }
}
