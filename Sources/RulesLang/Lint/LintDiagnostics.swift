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

  static func printsConcealed(_ range: SourceRange, field: String, of entity: String, by conceal: ConcealInfo)
    -> Diagnostic
  {
    Diagnostic(
      .printsConcealed, at: range, "this text tells the `\(field)` of a `\(entity)`, which is concealed from some",
      help: "leave it out, or say what everyone who reads this may know",
      labels: [Label(conceal.header.range, "concealed here")], severity: .warning)
  }

  static func unused(_ range: SourceRange, _ message: String) -> Diagnostic {
    Diagnostic(.unused, at: range, message, help: "take it away, or use it", severity: .warning)
  }
}
