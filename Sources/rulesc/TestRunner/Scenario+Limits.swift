internal import RulesLang
internal import Validator

// What is checked but not run yet: consequences and concealment. A test that would depend on one is not run any
// further, rather than told to have passed or failed.

extension Scenario {
  /// Stops where a consequence would follow from a change.
  func refuseConsequences(_ before: State, _ after: State) throws(TestStop) {
    for consequence in program.consequences {
      let old = try rows(of: consequence, in: before)
      let new = try rows(of: consequence, in: after)
      if !new.isSubset(of: old) { throw .needs("consequences") }
    }
  }

  /// The rows for which a consequence's condition holds; for one without rows, whether it holds as row 0.
  private func rows(of consequence: ConsequenceInfo, in state: State) throws(TestStop) -> Set<Word> {
    guard let binder = consequence.binder else {
      let value = try value(of: consequence.condition, locals: consequence.locals, in: state)
      return value.words == [1] ? [0] : []
    }
    let condition = binder.condition.map {
      TypedExpression(.and([$0, consequence.condition]), .bool, consequence.condition.range)
    }
    let all = Binder(local: binder.local, domain: binder.domain, condition: condition ?? consequence.condition)
    return try elements(of: all, locals: consequence.locals, in: state)
  }

  /// Stops where rows are concealed from the user who acts: what they see is not judged yet.
  func refuseConcealment(from user: String, in state: State) throws(TestStop) {
    for conceal in program.conceals where conceal.field == nil {
      let viewer = word(ofUser: user, in: state)
      let table = TypedExpression(.table(conceal.entity), .set(.entity(conceal.entity)), conceal.condition.range)
      let rows = Binder(local: LocalID(0), domain: table, condition: conceal.condition)
      let concealed = try elements(of: rows, locals: conceal.locals, words: [0, viewer], in: state)
      if !concealed.isEmpty { throw .needs("concealment") }
    }
  }

  private func elements(
    of binder: Binder, locals: [LocalInfo], words: [Word] = [], in state: State
  ) throws(TestStop) -> Set<Word> {
    let filter = TypedExpression(.filter(binder), .set(binder.domain.type.element ?? .error), binder.domain.range)
    let value = try value(of: filter, locals: locals, words: words, in: state)
    let source = WordSource(state, arena: value.pool)
    return Set(source.elements(of: value.words.first ?? 0, filter.type).compactMap(\.first))
  }

  private func value(
    of expression: TypedExpression, locals: [LocalInfo], words: [Word] = [], in state: State
  ) throws(TestStop) -> EvaluatedValue {
    do {
      return try judge.evaluate(rules.compile(expression, locals: locals), locals: words, in: state)
    } catch {
      throw .failed(TestFailure(range: expression.range, found: "this cannot be worked out: \(error.message)"))
    }
  }
}
