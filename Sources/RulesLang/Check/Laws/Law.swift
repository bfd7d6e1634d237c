// The laws of a whole program: what no single declaration can break by itself. Each law is a small type with one
// function from the program to its diagnostics; they do not know of each other.

/// One law, checked over a whole program whose patterns are bound.
protocol Law: Sendable {
  static func check(_ context: LawContext) -> [Diagnostic]
}

package enum Laws {
  /// Laws that follow no value into another, so that they hold for any program.
  private static let plain: [any Law.Type] = [
    CycleLaw.self, WaiverLaw.self, StepRuleLaw.self, ConcealedReferenceLaw.self,
  ]
  /// Laws that follow values, events and waivers and rest on there being no cycle of them.
  private static let following: [any Law.Type] = [
    MapLaw.self, GuardLaw.self, FactLaw.self, DiceLaw.self, WriteLaw.self, ExceptionLaw.self, CostLaw.self,
  ]

  /// What is wrong with a program as a whole. Its patterns are bound already.
  package static func check(_ program: TypedProgram) -> [Diagnostic] {
    let context = LawContext(program)
    let found = plain.flatMap { $0.check(context) }
    return context.hasCycle ? found : found + following.flatMap { $0.check(context) }
  }
}
