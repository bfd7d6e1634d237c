import RulesLang

// Walking collections. A view is walked through: a filter of a filter of a table is one loop with two conditions. Only
// where it matters that elements come in order and once each (`strict`) is a mapped set built first.

extension Compiler {
  /// Compiles a loop over the elements that a binder stands for.
  func walk(_ binder: Binder, strict: Bool = false, _ body: (Int32, Loop) -> Void) {
    walk(binder.domain, as: binder.local, where: conjuncts(binder.condition), strict: strict, body)
  }

  /// Compiles a loop over those elements of a collection for which all conditions hold.
  func walk(
    _ domain: TypedExpression, as local: LocalID, where conditions: [TypedExpression], strict: Bool = false,
    _ body: (Int32, Loop) -> Void
  ) {
    var domain = domain
    var conditions = conditions
    if case .table(let entity) = domain.kind {
      if let index = conditions.firstIndex(where: { match(of: local, $0) != nil }), areSafe(conditions.prefix(index)),
        let match = match(of: local, conditions[index])
      {
        conditions.remove(at: index)
        switch match {
        case .member(let members): domain = members
        case .field(let field, let value):
          return scan(entity, field, equals: value) { element, loop in
            test(element, local, conditions, loop, body)
          }
        }
      }
    }
    walk(domain, strict: strict) { element, loop in test(element, local, conditions, loop, body) }
  }

  private func test(
    _ element: Int32, _ local: LocalID, _ conditions: [TypedExpression], _ loop: Loop, _ body: (Int32, Loop) -> Void
  ) {
    scope[local] = element
    for condition in conditions { branch(condition, to: loop.next, when: false) }
    body(element, loop)
  }

  /// Compiles a loop over a collection.
  func walk(_ collection: TypedExpression, strict: Bool = false, _ body: (Int32, Loop) -> Void) {
    switch collection.kind {
    case .table(let entity):
      let last = code.registers()
      code.emit(.lastRow, last, n: Layout.table(of: entity))
      count(from: constant(-1), to: last, body)
    case .kindTable(let kind): count(from: constant(-1), to: constant(Word(program.kinds[kind].rows.count) - 1), body)
    case .enumTable(let id): count(from: constant(-1), to: constant(Word(program.enums[id].cases.count) - 1), body)
    case .interval(let low, let high):
      let before = code.registers()
      let (first, last) = operands(low, high)
      code.emit(.before, before, first)
      count(from: before, to: last, body)
    case .filter(let binder): walk(binder, strict: strict, body)
    case .map(let element, let binder) where !strict:
      walk(binder) { _, loop in body(value(element), loop) }
    case .call(let function, let arguments) where isView(function):
      let info = program.functions[function]
      let registers = self.arguments(arguments)
      let outer = scope
      within(scope(of: info, registers)) {
        walk(info.body, strict: strict) { element, loop in within(outer) { body(element, loop) } }
      }
    case .builtin(.pathSteps, let arguments):
      guard let path = arguments.first.map({ value($0) }) else { return }
      let length = code.registers()
      code.emit(.spanCount, length, path)
      count(from: constant(0), to: length) { number, loop in
        let step = code.registers()
        code.emit(.prefix, step, path, number)
        body(step, loop)
      }
    default: walkBuilt(collection, body)
    }
  }

  /// A loop over a value: the bits of a word, or the elements of a span.
  private func walkBuilt(_ collection: TypedExpression, _ body: (Int32, Loop) -> Void) {
    if layout.bits(collection.type) != nil {
      let element = code.registers()
      let rest = value(collection, into: code.registers())
      loop(body, element) { start in code.emit(.nextBit, element, rest, to: start) }
    } else {
      walkSpan(in: value(collection), width: words(collection.type.element ?? .int), body)
    }
  }

  func walkSpan(in register: Int32, width: Int, _ body: (Int32, Loop) -> Void) {
    let rest = code.registers()
    code.emit(.move, rest, register)
    let element = code.registers(width)
    loop(body, element) { start in code.emit(.nextElement, element, rest, to: start, n: width) }
  }

  /// A loop over the numbers behind one up to another.
  private func count(from before: Int32, to last: Int32, _ body: (Int32, Loop) -> Void) {
    let element = code.registers()
    code.emit(.move, element, before)
    loop(body, element) { start in code.emit(.nextNumber, element, last, to: start) }
  }

  /// A loop over the rows of which one field is one value.
  private func scan(
    _ entity: EntityID, _ field: Int, equals value: TypedExpression, _ body: (Int32, Loop) -> Void
  ) {
    let table = Layout.table(of: entity)
    let wanted = self.value(value)
    let row = code.registers()
    code.emit(.move, row, constant(-1))
    loop(body, row) { start in
      code.emit(.nextRow, row, wanted, to: start, n: table)
      code.emit(.operand, Int32(columnStarts[table] + layout.tables[table].column(field)))
    }
  }

  /// The frame of every loop: the step that fetches an element stands at its end.
  private func loop(_ body: (Int32, Loop) -> Void, _ element: Int32, step: (Label) -> Void) {
    let start = code.label()
    let loop = Loop(next: code.label(), end: code.label())
    code.jump(to: loop.next)
    code.bind(start)
    let names = scope
    body(element, loop)
    scope = names
    code.bind(loop.next)
    step(start)
    code.bind(loop.end)
  }

  // MARK: Conditions that pick

  /// What a condition of a loop over a table says of the row, if it is the value of a field or membership in a set.
  private enum Match {
    case field(Int, TypedExpression)
    case member(of: TypedExpression)
  }

  private func match(of local: LocalID, _ condition: TypedExpression) -> Match? {
    func isLocal(_ expression: TypedExpression) -> Bool {
      if case .local(local) = expression.kind { return true }
      return false
    }
    func mentions(_ expression: TypedExpression) -> Bool { expression.contains(where: isLocal) }
    switch condition.kind {
    case .compare(.equal, let left, let right):
      for (own, other) in [(left, right), (right, left)] {
        var own = own
        if case .present(let inner) = own.kind { own = inner }
        guard case .field(let base, let field) = own.kind, isLocal(base), case .entity = base.type else { continue }
        guard words(own.type) == 1, layout.spanElement(own.type.unwrapped) == nil else { continue }
        if !mentions(other), isSafe(other) { return .field(field, other) }
      }
      return nil
    case .contains(let element, let members):
      guard isLocal(element), case .set(.entity) = members.type, !mentions(members), isSafe(members) else { return nil }
      return .member(of: members)
    default: return nil
    }
  }

  /// Whether an expression cannot fault, so that it may be worked out sooner than it stands.
  func isSafe(_ expression: TypedExpression) -> Bool {
    switch expression.kind {
    case .bool, .int, .text, .dice, .enumCase, .kindRow, .none, .local, .stateField, .user, .now, .requestedAction,
      .userLiteral:
      return true
    case .field(let inner, _), .present(let inner), .narrowed(let inner), .exists(let inner), .not(let inner):
      return isSafe(inner)
    case .compare(_, let left, let right): return isSafe(left) && isSafe(right)
    case .has(let set, _, let others): return layout.bits(set.type) != nil && isSafe(set) && constantWord(others) != nil
    case .contains(let element, in: let members): return isSafe(element) && isSafe(members)
    default: return false
    }
  }

  /// Whether a statement is a requirement that cannot fault.
  func isSafe(_ statement: Statement) -> Bool {
    guard case .require(_, let condition, _, _) = statement.kind else { return false }
    return conjuncts(condition).allSatisfy { isSafe($0) } && (statement.guarded.map { isSafe($0) } ?? true)
  }

  private func areSafe(_ conditions: ArraySlice<TypedExpression>) -> Bool { conditions.allSatisfy { isSafe($0) } }

  /// The parts of an `and`, or the condition itself.
  func conjuncts(_ condition: TypedExpression?) -> [TypedExpression] {
    guard let condition else { return [] }
    if case .and(let parts) = condition.kind { return parts.flatMap { conjuncts($0) } }
    return [condition]
  }
}
