package import RulesLang

/// Why a JSON text is not a state of the rules: all that is wrong with it, up to a hundred problems.
public struct StateFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public struct Problem: Sendable, Hashable {
    /// Which value it is about, as `$.creatures.aria.hp`.
    public let path: String
    /// Its first byte in the text.
    public let offset: Int
    /// What is wrong and what to do, in plain words.
    public let message: String
  }

  /// In the order of the text.
  public let problems: [Problem]

  public var description: String {
    problems.map { "\($0.path): \($0.message)" }.joined(separator: "\n")
  }

  package init(_ error: JSONError) {
    problems = [Problem(path: "\(error.path)", offset: error.offset, message: error.message)]
  }

  init(_ problems: JSONProblems, in text: JSONValue) {
    self.problems = problems.list.sorted { $0.offset < $1.offset }.map { problem in
      let path = text.path(to: problem.offset)
      let member = problem.member.map { path.key($0) } ?? path
      return Problem(path: "\(member)", offset: problem.offset, message: problem.message)
    }
  }
}
