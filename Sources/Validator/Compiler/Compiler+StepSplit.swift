import RulesLang

// A movement's clauses and rules, split by what they look at: what depends on the mover alone is asked once, what
// depends on where a step ends once for each cell, or once for all cells that are alike, only the rest for each step.

extension Compiler {
  /// Notes which questions look at where a step ends alone, and how much of it they see.
  func split(_ movement: MovementCode, _ info: MovementInfo, _ target: BindingTarget) {
    let mover = LocalID(0)
    var all = StepReads()
    for clause in info.enter + info.end {
      all.formUnion(stepAnalysis.reads(of: clause.condition, StepNames(mover: mover, there: clause.cell)))
    }
    var isLeading = true
    var hasSpaces = all.space
    for extra in info.extras {
      let expressions = [extra.cost] + (extra.condition.map { [$0] } ?? [])
      switch extra.scope {
      case .step: break
      case .into(let cell):
        let reads = stepAnalysis.reads(of: expressions, StepNames(mover: mover, there: cell))
        hasSpaces = hasSpaces || reads.space
        all.formUnion(reads)
      case .edge(let here, let there):
        let names = StepNames(mover: mover, here: here, there: there, standsHere: true)
        let reads = stepAnalysis.reads(of: expressions, names)
        isLeading = isLeading && !reads.here
        guard isLeading else { continue }
        movement.arrivalEdges += 1
        all.formUnion(reads)
      }
    }
    for (rule, binding) in bound[target]?.rules ?? [] {
      let reads = stepReads(of: rule, binding, target)
      if !reads.here { all.formUnion(reads) }
    }
    movement.sharesWhereWide = !hasSpaces
    movement.alike = all.here || all.there ? nil : all.tables.sorted()
  }

  /// What a rule for steps looks at, with the waivers that may lift it.
  func stepReads(of id: RuleID, _ binding: Binding, _ target: BindingTarget) -> StepReads {
    let rule = program.rules[id]
    var expressions = rule.condition.map { [$0] } ?? []
    rule.body.walk { expressions += $0.expressions }
    var reads = stepAnalysis.reads(of: expressions, binding.stepNames)
    for (waiver, binding) in bound[target]?.waivers ?? [] where program.waivers[waiver].lifts.contains(.rule(id)) {
      guard let condition = program.waivers[waiver].condition else { continue }
      reads.formUnion(stepAnalysis.reads(of: condition, binding.stepNames))
    }
    return reads
  }

  // MARK: Rules that are settled

  /// A callable of the mover that says whether a rule allows every step, as one about fears does where there are none.
  /// It works out nothing that a step is needed for, so it may leave open what is true, and then says no.
  func settlingUnit(of id: RuleID, _ binding: Binding, _ info: MovementInfo, _ target: BindingTarget) -> Int {
    let rule = program.rules[id]
    let names = binding.stepNames
    return unit(parameters: [.entity(info.mover)], result: .bool) { [self] registers, result in
      let (passes, opens) = (code.label(), code.label())
      code.emit(.move, result, constant(1))
      if let lift = stepLifts[.rule(id)] { code.emit(.jumpIfTrue, lift, to: passes) }
      for (waiver, binding) in bound[target]?.waivers ?? [] where program.waivers[waiver].lifts.contains(.rule(id)) {
        let info = program.waivers[waiver]
        guard let condition = info.condition else {
          code.jump(to: passes)
          continue
        }
        guard isSettled(condition, binding.stepNames) else {
          code.jump(to: opens)
          continue
        }
        within(moverScope(binding, registers, info.locals.count)) { branch(condition, to: passes, when: true) }
      }
      within(moverScope(binding, registers, rule.locals.count)) {
        if let condition = rule.condition { settleAway(condition, names, to: passes, otherwise: opens) }
        for statement in rule.body {
          guard case .require(let requirement, let condition, let guarded, _) = statement.kind else {
            // What a `let` gives may be asked for only where a step is known.
            code.jump(to: opens)
            break
          }
          let next = code.label()
          if let lift = stepLifts[.requirement(requirement)] { code.emit(.jumpIfTrue, lift, to: next) }
          if let guarded { settleAway(guarded, names, to: next, otherwise: opens) }
          settle(condition, true, names, otherwise: opens)
          code.bind(next)
        }
      }
      code.jump(to: passes)
      code.bind(opens)
      code.emit(.move, result, constant(0))
      code.bind(passes)
    }
  }

  private func moverScope(_ binding: Binding, _ registers: [Int32], _ locals: Int) -> Scope {
    var inner = Scope(count: locals)
    for (index, source) in binding.sources.enumerated() where source == .parameter(0) {
      inner[LocalID(index)] = registers[0]
    }
    return inner
  }

  private func isSettled(_ expression: TypedExpression, _ names: StepNames) -> Bool {
    stepAnalysis.reads(of: expression, names).isNothing
  }

  /// Jumps to `done` where a condition is known not to hold, and goes on where it is known to; otherwise to `opens`.
  private func settleAway(
    _ condition: TypedExpression, _ names: StepNames, to done: Label, otherwise opens: Label
  ) {
    if isSettled(condition, names) {
      branch(condition, to: done, when: false)
    } else {
      settle(condition, false, names, otherwise: opens)
      code.jump(to: done)
    }
  }

  /// Goes on where a condition is known to have a truth value by the mover alone, and jumps to `opens` where it is not.
  private func settle(_ condition: TypedExpression, _ truth: Bool, _ names: StepNames, otherwise opens: Label) {
    if isSettled(condition, names) {
      branch(condition, to: opens, when: !truth)
      return
    }
    switch condition.kind {
    case .not(let inner): settle(inner, !truth, names, otherwise: opens)
    case .and(let parts): settle(parts, each: true, truth, names, otherwise: opens)
    case .or(let parts): settle(parts, each: false, truth, names, otherwise: opens)
    case .implies(let premise, let conclusion) where truth:
      let done = code.label()
      settleAway(premise, names, to: done, otherwise: opens)
      settle(conclusion, true, names, otherwise: opens)
      code.bind(done)
    case .quantifier(let quantifier, let binder, _)
    where truth == (quantifier != .some) && isSettled(binder.domain, names):
      // Of none, all is true.
      let condition = binder.condition.flatMap { isSettled($0, names) ? $0 : nil }
      let walk = Binder(local: binder.local, domain: binder.domain, condition: condition)
      let body = TypedExpression(.bool(true), .bool, binder.domain.range)
      branch(
        TypedExpression(.quantifier(.no, walk, body), .bool, binder.domain.range), to: opens, when: false)
    default: code.jump(to: opens)
    }
  }

  /// Settles an `and`, of which each part has to be true, or an `or`, of which each has to be false, in their order.
  private func settle(
    _ parts: [TypedExpression], each value: Bool, _ truth: Bool, _ names: StepNames, otherwise opens: Label
  ) {
    guard truth != value else {
      for part in parts { settle(part, value, names, otherwise: opens) }
      return
    }
    // One part decides it, if those before it are known not to.
    let done = code.label()
    for part in parts {
      guard isSettled(part, names) else {
        settle(part, truth, names, otherwise: opens)
        code.jump(to: done)
        break
      }
      branch(part, to: done, when: truth)
    }
    code.jump(to: opens)
    code.bind(done)
  }
}

extension Binding {
  /// The names of a pattern of steps.
  fileprivate var stepNames: StepNames {
    func local(_ parameter: Int) -> LocalID? {
      sources.firstIndex(of: .parameter(parameter)).map { LocalID($0) }
    }
    return StepNames(mover: local(0), here: local(1), there: local(2), standsHere: true)
  }
}
