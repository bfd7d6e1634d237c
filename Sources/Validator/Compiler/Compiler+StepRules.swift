import RulesLang

// Rules for steps: each a callable that says whether a step is allowed, and one that reports what fails.

extension Compiler {
  func stepRule(
    _ id: RuleID, _ binding: Binding, _ info: MovementInfo, _ target: BindingTarget
  ) -> MovementCode.Rule {
    let settles = settlingUnit(of: id, binding, info, target)
    let reads = stepReads(of: id, binding, target)
    let types: [Type] = [.entity(info.mover), .cell, .cell]
    let check = unit(parameters: types, result: .bool) { [self] registers, result in
      let (fails, passes) = (code.label(), code.label())
      code.emit(.move, result, constant(1))
      step(id, binding, registers, target, passes: passes) { statement in
        switch statement.kind {
        case .require(let requirement, let condition, _, _):
          branch(condition, to: fails, when: false)
          seeHeld(requirement)
        default: code.jump(to: fails)
        }
      }
      code.jump(to: passes)
      code.bind(fails)
      code.emit(.move, result, constant(0))
      code.bind(passes)
    }
    let report = unit(parameters: types, result: .bool) { [self] registers, _ in
      let passes = code.label()
      let rule = program.rules[id]
      let arguments = rule.pattern.parameters.isEmpty ? [] : Array(rule.locals.prefix(rule.pattern.parameters.count))
      step(id, binding, registers, target, passes: passes) { statement in
        let next = code.label()
        block = Block(
          name: rule.header.name, locals: rule.locals,
          arguments: arguments.enumerated().compactMap { index, local in
            scope[LocalID(index)].map { (local, $0) }
          }, failed: code.registers(), flags: [:], owner: .rule(id))
        switch statement.kind {
        case .require(let requirement, let condition, _, let message):
          branch(condition, to: next, when: true)
          diagnose(condition) { needed, actual in
            fail(requirement, message, needed: needed, actual: actual, next)
          }
        case .let(_, _, let refusal?):
          fail(refusal.requirement, refusal.message, needed: nil, actual: nil, next)
        default: break
        }
        block = nil
        code.bind(next)
      }
      code.bind(passes)
    }
    return MovementCode.Rule(check: check, report: report, settles: settles, isOfArrival: !reads.here)
  }

  /// The statements of a step rule with its names in scope.
  ///
  /// - Parameter test: compiles a requirement; for a `let` with a refusal, what happens where its value is absent.
  private func step(
    _ id: RuleID, _ binding: Binding, _ registers: [Int32], _ target: BindingTarget, passes: Label,
    _ test: (Statement) -> Void
  ) {
    let rule = program.rules[id]
    if let lift = stepLifts[.rule(id)] { code.emit(.jumpIfTrue, lift, to: passes) }
    stepWaivers(of: .rule(id), registers, target, passes: passes)
    within(stepScope(binding, registers, rule.locals.count)) {
      if let condition = rule.condition {
        branch(condition, to: passes, when: false)
      } else {
        seeTaken(rule.header.range)
      }
      for statement in rule.body {
        let next = code.label()
        if let requirement = statement.requirement, let lift = stepLifts[.requirement(requirement)] {
          code.emit(.jumpIfTrue, lift, to: next)
        }
        if let guarded = statement.guarded { branch(guarded, to: next, when: false) }
        switch statement.kind {
        case .require: test(statement)
        case .let(let local, let bound, let refusal):
          let type = refusal == nil ? bound.type : bound.type.unwrapped
          let register = code.registers(words(type))
          if refusal == nil {
            value(bound, into: register)
          } else {
            let (there, hasPresence) = (code.label(), Layout.hasPresence(type))
            let optional = value(bound)
            code.emit(hasPresence ? .jumpIfTrue : .jumpIfPresent, optional, to: there)
            test(statement)
            code.jump(to: passes)
            code.bind(there)
            if let requirement = refusal?.requirement { seeHeld(requirement) }
            code.move(hasPresence ? optional + 1 : optional, to: register, words: words(type))
          }
          scope[local] = register
        default: break
        }
        code.bind(next)
      }
    }
  }

  /// What the waivers of steps lift is met.
  private func stepWaivers(
    of lift: WaiverInfo.Lift, _ registers: [Int32], _ target: BindingTarget, passes: Label
  ) {
    for (id, binding) in bound[target]?.waivers ?? [] where program.waivers[id].lifts.contains(lift) {
      let waiver = program.waivers[id]
      within(stepScope(binding, registers, waiver.locals.count)) {
        if let condition = waiver.condition {
          branch(condition, to: passes, when: true)
        } else {
          seeTaken(waiver.header.range)
          code.jump(to: passes)
        }
      }
    }
  }

  /// The names of a pattern of steps: the mover, `here` and `there`.
  func stepScope(_ binding: Binding, _ registers: [Int32], _ locals: Int) -> Scope {
    var inner = Scope(count: locals)
    for (index, source) in binding.sources.enumerated() {
      guard case .parameter(let parameter) = source, registers.indices.contains(parameter) else { continue }
      inner[LocalID(index)] = registers[parameter]
      // The mover stands where the step starts.
      if parameter == 0 { inner.standing[LocalID(index)] = registers[1] }
    }
    return inner
  }
}
