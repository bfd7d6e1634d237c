internal import RulesLang
internal import Validator

extension Judge {
  /// Judges a request, and again with dice as they are asked for, until none are that are to be had.
  ///
  /// - Parameter dice: the faces for what is needed; nil where there are none.
  func validate<Failure: Error>(
    _ request: Request, in state: State, dice: (Verdict.Need) throws(Failure) -> [Int]?
  ) throws(Failure) -> (decision: Decision, rolled: RolledFaces) {
    var request = request
    var rolled = RolledFaces()
    var asked: Set<Verdict.Need> = []
    var decision = validate(request, in: state)
    while decision.outcome == .awaiting {
      let verdict = state.verdict(of: decision).truth
      var faces: [Verdict.Need: [Int]] = [:]
      for need in verdict.needs where asked.insert(need).inserted {
        faces[need] = try dice(need)
        if let shown = faces[need] { rolled.add(shown, for: need) }
      }
      if faces.isEmpty { break }
      request = request.rolling(faces, for: verdict)
      decision = validate(request, in: state)
    }
    return (decision, rolled)
  }
}
