import RulesLang

// Statements. Each is guarded against what it rests on; what only runs when something fails is put behind the run.

extension Compiler {
  func statements(_ all: [Statement]) {
    for statement in all { compile(statement) }
  }

  private func compile(_ statement: Statement) {
    let index = openRecord(for: statement)
    let outer = code.owner
    code.owner = Int32(index)
    let after = code.label()
    let mark = code.top
    var keep = mark

    if case .roll(let roll, _, _, _, _) = statement.kind { code.emit(.rollReached, n: roll.index) }
    traceBegin(.statement, statement.range)
    passOver(statement, to: after)
    for lift in lifts(of: statement.requirement) {
      code.emit(.jumpIfTrue, lift, to: telling(.lifted, statement.range, to: after))
    }
    if let guarded = statement.guarded, !statement.isRoll {
      branch(guarded, to: telling(.doesNotApply, statement.range, to: after), when: false)
    }

    switch statement.kind {
    case .require(let id, let condition, _, let message): require(id, condition, message, index, after)
    case .spend(let id, let amount, let place, _, let message): spend(id, amount, place, message, index, after)
    case .let(let local, let value, let refusal):
      let type = refusal == nil ? value.type : value.type.unwrapped
      let register = code.registers(words(type))
      keep = code.top
      bind(local, value, refusal, register, index, after)
      scope[local] = register
    case .set, .add, .subtract, .remove, .removeAll: effect(statement)
    case .forEach(let binder, let body): forEach(binder, body)
    case .if(let condition, let then, let otherwise): choose(condition, then, otherwise)
    case .do(let event, let arguments, _): perform(event, arguments)
    case .roll(let roll, let local, let binder, let dice, let guarded):
      let register = code.registers(3)
      keep = code.top
      scope[local] = register
      self.roll(roll, binder, dice, guarded, into: register, index, after)
    }
    code.bind(after)
    traceEnd(statement.range)
    resumes.append((index, after))
    code.release(to: keep)
    code.owner = outer
  }

  /// Passes a statement over where one that it rests on failed or was itself passed over.
  private func passOver(_ statement: Statement, to after: Label) {
    let flags = statement.restsOn.compactMap { block?.flags[$0] }
    guard !flags.isEmpty else { return }
    let passed = code.label()
    for flag in flags { code.emit(.jumpIfTrue, flag, to: passed) }
    let own = block?.flags[statement.number]
    let owner = code.owner
    deferred.append { [self] in
      code.owner = owner
      code.bind(passed)
      if let own { code.emit(.move, own, constant(1)) }
      trace(.passedOver, statement.range)
      code.jump(to: after)
    }
  }

  // MARK: Records

  /// Notes how a statement is named should it fault.
  private func openRecord(for statement: Statement) -> Int {
    let arguments = block?.arguments ?? []
    let shape = FailureShape(
      id: statement.requirement.map { program.requirements[$0].id } ?? block?.name ?? "", range: statement.range,
      message: nil, needed: nil, actual: nil, arguments: arguments.map(\.info), disclosures: disclosed([], nil))
    return openRecord(
      shape, flag: block?.flags[statement.number] ?? -1, failed: block?.failed ?? -1)
  }

  func openRecord(_ shape: FailureShape, flag: Int32 = -1, failed: Int32 = -1) -> Int {
    let combined = FailureShape(
      id: shape.id, range: shape.range, message: nil, needed: nil, actual: nil, arguments: [])
    statements.append(
      StatementRecord(shape: shape, arguments: argumentRuns(), combined: combined, flag: flag, failed: failed))
    return statements.count - 1
  }

  private func argumentRuns() -> [RegisterRun] {
    (block?.arguments ?? []).map { RegisterRun(first: $0.register, words: words($0.info.type)) }
  }

  // MARK: Requirements

  private func require(
    _ id: RequirementID, _ condition: TypedExpression, _ message: Message, _ index: Int, _ after: Label
  ) {
    let failed = code.label()
    branch(condition, to: failed, when: false)
    seeHeld(id)
    trace(.met, condition.range)
    putOff(at: failed) { [self] in
      unmet(index, after)
      trace(.failed, condition.range)
      diagnose(condition) { needed, actual in
        fail(id, message, needed: needed, actual: actual, after)
      }
      code.jump(to: after)
    }
  }

  private func bind(
    _ local: LocalID, _ value: TypedExpression, _ refusal: Statement.Refusal?, _ register: Int32, _ index: Int,
    _ after: Label
  ) {
    defer { trace(value, register) }
    guard let refusal else { return _ = self.value(value, into: register) }
    let failed = code.label()
    releasing {
      let optional = self.value(value)
      let inner = value.type.unwrapped
      if Layout.hasPresence(inner) {
        code.emit(.jumpIfFalse, optional, to: failed)
        code.move(optional + 1, to: register, words: words(inner))
      } else {
        code.emit(.jumpIfAbsent, optional, to: failed)
        code.move(optional, to: register, words: words(inner))
      }
    }
    seeHeld(refusal.requirement)
    putOff(at: failed) { [self] in
      unmet(index, after)
      trace(.failed, value.range)
      fail(refusal.requirement, refusal.message, needed: nil, actual: nil, after)
      code.jump(to: after)
    }
  }

  /// Where failures are only counted, what explains this one is passed over.
  private func unmet(_ index: Int, _ after: Label) {
    let flag = statements[index].flag
    code.emit(.unmet, max(flag, 0), to: after, flag: flag >= 0 ? 1 : 0)
  }

  /// Compiles code behind the run, with the names and registers there are here.
  func putOff(at label: Label, _ body: @escaping () -> Void) {
    let (names, block, mark, owner) = (scope, self.block, code.top, code.owner)
    deferred.append { [self] in
      let outer = (scope, self.block, code.top, code.owner)
      (scope, self.block, code.owner) = (names, block, owner)
      code.release(to: mark)
      code.bind(label)
      body()
      (scope, self.block, code.owner) = (outer.0, outer.1, outer.3)
      code.release(to: outer.2)
    }
  }

  // MARK: Blocks in blocks

  private func forEach(_ binder: Binder, _ body: [Statement]) {
    walk(binder, strict: true) { [self] element, _ in
      seeTaken(binder.domain.range)
      let outer = block
      if let block, let info = block.local(binder.local) {
        self.block?.arguments = block.arguments + [(info, element)]
        body.walk { statement in
          if let flag = block.flags[statement.number] { code.emit(.move, flag, constant(0)) }
        }
      }
      statements(body)
      block = outer
    }
  }

  private func choose(_ condition: TypedExpression, _ then: [Statement], _ otherwise: [Statement]) {
    let (other, done) = (code.label(), code.label())
    branch(condition, to: other, when: false)
    statements(then)
    if !otherwise.isEmpty { code.jump(to: done) }
    code.bind(other)
    statements(otherwise)
    code.bind(done)
  }

  func perform(_ event: EventID, _ arguments: [TypedExpression]) {
    let info = program.events[event]
    // Behind one another, so that the record of the event is one copy.
    let first = code.registers(info.parameters.reduce(0) { $0 + words($1.shape.type) })
    var register = first
    for (argument, parameter) in zip(arguments, info.parameters) {
      releasing { _ = value(argument, as: parameter.shape.type, into: register) }
      register += Int32(words(parameter.shape.type))
    }
    compileEvent(event, parametersAt: first)
  }

  /// The flags of waivers that lift a requirement here.
  private func lifts(of requirement: RequirementID?) -> [Int32] {
    requirement.flatMap { lifted[.requirement($0)] } ?? []
  }

  /// A value where a type is due: a T where it is optional, `none` of the right width.
  @discardableResult
  func value(_ expression: TypedExpression, as type: Type, into target: Int32?) -> Int32 {
    guard Layout.hasPresence(type.unwrapped), type.isOptional else { return value(expression, into: target) }
    if case .none = expression.kind { return absent(type, into: target) }
    guard !expression.type.isOptional else { return value(expression, into: target) }
    let result = registers(for: type, target)
    code.emit(.move, result, constant(1))
    value(expression, into: result + 1)
    return result
  }
}

extension Statement {
  /// A roll whose condition does not hold is a roll that is not made, not a statement that is left out.
  fileprivate var isRoll: Bool {
    if case .roll = kind { return true }
    return false
  }
}
