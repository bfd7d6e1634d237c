internal import RulesLang

extension State {
  /// Brings rows in, takes rows out and sets fields, with all that follows from it, or does nothing.
  ///
  /// Rows that come in one call can refer to one another. Where a row goes, optionals, sets and lists lose it; a plain
  /// reference that would lead nowhere refuses the whole, and so does a consequence that fails or needs dice.
  public mutating func edit(_ edits: [Edit]) throws(EditFailure) {
    var (edited, request) = try edited(edits)
    let verdict = edited.judge(request)
    do { try edited.apply(verdict) } catch { throw EditFailure(verdict) }
    self = edited
  }

  /// The state with edits, before anything follows from them, and the request that asks what does. Only when its
  /// verdict is applied are the edits done.
  package func edited(_ edits: [Edit]) throws(EditFailure) -> (state: State, request: Request) {
    var editor = StateEditor(self)
    let edited = try editor.edit(edits)
    return (edited, Request(.edited(from: self), in: edited, now: edited.clock))
  }
}

extension EditFailure {
  /// Why what follows from edits cannot be done.
  package init(_ verdict: Verdict) {
    let reasons = verdict.reasons.map { "what follows from this fails in `\($0.rule)`: \($0.message)" }
    let needs = verdict.needs.map { "what follows from this needs the dice of `\($0.roll)`: edit with dice" }
    problems = (reasons + needs).map { Problem(edit: 0, path: "/", message: $0) }
  }
}
