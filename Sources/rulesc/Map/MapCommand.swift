internal import RulesLang
internal import Validator

extension Command {
  static let map = Command(
    name: "map",
    summary: "draw the map of a state",
    options: [
      .rules, .state,
      .value("--reach", "ID", "mark the cells that this row reaches"),
      .value("--by", "MOVEMENT", "how it moves (default: the first movement that it has)"),
      .value("--sight", "ID", "leave out what this row does not see"),
      .value("--area", "CELLS", "mark cells: a value of the language, in which rows are named by their ids"),
      .value("--svg", "FILE", "write a drawing instead"),
    ],
    examples: [
      Example("rulesc map --state state.json --reach aria", "where Aria can go with what is left of her movement"),
      Example(
        "rulesc map --state state.json --area 'cells(sphere(20 ft), at: goblin)' --svg fire.svg",
        "what a ball of fire around the goblin covers, as a drawing"),
    ],
    run: { (arguments, console) throws(CommandError) in try MapCommand(arguments, console).run() })
}

/// `rulesc map`: a state's map in the terminal, or as SVG.
struct MapCommand {
  private let arguments: Arguments
  private let console: Console

  init(_ arguments: Arguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
  }

  func run() throws(CommandError) -> ExitCode {
    if arguments["--by"] != nil, arguments["--reach"] == nil {
      throw arguments.wrong("`--by` says how `--reach` moves", help: "add `--reach ID`")
    }
    _ = try arguments.required("--state", for: "a state")
    let loaded = try console.load(console.files.rulesDirectory(arguments["--rules"]))
    let rules = try console.ready(loaded)
    guard rules.program.map != nil else {
      throw CommandError(exit: .shortfall, message: "`\(rules.name)` declares no map", help: nil)
    }
    let state = try console.state(arguments, of: rules)
    let reader = MapReader(state)
    var picture = reader.picture()
    if picture.width == 0 {
      throw CommandError(
        exit: .shortfall, message: "the state has no map", help: "`\"map\": {\"rows\": [\"####\", \"#..#\"]}` draws one"
      )
    }
    if let id = arguments["--sight"] { try picture.see(reader.sight(of: id), by: id) }
    if let id = arguments["--reach"] { try picture.mark(reader.reach(of: id, by: arguments["--by"])) }
    if let text = arguments["--area"] { try picture.mark(area(text, loaded, state)) }
    if let file = arguments["--svg"] {
      try console.files.write(MapDrawing(picture).svg, to: file)
      console.note("\(file) is written")
    } else {
      console.print(picture.text(console.style))
    }
    return .success
  }

  private func area(_ text: String, _ loaded: LoadedRules, _ state: State) throws(CommandError) -> MapPicture.Overlay {
    let area = AreaExpression(text, over: loaded, state)
    switch area.compiled() {
    case .success(let cells): return MapPicture.Overlay(cells: cells, meaning: text)
    case .failure(let failure):
      switch failure {
      case .mistakes(let report):
        console.tell(report, onlyErrors: true)
        throw CommandError(
          exit: .usage, message: "`--area` is no set or list of cells", help: "as in `cells(sphere(20 ft), at: (3, 4))`"
        )
      case .fault(let fault):
        throw CommandError(exit: .shortfall, message: "the area cannot be worked out: \(fault.message)", help: nil)
      }
    }
  }
}
