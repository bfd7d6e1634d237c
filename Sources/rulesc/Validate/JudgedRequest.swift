internal import RulesLang
internal import Validator

/// A request of a file and what became of it.
struct JudgedRequest {
  /// The line of the file that it starts on.
  let line: Int
  /// What a person calls it.
  let number: Int
  let verdict: Verdict
  /// What was asked; nil where it is no JSON.
  let json: JSONValue?
  /// The state that it was judged on.
  let state: State

  init(_ entry: RequestFile.Entry, in state: State, by judge: Judge) {
    line = entry.line
    number = entry.number
    self.state = state
    let request: Request
    switch entry.content {
    case .success(let value):
      json = value
      request = state.request(trusted: value)
    case .failure:
      json = nil
      // Read once more as what a user would have sent: that gives the reason for its verdict.
      request = state.request(json: entry.bytes, user: nil, now: state.clock)
    }
    verdict = state.verdict(of: judge.validate(request, in: state))
  }
}
