// Lint: what is no mistake and yet hardly meant. A lint must be right: a warning fails `rulesc check`.

/// One doubt about a program without errors.
protocol LintRule: Sendable {
  static func check(_ program: TypedProgram) -> [Diagnostic]
}

package enum Lint {
  private static let rules: [any LintRule.Type] = [
    UnlabelledRequirement.self, UnusedDeclarations.self, UnusedLocals.self, ConcealedInMessage.self,
    ConcealedPlace.self,
    MeaninglessTags.self, ConstantRequirement.self, TestWithoutExpectation.self,
  ]

  /// All warnings about a program that has no errors.
  package static func check(_ program: TypedProgram) -> [Diagnostic] {
    rules.flatMap { $0.check(program) }
  }
}
