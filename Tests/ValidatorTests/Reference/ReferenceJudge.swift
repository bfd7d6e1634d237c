import RulesLang

/// What the reference says of a request: ids of reasons, and the state after where it is legal.
struct ReferenceVerdict {
  var reasons: Set<String> = []
  /// Whether something faulted, whatever its name.
  var faulted = false
  var after: ReferenceState?
  /// What happens, in order.
  var events: [ReferenceEvent] = []
  /// The dice that are thrown, in order: `hit.damage`, `hit.damage#2`.
  var throwings: [String] = []
  var isLegal: Bool { reasons.isEmpty && !faulted }
}

/// An event that happens, and in which round.
struct ReferenceEvent: Hashable {
  var round = 0
  let event: EventID
  let arguments: [ReferenceValue]
}

/// Judges one request by walking blocks: the action's own, those of events, those of the rules that bind either.
struct ReferenceJudge {
  let evaluator: ReferenceEvaluator
  private(set) var verdict = ReferenceVerdict()
  private var effects: [ReferenceEffect] = []
  private var spends: [ReferenceSpend] = []
  /// How often each roll was reached, over all rounds.
  private var thrown: [String: Int] = [:]
  private var liftedForRequest: Set<WaiverInfo.Lift> = []

  private typealias Scope = ReferenceEvaluator.Scope

  /// Places among the spends of those that are not covered: known only when all have been met, so the blocks are walked
  /// twice, and a fault behind such a spend is behind a failed requirement.
  private let uncovered: Set<Int>

  /// - Parameter heard: the time of the last request that was applied; nil after loading.
  static func judge(
    _ action: ActionID, _ arguments: [ReferenceValue], _ evaluator: ReferenceEvaluator, heard: Int64? = nil
  ) -> ReferenceVerdict {
    var first = ReferenceJudge(evaluator: evaluator, uncovered: [])
    first.run(action, arguments)
    let uncovered = first.findUncovered()
    if uncovered.isEmpty {
      first.follow(heard: heard)
      return first.verdict
    }
    var second = ReferenceJudge(evaluator: evaluator, uncovered: uncovered)
    second.run(action, arguments)
    return second.verdict
  }

  /// What follows from time alone.
  static func tick(_ evaluator: ReferenceEvaluator, heard: Int64?) -> ReferenceVerdict {
    var judge = ReferenceJudge(evaluator: evaluator, uncovered: [])
    judge.verdict.after = evaluator.state
    judge.follow(heard: heard)
    return judge.verdict
  }

  /// Whether something has come due by time alone since the last request; nil where that cannot be worked out.
  static func isOverdue(_ evaluator: ReferenceEvaluator, heard: Int64?) -> Bool? {
    var judge = ReferenceJudge(evaluator: evaluator.fact(of: evaluator.state, now: evaluator.now), uncovered: [])
    let before = evaluator.fact(of: evaluator.state, now: heard ?? .min)
    var isOverdue = false
    for consequence in judge.program.consequences {
      for scope in judge.rows(of: consequence) where judge.comesTrue(consequence, scope, since: before) {
        isOverdue = true
      }
    }
    return judge.verdict.faulted ? nil : isOverdue
  }

  // MARK: - Consequences

  /// A consequence and the row that it is about.
  private struct Pair: Hashable {
    let consequence: Int
    let row: String?
  }

  /// What follows from a legal request: every condition is asked of every row of whole states. Round by round, in each
  /// by the names of consequences, then by row.
  private mutating func follow(heard: Int64?) {
    guard var after = verdict.after else { return }
    var before = evaluator.fact(of: evaluator.state, now: heard ?? .min)
    var ran: Set<Pair> = []
    var number = 0
    while true {
      number += 1
      var round = ReferenceJudge(evaluator: evaluator.fact(of: after, now: evaluator.now), uncovered: [])
      round.thrown = thrown
      for index in program.consequences.indices.inOrder(of: program.consequences.map(\.header)) {
        let consequence = program.consequences[index]
        for scope in rows(of: consequence) {
          let pair = Pair(consequence: index, row: scope.values.first?.id)
          guard !ran.contains(pair), round.comesTrue(consequence, scope, since: before) else { continue }
          ran.insert(pair)
          do {
            round.perform(consequence.event, try consequence.arguments.map { try round.evaluator.value($0, scope) })
          } catch { round.verdict.faulted = true }
        }
      }
      if round.verdict.events.isEmpty, !round.verdict.faulted { break }
      verdict.events += round.verdict.events.map {
        ReferenceEvent(round: number, event: $0.event, arguments: $0.arguments)
      }
      verdict.throwings += round.verdict.throwings
      thrown = round.thrown
      before = round.evaluator
      do { after = try ReferenceEffect.combined(round.effects, on: after, program) } catch { round.verdict.faulted = true }
      if round.verdict.faulted {
        verdict.faulted = true
        verdict.after = nil
        return
      }
    }
    verdict.after = after
  }

  private func rows(of consequence: ConsequenceInfo) -> [Scope] {
    guard let binder = consequence.binder, case .table(let entity) = binder.domain.kind else { return [[:]] }
    return evaluator.state.ids(entity).map { [binder.local: .row(entity, $0)] }
  }

  /// Whether a condition did not hold in an older state and holds in this one. That it cannot be worked out is a fault,
  /// unless it could not be before.
  private mutating func comesTrue(
    _ consequence: ConsequenceInfo, _ scope: Scope, since older: ReferenceEvaluator
  ) -> Bool {
    func holds(_ evaluator: ReferenceEvaluator) throws -> Bool {
      if let picks = consequence.binder?.condition, try !evaluator.value(picks, scope).truth { return false }
      return try evaluator.value(consequence.condition, scope).truth
    }
    let before = try? holds(older)
    do { return try before != true && holds(evaluator) } catch {
      if before != nil { verdict.faulted = true }
      return false
    }
  }

  private init(evaluator: ReferenceEvaluator, uncovered: Set<Int>) {
    self.evaluator = evaluator
    self.uncovered = uncovered
  }

  private var program: TypedProgram { evaluator.program }

  private mutating func run(_ id: ActionID, _ arguments: [ReferenceValue]) {
    let action = program.actions[id]
    let scope = Scope(uniqueKeysWithValues: arguments.enumerated().map { (LocalID($0.offset), $0.element) })
    liftedForRequest = lifted(at: .action(id), scope, tags: action.tags)
    block(action.body, scope, lifted: liftedForRequest)
    rules(at: .action(id), scope, tags: action.tags, lifted: liftedForRequest)
    guard verdict.isLegal else { return }
    do {
      verdict.after = try ReferenceEffect.combined(effects, on: evaluator.state, program)
    } catch {
      verdict.faulted = true
    }
  }

  // MARK: - What binds

  /// All that the waivers of a target lift.
  private mutating func lifted(at target: BindingTarget, _ scope: Scope, tags: [TagClause]) -> Set<WaiverInfo.Lift> {
    var applying: [(id: WaiverID, lifts: [WaiverInfo.Lift])] = []
    for (number, waiver) in program.waivers.enumerated() {
      for binding in waiver.bindings where binding.target == target {
        for inner in scopes(binding, scope, tags) {
          do {
            guard try waiver.condition.map({ try evaluator.value($0, inner).truth }) ?? true else { continue }
            applying.append((WaiverID(number), waiver.lifts))
          } catch { verdict.faulted = true }
        }
      }
    }
    // A waiver that an applying waiver lifts lifts nothing; waivers have no cycles, so peeling from the top ends.
    var decided: [WaiverID: Bool] = [:]
    func applies(_ id: WaiverID) -> Bool {
      if let known = decided[id] { return known }
      let result = !applying.contains { $0.id != id && $0.lifts.contains(.waiver(id)) && applies($0.id) }
      decided[id] = result
      return result
    }
    return Set(applying.filter { applies($0.id) }.flatMap(\.lifts))
  }

  private mutating func rules(
    at target: BindingTarget, _ scope: Scope, tags: [TagClause], lifted: Set<WaiverInfo.Lift>
  ) {
    for number in program.rules.indices.inOrder(of: program.rules.map(\.header))
    where !lifted.contains(.rule(RuleID(number))) {
      let rule = program.rules[number]
      for binding in rule.bindings where binding.target == target {
        for inner in scopes(binding, scope, tags) {
          do {
            guard try rule.condition.map({ try evaluator.value($0, inner).truth }) ?? true else { continue }
          } catch {
            verdict.faulted = true
            continue
          }
          block(rule.body, inner, lifted: lifted)
        }
      }
    }
  }

  /// The scopes in which a pattern binds: none where a tag or an optional is missing, one for each `each` element.
  private func scopes(_ binding: Binding, _ scope: Scope, _ tags: [TagClause]) -> [Scope] {
    func holds(_ clause: Int) -> Bool {
      guard let condition = tags[clause].condition else { return true }
      return (try? evaluator.value(condition, scope).truth) ?? false
    }
    if !binding.tagClauses.isEmpty, !binding.tagClauses.contains(where: holds) { return [] }
    if binding.excludedClauses.contains(where: holds) { return [] }
    var scopes = [Scope()]
    for (number, source) in binding.sources.enumerated() {
      let local = LocalID(number)
      switch source {
      case .parameter(let parameter):
        scopes = scopes.map { $0.merging([local: scope[LocalID(parameter)] ?? .none]) { $1 } }
      case .present(let parameter):
        guard let argument = scope[LocalID(parameter)], argument != .none else { return [] }
        scopes = scopes.map { $0.merging([local: argument]) { $1 } }
      case .element(let parameter):
        let elements = (try? scope[LocalID(parameter)]?.elements) ?? []
        var distinct: [ReferenceValue] = []
        for element in elements where !distinct.contains(element) { distinct.append(element) }
        scopes = scopes.flatMap { inner in distinct.map { inner.merging([local: $0]) { $1 } } }
      }
    }
    return scopes
  }

  // MARK: - Blocks

  /// What a block has done so far: which statements failed, and whether a requirement did.
  private struct Progress {
    var failed: Set<Int> = []
    var refused = false
  }

  private mutating func block(_ statements: [Statement], _ scope: Scope, lifted: Set<WaiverInfo.Lift>) {
    var progress = Progress()
    run(statements, scope, lifted, &progress)
  }

  private mutating func run(
    _ statements: [Statement], _ outer: Scope, _ lifted: Set<WaiverInfo.Lift>, _ progress: inout Progress
  ) {
    var scope = outer
    for statement in statements {
      if statement.restsOn.contains(where: progress.failed.contains) {
        progress.failed.insert(statement.number)
        continue
      }
      // In a loop, an earlier round's failure is not this round's.
      progress.failed.remove(statement.number)
      do {
        try run(statement, &scope, lifted, &progress)
      } catch {
        progress.failed.insert(statement.number)
        if !progress.refused { verdict.faulted = true }
      }
    }
  }

  private mutating func refuse(_ id: RequirementID, _ statement: Statement, _ progress: inout Progress) {
    verdict.reasons.insert(program.requirements[id].id)
    progress.failed.insert(statement.number)
    progress.refused = true
  }

  private mutating func run(
    _ statement: Statement, _ scope: inout Scope, _ lifted: Set<WaiverInfo.Lift>, _ progress: inout Progress
  ) throws {
    func holds(_ condition: TypedExpression?, _ scope: Scope) throws -> Bool {
      try condition.map { try evaluator.value($0, scope).truth } ?? true
    }
    switch statement.kind {
    case .require(let id, let condition, let when, _):
      guard !lifted.contains(.requirement(id)), try holds(when, scope) else { return }
      if try !evaluator.value(condition, scope).truth { refuse(id, statement, &progress) }
    case .spend(let id, let amount, let from, let when, _):
      guard !lifted.contains(.requirement(id)), try holds(when, scope) else { return }
      try spend(id, evaluator.value(amount, scope).number, from, scope)
      if uncovered.contains(spends.count - 1) { refuse(id, statement, &progress) }
    case .let(let local, let expression, let refusal):
      let value = try evaluator.value(expression, scope)
      if let refusal, value == .none {
        refuse(refusal.requirement, statement, &progress)
      } else {
        scope[local] = value
      }
    case .set(let place, let to, let when):
      if try holds(when, scope) { try effect(.set, evaluator.value(to, scope), place, scope) }
    case .add(let what, let place, let when):
      if try holds(when, scope) { try effect(.add, evaluator.value(what, scope), place, scope) }
    case .subtract(let what, let place, let when):
      if try holds(when, scope) { try effect(.subtract, evaluator.value(what, scope), place, scope) }
    case .remove(let what, let place, let when):
      if try holds(when, scope) { try effect(.remove, evaluator.value(what, scope), place, scope) }
    case .removeAll(let local, let place, let matching, let when):
      guard try holds(when, scope) else { return }
      let target = try evaluator.place(place, scope)
      for element in try evaluator.state.value(at: target).elements {
        let inner = scope.merging([local: element]) { $1 }
        if try holds(matching, inner) { effects.append(ReferenceEffect(kind: .remove, value: element, place: target)) }
      }
    case .forEach(let binder, let body):
      for item in try evaluator.walk(binder, scope) { run(body, item.scope, lifted, &progress) }
    case .if(let condition, let then, let otherwise):
      run(try holds(condition, scope) ? then : otherwise, scope, lifted, &progress)
    case .do(let event, let arguments, let when):
      if try holds(when, scope) { perform(event, try arguments.map { try evaluator.value($0, scope) }) }
    case .roll(let id, let local, nil, let expression, let when):
      scope[local] = ReferenceValue.none
      // Each time that it is reached counts, whether it is made or not.
      let name = program.rolls[id].id
      thrown[name, default: 0] += 1
      guard try holds(when, scope), case .dice(let dice) = try evaluator.value(expression, scope) else { return }
      let throwing = thrown[name] == 1 ? name : "\(name)#\(thrown[name] ?? 0)"
      if dice.count > 0 { verdict.throwings.append(throwing) }
      scope[local] = ReferenceDice.rolled(
        dice, ReferenceDice.faces(throwing, count: dice.count, sides: dice.sides))
    case .roll:
      throw ReferenceFault(what: "rolls for each of some are not part of the reference evaluator")
    }
  }

  private mutating func perform(_ id: EventID, _ arguments: [ReferenceValue]) {
    let event = program.events[id]
    verdict.events.append(ReferenceEvent(event: id, arguments: arguments))
    let scope = Scope(uniqueKeysWithValues: arguments.enumerated().map { (LocalID($0.offset), $0.element) })
    let lifted = liftedForRequest.union(self.lifted(at: .event(id), scope, tags: event.tags))
    block(event.body, scope, lifted: lifted)
    rules(at: .event(id), scope, tags: event.tags, lifted: lifted)
  }

  // MARK: - Changes

  private mutating func effect(
    _ kind: ReferenceEffect.Kind, _ value: ReferenceValue, _ place: Place, _ scope: Scope
  ) throws {
    effects.append(ReferenceEffect(kind: kind, value: value, place: try evaluator.place(place, scope)))
  }

  private mutating func spend(_ id: RequirementID, _ amount: Int64, _ from: Place, _ scope: Scope) throws {
    guard amount >= 0 else { throw ReferenceFault(what: "a negative spend") }
    switch from.root {
    case .budget(let budget, let whose):
      let owner = try evaluator.value(whose, scope)
      let counter = try evaluator.place(program.budgets[budget].counter, [LocalID(0): owner])
      let left = try evaluator.left(of: budget, for: owner)
      spends.append(ReferenceSpend(requirement: id, amount: amount, place: counter, budget: budget, left: left))
      effects.append(ReferenceEffect(kind: .count, value: .int(amount), place: counter))
    case .state, .row:
      let place = try evaluator.place(from, scope)
      let left = try evaluator.state.value(at: place).number
      spends.append(ReferenceSpend(requirement: id, amount: amount, place: place, budget: nil, left: left))
      effects.append(ReferenceEffect(kind: .subtract, value: .int(amount), place: place))
    }
  }

  /// Each place, and each budget on it, covers the sum of what is taken; else its first spend of anything is named.
  private func findUncovered() -> Set<Int> {
    var found: Set<Int> = []
    for (_, taken) in Dictionary(grouping: spends.indices.filter { spends[$0].amount > 0 }, by: { spends[$0].place }) {
      let sum = taken.reduce(Int64(0)) { sum, index in
        let (next, overflow) = sum.addingReportingOverflow(spends[index].amount)
        return overflow ? Int64.max : next
      }
      for budget in Set(taken.map { spends[$0].budget }) {
        guard let first = taken.first(where: { spends[$0].budget == budget }), sum > spends[first].left else { continue }
        found.insert(first)
      }
    }
    return found
  }
}

struct ReferenceSpend {
  let requirement: RequirementID
  let amount: Int64
  let place: ReferencePlace
  let budget: BudgetID?
  let left: Int64
}

extension ReferenceEvaluator {
  /// The same rules on another state and at another time, where nobody asks for anything.
  fileprivate func fact(of state: ReferenceState, now: Int64) -> ReferenceEvaluator {
    ReferenceEvaluator(program: program, state: state, user: "", now: now, action: -1)
  }
}

extension Range<Int> {
  /// By the bytes of names.
  fileprivate func inOrder(of headers: [Header]) -> [Int] {
    sorted { headers[$0].name.utf8.lexicographicallyPrecedes(headers[$1].name.utf8) }
  }
}

extension ReferenceValue {
  fileprivate var id: String? {
    if case .row(_, let id) = self { return id }
    return nil
  }
}
