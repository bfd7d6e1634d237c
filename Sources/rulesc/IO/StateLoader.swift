internal import RulesLang
internal import Validator

extension Console {
  /// The state that `--state` names: a snapshot, or the state alone.
  func state(_ arguments: Arguments, _ rules: RuleSet) throws(CommandError) -> State {
    let path = try arguments.required("--state", for: "a state")
    let bytes = path == "-" ? try input() : try files.read(path)
    do {
      return try rules.state(file: bytes)
    } catch {
      let file = SourceFile(name: path == "-" ? "standard input" : path, bytes: bytes)
      for problem in error.problems {
        let (line, column) = file.position(of: min(problem.offset, bytes.count))
        note("\(file.name):\(line):\(column): \(problem.path): \(problem.message)")
      }
      throw CommandError(exit: .shortfall, message: "`\(file.name)` is no state of these rules", help: nil)
    }
  }
}

extension RuleSet {
  /// A state as files hold it.
  fileprivate func state(file bytes: [UInt8]) throws(StateFailure) -> State {
    let json: JSONValue
    do { json = try JSONReader().read(bytes) } catch { throw StateFailure(error) }
    let isSnapshot = json["state"]?.members != nil && names.tableFields[0].find("state") == nil
    return isSnapshot ? try state(snapshot: json) : try state(json)
  }
}
