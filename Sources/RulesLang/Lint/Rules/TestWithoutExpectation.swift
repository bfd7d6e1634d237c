/// A test that does something and looks at nothing passes whatever the rules say.
enum TestWithoutExpectation: LintRule {
  static func check(_ program: TypedProgram) -> [Diagnostic] {
    program.tests.filter { !expects($0.steps) }.map { .testExpectsNothing($0) }
  }

  private static func expects(_ steps: [TestStep]) -> Bool {
    steps.contains { step in
      switch step.kind {
      case .then, .expect, .expectColumn, .expectEvents, .expectUnseen, .expectReach, .expectCells: return true
      case .table(_, _, let steps): return expects(steps)
      case .given, .does, .at: return false
      }
    }
  }
}
