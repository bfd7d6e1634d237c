internal import RulesLang
internal import Validator

extension Command {
  static let test = Command(
    name: "test",
    summary: "run the tests of rules",
    operands: .paths,
    options: [
      .rules, .format("human", "json", "junit", "tap"),
      .value("--filter", "TEXT", "only tests whose title has this in it"),
      .flag("--verbose", "list the tests that passed, too"),
      .flag("--coverage", "what of the rules no test saw"),
    ],
    examples: [
      Example("rulesc test", "runs all tests of the rule set here, in rules, or in a parent directory"),
      Example("rulesc test rules/combat_test.rules --filter blow", "runs the tests of one file that are about blows"),
      Example("rulesc test --coverage", "runs all tests, and shows which requirements and branches none of them saw"),
    ],
    details: """
      With `--coverage` each requirement has to hold in some test and to refuse in some test; each condition has to be
      true in one and false in one; each action has to be asked for, each event done, each consequence come true, each
      arm chosen, each loop entered. What is not is shown where it stands. It is told of the rule set's own files: of an
      overlay, not of what it extends. Coverage alone never fails.
      """,
    run: { (arguments, console) throws(CommandError) in try TestCommand(arguments, console).run() })
}

/// `rulesc test`: runs the fixtures and tests of rule sets.
struct TestCommand {
  private let arguments: Arguments
  private let console: Console

  init(_ arguments: Arguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
  }

  func run() throws(CommandError) -> ExitCode {
    let covers = arguments.has("--coverage")
    if covers, ["junit", "tap"].contains(arguments.format) {
      throw arguments.wrong(
        "`--format \(arguments.format)` has no place for what `--coverage` finds",
        help: "write `--format json`, or leave one of them out")
    }
    var reports: [TestReport] = []
    for directory in try console.files.ruleSets(arguments) {
      let rules = try console.ready(try console.load(directory), covered: covers)
      let files = try wantedFiles(in: directory)
      let results = TestRunner(rules).run { isWanted($0, files, rules) }
      let places = Places(files: console.files, directory: directory)
      let sources = rules.program.sources
      let coverage = rules.coverage.map { CoverageReport($0, sources, places) }
      reports.append(TestReport(sources: sources, places: places, results: results, coverage: coverage))
    }
    if let filter = arguments["--filter"], reports.allSatisfy(\.results.isEmpty) {
      throw .usage("no test has `\(filter)` in its title", help: "`rulesc test --verbose` lists the titles")
    }
    write(TestReports(reports))
    return reports.allSatisfy { $0.failed == 0 } ? .success : .shortfall
  }

  /// The names of the files that were asked for, as the rule set knows them; nil for all.
  private func wantedFiles(in directory: String) throws(CommandError) -> Set<String>? {
    let root = console.files.absolute(directory)
    var names: Set<String> = []
    for path in arguments.operands {
      let place = console.files.absolute(path)
      if place == root { return nil }
      if place.hasPrefix(root + "/") { names.insert(String(place.dropFirst(root.count + 1))) }
    }
    return names.isEmpty ? nil : names
  }

  private func isWanted(_ test: TestInfo, _ files: Set<String>?, _ rules: RuleSet) -> Bool {
    if let files, !files.contains(rules.program.sources.file(test.range.file).name) { return false }
    guard let filter = arguments["--filter"] else { return true }
    return test.title.lowercased().contains(filter.lowercased())
  }

  private func write(_ reports: TestReports) {
    switch arguments.format {
    case "json": console.print(JSONWriter.text(of: reports.json, layout: .compact))
    case "junit": console.print(reports.junit)
    case "tap": console.print(reports.tap)
    default: console.print(reports.human(console.style, isVerbose: arguments.has("--verbose")))
    }
  }
}
