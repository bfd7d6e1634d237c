internal import RulesLang
internal import Validator

// Reading what commands are given besides rules.

extension Console {
  /// The bytes of a file, or of standard input for `-`.
  func bytes(of path: String) throws(CommandError) -> [UInt8] {
    path == "-" ? try input() : try files.read(path)
  }

  /// The state of `--state`.
  func state(_ arguments: Arguments, of rules: RuleSet) throws(CommandError) -> State {
    try state(at: arguments.required("--state", for: "a state"), of: rules)
  }

  /// A state: plain, or a snapshot with its clock.
  func state(at path: String, of rules: RuleSet) throws(CommandError) -> State {
    let bytes = try self.bytes(of: path)
    let json: JSONValue
    do { json = try JSONReader().read(bytes) } catch { throw Self.notJSON(path, bytes, error) }
    do {
      return json.isSnapshot ? try rules.state(snapshot: json) : try rules.state(json)
    } catch {
      for problem in error.problems.prefix(20) {
        let (line, column) = SourceFile(name: path, bytes: bytes).position(of: min(problem.offset, bytes.count))
        note("\(errorStyle.red("error")): \(errorStyle.bold("\(problem.path): \(problem.message)"))")
        note("  \(errorStyle.blue("-->")) \(path):\(line):\(column)")
      }
      let surplus = error.problems.count - 20
      if surplus > 0 { note("  … and \(Words.count(surplus, "problem")) more") }
      throw CommandError(exit: .shortfall, message: "`\(path)` is no state of `\(rules.name)`", help: nil)
    }
  }

  static func notJSON(_ path: String, _ bytes: [UInt8], _ error: JSONError) -> CommandError {
    let (line, column) = error.position(in: bytes)
    return CommandError(
      exit: .unreadable, message: "`\(path)` is no JSON: \(error.message)",
      help: "look at line \(line), column \(column)")
  }
}

extension JSONValue {
  /// Whether a state stands in an envelope with its clock, its revision and the digests of its rules.
  fileprivate var isSnapshot: Bool {
    guard let members, self["state"]?.members != nil else { return false }
    return members.allSatisfy { ["rules", "schema", "clock", "revision", "heard", "state"].contains($0.key) }
      && members.contains { $0.key != "state" }
  }
}
