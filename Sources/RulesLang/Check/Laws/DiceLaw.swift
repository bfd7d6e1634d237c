// Legality never depends on dice: whether a request is allowed is known before anything is thrown. So nothing that may
// refuse reads a roll, through whatever names, parameters and events, and nothing that may refuse stands where it is
// reached only by a condition that rests on a roll (semantics 8). The search follows, event by event, which names rest
// on dice.

enum DiceLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    var search = DiceSearch(context)
    for index in context.program.actions.indices { search.enter(.action(ActionID(index)), resting: [], behind: nil) }
    for consequence in context.program.consequences {
      search.enter(.event(consequence.event), resting: [], behind: nil)
    }
    return search.diagnostics
  }
}

private struct DiceSearch {
  private(set) var diagnostics: [Diagnostic] = []
  private let context: LawContext
  private var told: Set<SourceRange> = []
  /// What was looked into, and how: another way to it is followed only if it brings something new.
  private var seen: [BindingTarget: Visit] = [:]

  private struct Visit {
    var resting: Set<LocalID>
    var behind: ChainLink?
  }

  /// What is known of a block: the names that rest on dice, the notes that do, the condition on dice that it is behind.
  fileprivate struct Scope {
    var resting: Set<LocalID>
    var notes: Set<Int> = []
    var behind: ChainLink?
  }

  init(_ context: LawContext) { self.context = context }

  mutating func enter(_ target: BindingTarget, resting new: Set<LocalID>, behind origin: ChainLink?) {
    let known = seen[target]
    if let known, known.resting.isSuperset(of: new), known.behind != nil || origin == nil { return }
    let resting = new.union(known?.resting ?? [])
    let behind = known?.behind ?? origin
    seen[target] = Visit(resting: resting, behind: behind)
    let program = context.program
    var scope = Scope(resting: resting, behind: behind)
    for (id, binding) in context.notes(binding: target) {
      let note = program.notes[id]
      if rests(note.condition, Scope(resting: binding.locals(from: resting))) { scope.notes.insert(note.word) }
    }
    for (id, binding) in context.waivers(binding: target) {
      let waiver = program.waivers[id]
      let lifted = Scope(resting: binding.locals(from: resting))
      if rests(waiver.condition, lifted), let condition = waiver.condition { tell(condition.range, in: nil) }
    }
    let tags: [TagClause]
    switch target {
    case .action(let id):
      tags = program.actions[id].tags
      search(program.actions[id].body, scope)
    case .event(let id):
      tags = program.events[id].tags
      search(program.events[id].body, scope)
    case .step: return
    }
    for bound in context.rules(binding: target) {
      let rule = program.rules[bound.rule]
      var inner = Scope(resting: bound.binding.locals(from: resting), notes: scope.notes, behind: behind)
      let clauses = (bound.binding.tagClauses + bound.binding.excludedClauses).map { tags[$0].condition }
      if let condition = clauses.first(where: { rests($0, scope) }) ?? nil {
        inner.behind = inner.behind ?? ChainLink("what this is tagged rests on dice", condition.range)
      }
      if let condition = rule.condition, rests(condition, inner) {
        inner.behind = inner.behind ?? ChainLink("this rests on dice", condition.range)
      }
      search(rule.body, inner)
    }
  }

  private mutating func search(_ block: [Statement], _ outer: Scope) {
    var scope = outer
    for statement in block {
      if statement.requirement != nil,
        scope.behind != nil || statement.expressions.contains(where: { rests($0, scope) })
      {
        tell(statement.range, in: scope.behind)
      }
      switch statement.kind {
      case .let(let local, let value, _): if rests(value, scope) { scope.resting.insert(local) }
      case .roll(_, let local, for: _, dice: _, when: _): scope.resting.insert(local)
      case .if(let condition, let then, let otherwise):
        let inner = scope.behind(condition, where: rests(condition, scope))
        search(then, inner)
        search(otherwise, inner)
      case .forEach(let binder, let body):
        let rested = binder.expressions.first { rests($0, scope) }
        var inner = scope.behind(rested ?? binder.domain, where: rested != nil)
        if rests(binder.domain, scope) { inner.resting.insert(binder.local) }
        search(body, inner)
      case .do(let event, let arguments, let guarded):
        let passed = arguments.indices.filter { rests(arguments[$0], scope) }.map { LocalID($0) }
        let inner = guarded.map { scope.behind($0, where: rests($0, scope)) } ?? scope
        enter(.event(event), resting: Set(passed), behind: inner.behind)
      case .require, .spend, .set, .add, .subtract, .remove, .removeAll: continue
      }
    }
  }

  private func rests(_ expression: TypedExpression?, _ scope: Scope) -> Bool {
    expression?.contains { part in
      switch part.kind {
      case .rollTotal, .rollNatural, .isRolled: return true
      case .local(let id): return scope.resting.contains(id)
      case .noted(let word): return scope.notes.contains(word)
      default: return false
      }
    } ?? false
  }

  private mutating func tell(_ range: SourceRange, in behind: ChainLink?) {
    if told.insert(range).inserted { diagnostics.append(.diceDecide(range, behind: behind)) }
  }
}

extension DiceSearch.Scope {
  fileprivate func behind(_ condition: TypedExpression, where rests: Bool) -> DiceSearch.Scope {
    guard rests, behind == nil else { return self }
    var inner = self
    inner.behind = ChainLink("what stands behind this rests on dice", condition.range)
    return inner
  }
}
