/// Names that a block makes and nothing reads: a `let` or a roll. A `let` with a refusal is a requirement and stands
/// for itself. Parameters are left alone: those of actions are what a request carries, those of patterns narrow them,
/// and what an overlay replaces has to keep its own.
enum UnusedLocals: LintRule {
  static func check(_ program: TypedProgram) -> [Diagnostic] {
    let owners =
      program.actions.map { ($0.body, $0.locals, [TypedExpression]()) }
      + program.events.map { ($0.body, $0.locals, ($0.says?.holes ?? []) + ($0.to.map { [$0] } ?? [])) }
      + program.rules.map { ($0.body, $0.locals, [TypedExpression]()) }
    return owners.flatMap { body, locals, others -> [Diagnostic] in
      var used: Set<LocalID> = []
      body.walkExpressions { $0.collectLocals(into: &used) }
      for other in others { other.walk { $0.collectLocals(into: &used) } }
      var unused: [Diagnostic] = []
      body.walk { statement in
        switch statement.kind {
        case .let(let local, _, refusal: nil) where !used.contains(local):
          unused.append(.unused(locals[local.index].range, "`\(locals[local.index].name)` is named and never used"))
        case .roll(_, let local, for: _, dice: _, when: _) where !used.contains(local):
          unused.append(.unused(locals[local.index].range, "`\(locals[local.index].name)` is rolled and never used"))
        default: return
        }
      }
      return unused
    }
  }
}

extension TypedExpression {
  fileprivate func collectLocals(into used: inout Set<LocalID>) {
    switch kind {
    case .local(let id): used.insert(id)
    case .rollTotal(let roll), .rollNatural(let roll), .isRolled(let roll): used.insert(roll.local)
    default: return
    }
  }
}
