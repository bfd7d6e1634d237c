// All wording of lint.

extension Diagnostic {
  static func unlabelledRequirement(_ requirement: RequirementInfo) -> Diagnostic {
    let word = requirement.kind == .spend ? "spend" : "require"
    return Diagnostic(
      .unlabelledRequirement, at: requirement.range, "one of several requirements, and without a label",
      help: "write `\(word) LABEL: …`: by its label waivers, overlays, tests and clients name it", severity: .warning)
  }

  static func constantRequirement(_ condition: TypedExpression, _ value: Bool) -> Diagnostic {
    Diagnostic(
      .constantRequirement, at: condition.range, "this is \(value ? "true" : "false") whatever is asked for",
      help: value ? "take it away, or ask what was meant" : "to forbid what it stands in, write `require false`",
      severity: .warning)
  }

  static func testExpectsNothing(_ test: TestInfo) -> Diagnostic {
    Diagnostic(
      .testExpectsNothing, at: test.range, "this test expects nothing",
      help: "say with `expect` or `then` what should be",
      severity: .warning)
  }

  /// - Parameter origin: where an event or rule was given the value, if it was not worked out here.
  static func printsConcealed(
    _ told: ToldConcealed.What, field: String, of entity: String, by conceal: ConcealInfo, at range: SourceRange,
    from origin: SourceRange?
  ) -> Diagnostic {
    let labels = (origin.map { [Label($0, "given here")] } ?? []) + [Label(conceal.header.range, "concealed here")]
    return Diagnostic(
      .printsConcealed, at: range,
      "\(told.rawValue) tells the `\(field)` of a `\(entity)`, which is concealed from some",
      help: told == .text
        ? "they read `…` in its place: leave it out, or say what everyone who reads this may know"
        : "whoever asks is told it: rest it on what they may know",
      labels: labels, severity: .warning)
  }

  static func countsConcealed(entity: String, by conceal: ConcealInfo, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .printsConcealed, at: range, "this text is worked out from all rows of `\(entity)`, of which some are concealed",
      help: "those from whom one is concealed read `…` in its place: leave it out, or give the event the number "
        + "where it is done",
      labels: [Label(conceal.header.range, "concealed here")], severity: .warning)
  }

  static func concealsPlace(_ conceal: ConcealInfo, field: String, of entity: String) -> Diagnostic {
    Diagnostic(
      .concealsPlace, at: conceal.header.range, "where a `\(entity)` stands shows, whether `\(field)` does or not",
      help: "the ways of others go round it: conceal the row, not its place", severity: .warning)
  }

  // MARK: Tags

  static func meaninglessTag(_ tag: String, of event: Header, known: [String]) -> Diagnostic {
    let list = HostTag.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    let nearest = Suggestion.nearest(to: tag, among: known).map { "did you mean `\($0)`? " } ?? ""
    return Diagnostic(
      .meaninglessTag, at: event.range, "nothing asks for the tag `\(tag)` of `\(event.name)`",
      help: "\(nearest)the host hears \(list); other tags are for patterns such as `for any \(tag) event`",
      severity: .warning)
  }

  static func hostTagOnAction(_ tag: String, of action: Header) -> Diagnostic {
    Diagnostic(
      .meaninglessTag, at: action.range, "the host does not hear the tag `\(tag)` of an action",
      help: "it hears what happens: let `\(action.name)` do an event that is tagged so", severity: .warning)
  }

  static func ruleTag(_ tag: String, of rule: Header) -> Diagnostic {
    let nearest = Suggestion.nearest(to: tag, among: [HostTag.later]).map { "did you mean `\($0)`? " } ?? ""
    return Diagnostic(
      .meaninglessTag, at: rule.range, "nothing reads the tag `\(tag)` of a rule",
      help: "\(nearest)a rule is tagged `later` where it asks for nothing but waiting, and no other way",
      severity: .warning)
  }

  static func unused(_ range: SourceRange, _ message: String) -> Diagnostic {
    Diagnostic(.unused, at: range, message, help: "take it away, or use it", severity: .warning)
  }
}
