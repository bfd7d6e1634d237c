internal import RulesLang
internal import Validator

extension Command {
  static let options = Command(
    name: "options",
    summary: "show what can be done now, and why the rest cannot",
    options: [
      .rules, .state,
      .value("--actor", "ID", "who acts"),
      .value("--user", "NAME", "who asks (default: the user that the actor's row names, if it names one)"),
      .value("--action", "NAME", "only this action"),
      .value("--given", "JSON", "values chosen already for the action's first parameters, by name"),
      .format("human", "json"),
    ],
    examples: [
      Example("rulesc options --state table.json --actor aria", "what Aria can do, parameter by parameter"),
      Example(
        "rulesc options --state table.json --actor aria --action attack --given '{\"weapon\": \"sword\"}'",
        "whom Aria can attack with the sword"),
    ],
    run: { (arguments, console) throws(CommandError) in try OptionsCommand(arguments, console).run() })
}

/// `rulesc options`: tries what the state offers for each action.
struct OptionsCommand {
  private let arguments: Arguments
  private let console: Console

  init(_ arguments: Arguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
  }

  func run() throws(CommandError) -> ExitCode {
    let rules = try console.rules(arguments)
    let state = try console.state(arguments, of: rules)
    let actor = try arguments.required("--actor", for: "someone who acts")
    let options = try options(state, actor, user: user(of: actor, in: state), given: given())
    if arguments.format == "json" {
      console.print(options.json)
    } else {
      console.output(OptionsReport(options, console.style).text)
    }
    return .success
  }

  private func options(
    _ state: State, _ actor: String, user: String, given: JSONValue
  ) throws(CommandError) -> Options {
    do {
      return try state.options(user: user, actor: actor, action: arguments["--action"], given: given)
    } catch {
      throw CommandError(exit: .shortfall, message: error.problems.joined(separator: "; "), help: nil)
    }
  }

  /// `--user`, or the one user that the actor's row names.
  private func user(of actor: String, in state: State) throws(CommandError) -> String {
    if let user = arguments["--user"] { return user }
    var isThere = false
    for table in state.rules.layout.tables {
      guard let entity = table.entity, let row = state.row(of: actor, in: entity) else { continue }
      isThere = true
      let fields = table.fields.filter { $0.type == .user }
      if fields.count == 1, let word = state.words(entity.index + 1, row: row, fields[0]).first {
        return state.texts[word]
      }
    }
    guard isThere else { throw CommandError(exit: .shortfall, message: "nothing has the id `\(actor)`", help: nil) }
    throw arguments.wrong("it is not clear who asks for `\(actor)`", help: "add `--user NAME`")
  }

  private func given() throws(CommandError) -> JSONValue {
    guard let text = arguments["--given"] else { return [:] }
    if arguments["--action"] == nil {
      throw arguments.wrong("`--given` is about one action", help: "add `--action NAME`")
    }
    do {
      let json = try JSONReader().read(text)
      if json.members != nil { return json }
    } catch {
      throw arguments.wrong("`--given` is no JSON: \(error.message)", help: nil)
    }
    throw arguments.wrong("`--given` is an object with a value for each parameter", help: nil)
  }
}
