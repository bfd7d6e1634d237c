import RulesLang

// What happens at one occurrence of an action or event: its waivers and notes, its block, the rules that bind it. All
// is laid out behind one another; an event is laid into each place that does it.

extension Message {
  /// Whether a hole tells of a name.
  fileprivate func names(_ local: LocalID) -> Bool {
    holes.contains { hole in
      hole.contains { part in
        if case .local(local) = part.kind { return true }
        return false
      }
    }
  }
}

extension Compiler {
  /// An action or event at one place of a run.
  struct Occurrence {
    let target: BindingTarget
    let name: String
    let range: SourceRange
    let parameters: [ParameterInfo]
    let locals: [LocalInfo]
    let tags: [TagClause]
    let body: [Statement]
    /// The registers of the parameters.
    let registers: [Int32]
    /// What says whether a requirement of its block failed, where that has its place already.
    var failed: Int32?

    var owner: RequirementInfo.Owner? {
      switch target {
      case .action(let id): .action(id)
      case .event(let id): .event(id)
      case .step: nil
      }
    }
  }

  /// The event whose arguments lie behind one another from a register on.
  func compileEvent(_ id: EventID, parametersAt first: Int32) {
    let info = program.events[id]
    let registers = parameterRegisters(info.parameters, from: first)
    let outer = (scope, block, lifted)
    scope = Scope(count: info.locals.count)
    for (index, register) in registers.enumerated() { scope[LocalID(index)] = register }
    let occurrence = Occurrence(
      target: .event(id), name: info.header.name, range: info.header.range, parameters: info.parameters,
      locals: info.locals, tags: info.tags, body: info.body, registers: registers)

    seeTaken(info.header.range)
    traceBegin(.event(info.header.name), info.header.range, arguments: Array(zip(info.locals, registers)))
    keepBounds(of: info.parameters, registers)
    let clauses = tagClauses(info.tags)
    code.emit(.event, Int32(id.index), clauses)
    code.emit(.put, first, n: info.parameters.reduce(0) { $0 + words($1.shape.type) })
    if let says = info.says { put(says) }
    if let users = info.to { releasing { _ = code.emit(.recipients, value(users)) } }
    happen(occurrence)
    traceEnd(info.header.range)
    (scope, block, lifted) = outer
  }

  func parameterRegisters(_ parameters: [ParameterInfo], from first: Int32) -> [Int32] {
    var register = first
    return parameters.map { parameter in
      defer { register += Int32(words(parameter.shape.type)) }
      return register
    }
  }

  /// A register with a bit for each clause of tags that holds.
  private func tagClauses(_ clauses: [TagClause]) -> Int32 {
    var always: Word = 0
    for (index, clause) in clauses.prefix(63).enumerated() where clause.condition == nil { always |= 1 << Word(index) }
    guard clauses.contains(where: { $0.condition != nil }) else { return constant(always) }
    let bits = code.registers()
    code.emit(.move, bits, constant(always))
    for (index, clause) in clauses.prefix(63).enumerated() {
      guard let condition = clause.condition else { continue }
      let next = code.label()
      branch(condition, to: next, when: false)
      code.emit(.setBit, bits, constant(Word(index)))
      code.bind(next)
    }
    return bits
  }

  /// Waivers, notes, the block, then the rules.
  func happen(_ occurrence: Occurrence) {
    let bound = self.bound[occurrence.target] ?? Bound()
    let names = scope
    for (id, binding) in bound.waivers { waiver(id, binding, occurrence, names) }
    scope.noted = [:]
    for (id, binding) in bound.notes { note(id, binding, occurrence, names) }
    let noted = scope.noted

    let mark = code.top
    openBlock(
      occurrence.name, occurrence.locals, occurrence.body, of: occurrence.owner,
      arguments: zip(occurrence.locals, occurrence.registers).map { ($0, $1) }, failed: occurrence.failed)
    statements(occurrence.body)
    code.release(to: mark)

    for (id, binding) in bound.rules {
      scope = names
      rule(id, binding, occurrence, noted)
    }
  }

  /// Whether a fault of a block may ask whether a requirement of it failed before. What no fault can follow need not be
  /// remembered.
  func mayFault(_ body: [Statement]) -> Bool { body.contains { !isSafe($0) } }

  /// Starts a block: nothing in it has failed yet.
  ///
  /// - Parameter known: what says so where each run of the action begins by clearing it.
  private func openBlock(
    _ name: String, _ locals: [LocalInfo], _ body: [Statement], of owner: RequirementInfo.Owner?,
    arguments: [(LocalInfo, Int32)], failed known: Int32? = nil
  ) {
    var rested = Set<Int>()
    body.walk { rested.formUnion($0.restsOn) }
    var flags: [Int: Int32] = [:]
    for number in rested.sorted() {
      let flag = code.registers()
      flags[number] = flag
      code.emit(.move, flag, constant(0))
    }
    var failed = known ?? -1
    if known == nil, mayFault(body) {
      failed = code.registers()
      code.emit(.move, failed, constant(0))
    }
    block = Block(name: name, locals: locals, arguments: arguments, failed: failed, flags: flags, owner: owner)
  }

  // MARK: Bindings

  /// Compiles something for each way in which a pattern's names are bound; inside, they are in scope.
  ///
  /// - Parameter skip: where to go if the pattern does not bind this occurrence.
  private func bind(
    _ binding: Binding, _ pattern: Pattern, _ locals: Int, _ occurrence: Occurrence, noted: [Int: Int32],
    skip: Label, _ body: ([Int32]) -> Void
  ) {
    if !binding.tagClauses.isEmpty {
      let fits = code.label()
      for clause in binding.tagClauses {
        guard let condition = clauseCondition(clause, occurrence) else { continue }
        branch(condition, to: fits, when: true)
      }
      code.jump(to: skip)
      code.bind(fits)
    }
    for clause in binding.excludedClauses {
      if let condition = clauseCondition(clause, occurrence) { branch(condition, to: skip, when: true) }
    }

    var registers = [Int32](repeating: 0, count: binding.sources.count)
    var element: (place: Int, parameter: Int)?
    for (index, source) in binding.sources.enumerated() {
      switch source {
      case .parameter(let parameter): registers[index] = occurrence.registers[parameter]
      case .present(let parameter):
        let register = occurrence.registers[parameter]
        let hasPresence = Layout.hasPresence(occurrence.parameters[parameter].shape.type.unwrapped)
        code.emit(hasPresence ? .jumpIfFalse : .jumpIfAbsent, register, to: skip)
        registers[index] = hasPresence ? register + 1 : register
      case .element(let parameter): element = (index, parameter)
      }
    }
    func enter(_ registers: [Int32]) {
      var inner = Scope(count: locals)
      for (index, register) in registers.enumerated() { inner[LocalID(index)] = register }
      inner.noted = noted
      within(inner) { body(registers) }
    }
    guard let element else { return enter(registers) }
    let info = occurrence.parameters[element.parameter]
    let type = info.shape.type
    if type.isOptional { code.emit(.jumpIfAbsent, occurrence.registers[element.parameter], to: skip) }
    let all = TypedExpression(
      .local(scope.name(occurrence.registers[element.parameter])), type.unwrapped, info.header.range)
    walk(distinct(all), strict: true) { register, _ in
      registers[element.place] = register
      enter(registers)
    }
  }

  private func clauseCondition(_ clause: Int, _ occurrence: Occurrence) -> TypedExpression? {
    occurrence.tags.indices.contains(clause) ? occurrence.tags[clause].condition : nil
  }

  /// Compiles the head of a rule, waiver or note as a statement of its own: its faults are named after it.
  private func head(_ header: Header, _ title: TraceRecord.Title, _ body: (Label) -> Void) {
    let outer = (code.owner, block)
    block = nil
    let shape = FailureShape(
      id: header.name, range: header.range, message: nil, needed: nil, actual: nil, arguments: [])
    let index = openRecord(shape)
    code.owner = Int32(index)
    let after = code.label()
    traceBegin(title, header.range)
    releasing { body(after) }
    code.bind(after)
    traceEnd(header.range)
    resumes.append((index, after))
    (code.owner, block) = outer
  }

  /// Goes on where a condition holds, with the first element that each `some` of it found under its name, as far as a
  /// message tells of it; else jumps.
  private func hold(_ condition: TypedExpression, to other: Label, for message: Message) {
    let label = isSeen(condition) ? code.label() : other
    defer { if isSeen(condition) { seeParts(of: condition, missed: label, to: other) } }
    for part in conjuncts(condition) {
      guard case .quantifier(.some, let binder, let body) = part.kind, message.names(binder.local) else {
        branch(part, to: label, when: false)
        continue
      }
      let width = words(binder.domain.type.element ?? .int)
      let witness = code.registers(width)
      let found = code.label()
      walk(binder.domain, as: binder.local, where: conjuncts(binder.condition) + conjuncts(body), strict: true) {
        element, _ in
        code.move(element, to: witness, words: width)
        code.jump(to: found)
      }
      code.jump(to: label)
      code.bind(found)
      scope[binder.local] = witness
    }
  }

  // MARK: Rules

  private func rule(_ id: RuleID, _ binding: Binding, _ occurrence: Occurrence, _ noted: [Int: Int32]) {
    let info = program.rules[id]
    head(info.header, .rule(info.header.name)) { after in
      for lift in lifted[.rule(id)] ?? [] {
        code.emit(.jumpIfTrue, lift, to: telling(.lifted, info.header.range, to: after))
      }
      bind(binding, info.pattern, info.locals.count, occurrence, noted: noted, skip: after) { registers in
        let next = code.label()
        if let condition = info.condition {
          branch(condition, to: telling(.doesNotApply, info.header.range, to: next), when: false)
        } else {
          seeTaken(info.header.range)
        }
        openBlock(
          info.header.name, info.locals, info.body, of: .rule(id),
          arguments: zip(info.locals, registers).map { ($0, $1) })
        statements(info.body)
        block = nil
        code.bind(next)
      }
    }
  }

  // MARK: Waivers

  private func waiver(_ id: WaiverID, _ binding: Binding, _ occurrence: Occurrence, _ names: Scope) {
    let info = program.waivers[id]
    let flag = code.registers()
    code.emit(.move, flag, constant(0))
    head(info.header, .waiver(info.header.name)) { after in
      for lift in lifted[.waiver(id)] ?? [] { code.emit(.jumpIfTrue, lift, to: after) }
      bind(binding, info.pattern, info.locals.count, occurrence, noted: [:], skip: after) { _ in
        let next = code.label()
        if let condition = info.condition {
          hold(condition, to: telling(.doesNotApply, info.header.range, to: next), for: info.because)
        } else {
          seeTaken(info.header.range)
        }
        code.emit(.move, flag, constant(1))
        trace(.holds, info.header.range)
        for (index, lift) in info.lifts.enumerated() where meets(lift, occurrence.target) {
          code.emit(.waived, Int32(id.index), Int32(index))
          put(info.because)
          if case .action = occurrence.target, let global = stepLifts[lift] {
            code.emit(.move, global, constant(1))
          }
        }
        code.jump(to: after)
        code.bind(next)
      }
    }
    for lift in info.lifts { lifted[lift, default: []].append(flag) }
    scope = names
  }

  /// Whether what a waiver lifts can come up in an action, or in an event, at all.
  private func meets(_ lift: WaiverInfo.Lift, _ target: BindingTarget) -> Bool {
    let targets = reach(of: target)
    switch lift {
    case .rule(let rule): return program.rules[rule].bindings.contains { targets.contains($0.target) }
    case .note(let note): return program.notes[note].bindings.contains { targets.contains($0.target) }
    case .waiver(let waiver): return program.waivers[waiver].bindings.contains { targets.contains($0.target) }
    case .requirement(let requirement):
      switch program.requirements[requirement].owner {
      case .action(let action): return targets.contains(.action(action))
      case .event(let event): return targets.contains(.event(event))
      case .rule(let rule): return program.rules[rule].bindings.contains { targets.contains($0.target) }
      }
    }
  }

  /// A target, the events that it may do and the movements that it may ask about.
  private func reach(of target: BindingTarget) -> Set<BindingTarget> {
    if let known = reaches[target] { return known }
    var all: Set<BindingTarget> = [target]
    var waiting = [target]
    func note(_ body: [Statement]) {
      body.walk { statement in
        if case .do(let event, _, _) = statement.kind, all.insert(.event(event)).inserted {
          waiting.append(.event(event))
        }
      }
      body.walkExpressions { expression in
        if case .canFollow(_, _, let movement) = expression.kind { all.insert(.step(movement)) }
      }
    }
    while let next = waiting.popLast() {
      switch next {
      case .action(let id): note(program.actions[id].body)
      case .event(let id): note(program.events[id].body)
      case .step: break
      }
      for (rule, _) in bound[next]?.rules ?? [] { note(program.rules[rule].body) }
    }
    reaches[target] = all
    return all
  }

  // MARK: Notes

  private func note(_ id: NoteID, _ binding: Binding, _ occurrence: Occurrence, _ names: Scope) {
    let info = program.notes[id]
    let flag: Int32
    if let known = scope.noted[info.word] {
      flag = known
    } else {
      flag = code.registers()
      code.emit(.move, flag, constant(0))
    }
    var inner = names
    inner.noted = scope.noted
    head(info.header, .note(info.header.name)) { after in
      for lift in lifted[.note(id)] ?? [] { code.emit(.jumpIfTrue, lift, to: after) }
      bind(binding, info.pattern, info.locals.count, occurrence, noted: [:], skip: after) { _ in
        let next = code.label()
        if let condition = info.condition {
          hold(condition, to: telling(.doesNotApply, info.header.range, to: next), for: info.because)
        } else {
          seeTaken(info.header.range)
        }
        code.emit(.move, flag, constant(1))
        trace(.holds, info.header.range)
        code.emit(.noted, Int32(id.index))
        put(info.because)
        code.bind(next)
      }
    }
    scope = inner
    scope.noted[info.word] = flag
  }
}
