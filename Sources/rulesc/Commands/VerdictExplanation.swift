internal import RulesLang
internal import Validator

/// `rulesc explain --state S --action A`: how one verdict comes about, as a tree.
struct VerdictExplanation {
  private let arguments: Arguments
  private let console: Console

  init(_ arguments: Arguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
  }

  func run() throws(CommandError) -> ExitCode {
    if arguments["--state"] == nil, arguments["--action"] == nil {
      throw arguments.wrong(
        "`rulesc explain` needs something to explain",
        help: "write `rulesc explain CODE`, or `rulesc explain --state FILE --action REQUEST`")
    }
    let statePath = try arguments.required("--state", for: "a state")
    let action = try arguments.required("--action", for: "a request")
    if statePath == "-", action == "-" {
      throw arguments.wrong(
        "standard input cannot be both the state and the request", help: "name a file for one of them")
    }
    let rules = try console.rules(arguments)
    let state = try console.state(arguments, of: rules)
    let line = try request(action)
    let explanation = state.explain(line["tick"] == nil ? state.request(trusted: line) : state.tick(trusted: line))
    if arguments.format == "json" {
      console.print(JSONWriter.text(of: json(explanation), layout: .compact))
    } else {
      let rolls = line["rolls"].map { RolledFaces($0) } ?? RolledFaces()
      console.print(ExplanationTree(explanation, rolls: rolls, try console.places(arguments), console.style).text)
    }
    return .success
  }

  private func request(_ action: String) throws(CommandError) -> JSONValue {
    let isWritten = action.drop { $0 == " " }.first == "{"
    let name = isWritten ? "--action" : action
    if !isWritten, action != "-", !console.files.exists(action) {
      throw CommandError.unreadable(
        "there is no file `\(action)`",
        help: "`--action` takes a request, as in `'{\"user\": \"ana\", \"action\": \"rest\"}'`, or a file with one")
    }
    let bytes = isWritten ? Array(action.utf8) : try console.bytes(of: action)
    do {
      return try JSONReader(limits: RequestFile.limits).read(bytes)
    } catch {
      if let requests = try? RequestFile(bytes).entries, requests.count > 1,
        requests.allSatisfy({ if case .success = $0.content { true } else { false } })
      {
        throw arguments.wrong(
          "`\(name)` has \(requests.count) requests; one is explained", help: "give its line: `--action '{ … }'`")
      }
      throw Console.notJSON(name, bytes, error)
    }
  }

  private func json(_ explanation: Explanation) -> JSONValue {
    [
      "verdict": explanation.verdict.value, "truth": explanation.verdict.truth.value,
      "blocks": .list(explanation.nodes.map { json($0, isTop: true) }),
    ]
  }

  private func json(_ node: Explanation.Node, isTop: Bool) -> JSONValue {
    var members: [JSONValue.Member] = [.init(key: "text", value: .text(node.text))]
    if node.round > 0, isTop { members.append(.init(key: "round", value: .number(node.round))) }
    if let result = node.result { members.append(.init(key: "result", value: .text(result))) }
    members.append(.init(key: "source", value: .text(node.source)))
    if !node.children.isEmpty {
      members.append(.init(key: "children", value: .list(node.children.map { json($0, isTop: false) })))
    }
    return JSONValue(.object(members))
  }
}
