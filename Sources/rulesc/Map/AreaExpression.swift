internal import RulesLang
internal import Validator

/// Cells that a command line names as a value of the language: `cells(sphere(20 ft), at: goblin)`.
///
/// The text becomes the body of a define in a layer over the rules, so it is checked as rules are and can use all that
/// they declare. The rows that it names become the define's parameters.
struct AreaExpression {
  enum Failure: Error {
    case mistakes(DiagnosticReport)
    case fault(Fault)
  }

  private static let name = "commandLineArea"
  private let text: String
  private let loaded: LoadedRules
  private let state: State

  init(_ text: String, over loaded: LoadedRules, _ state: State) {
    self.text = text
    self.loaded = loaded
    self.state = state
  }

  func compiled() -> Result<Set<MapPicture.Point>, Failure> {
    let rows = namedRows()
    var found: Failure?
    for type in ["set of Cell", "list of Cell"] {
      let sources = layered(type, rows)
      let compilation = Compilation(sources)
      if let program = compilation.program { return cells(of: RuleSet(program), rows) }
      // What is wrong stands on the command line, in no directory of rules.
      let report = DiagnosticReport(sources: sources, diagnostics: compilation.diagnostics, directory: ".")
      found = found ?? .mistakes(report)
    }
    return .failure(found ?? .fault(.offMap))
  }

  /// The words of the text that are ids of rows, each with its entity.
  private func namedRows() -> [(id: String, entity: EntityID)] {
    let words = Set(text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init))
    var rows: [(id: String, entity: EntityID)] = []
    for (index, _) in state.rules.program.entities.enumerated() {
      let entity = EntityID(index)
      for word in words.sorted() where word.first?.isLowercase == true && !rows.contains(where: { $0.id == word }) {
        if state.row(of: word, in: entity) != nil { rows.append((word, entity)) }
      }
    }
    return rows
  }

  private func layered(_ type: String, _ rows: [(id: String, entity: EntityID)]) -> SourceSet {
    let parameters = rows.map { "\($0.id): \(state.rules.program.entities[$0.entity].header.name)" }
    let rules = """
      ruleset commandLine extends ".."
      define \(Self.name)(\(parameters.joined(separator: ", "))): \(type) is
        \(text.replacing("\n", with: " "))
      """
    var sources = loaded.compilation.sources
    sources.addLayer(name: "command line", files: [SourceFile(name: "--area.rules", text: rules + "\n")])
    return sources
  }

  private func cells(of rules: RuleSet, _ rows: [(id: String, entity: EntityID)]) -> Result<
    Set<MapPicture.Point>, Failure
  > {
    guard let state = try? rules.state(json: state.json),
      let function = rules.program.functions.first(where: { $0.header.name == Self.name })
    else { return .failure(.fault(.offMap)) }
    let code = rules.compile(function.body, locals: function.locals)
    let words = rows.map { Word(state.row(of: $0.id, in: $0.entity) ?? 0) }
    do {
      let value = try Judge(rules).evaluate(code, locals: words, in: state)
      let elements = WordSource(state, arena: value.pool).elements(of: value.words.first ?? 0, function.result)
      return .success(
        Set(elements.compactMap(\.first).map { MapPicture.Point(x: Int($0.cellX), y: Int($0.cellY)) }))
    } catch {
      return .failure(.fault(error))
    }
  }
}
