import RulesLang

// Changes and spends: noted as they come, and put together when all blocks have been judged.

extension Compiler {
  /// Where a place lies.
  func placePath(_ place: Place) -> (table: Int, path: FieldPath)? {
    var steps = place.steps[...]
    guard case .field(let field)? = steps.popFirst() else { return nil }
    let table: Int
    let row: Int32
    let owner: Layout.Table
    switch place.root {
    case .state: (table, row) = (0, constant(0))
    case .row(let entity, let reference): (table, row) = (Layout.table(of: entity), value(reference))
    case .budget: return nil
    }
    owner = layout.tables[table]
    var path = FieldPath(row: row, column: columnStarts[table] + owner.column(field))
    var type = owner.fields[field].type
    for step in steps {
      if Layout.hasPresence(type.unwrapped), type.isOptional {
        path = path.advanced(by: 1)
        type = type.unwrapped
      }
      switch (step, type) {
      case (.field(let field), .record(let record)):
        path = path.advanced(by: layout.recordOffset(record, field))
        type = layout.fields(of: record)[field].type
      case (.key(let key), .keyed(let element, let keys)):
        let offset = keyPlace(key, keys, width: words(element))
        if let before = path.offset { code.emit(.add, offset, offset, before) }
        path.offset = offset
        type = element
      default: return nil
      }
    }
    return (table, path)
  }

  func effect(_ statement: Statement) {
    releasing {
      switch statement.kind {
      case .set(let place, let new, _):
        guard let (table, path) = placePath(place) else { return }
        let type = place.shape.type
        let word = value(new, as: type, into: nil)
        trace(new, word)
        emit(.set, word, table, path, words: words(type))
      case .add(let part, let place, _): change(.add, part, place)
      case .subtract(let part, let place, _): change(.subtract, part, place)
      case .remove(let part, let place, _): change(.remove, part, place)
      case .removeAll(let local, let place, let condition, _):
        guard let (table, path) = placePath(place) else { return }
        emit(.remove, matching(local, condition, place.shape.type, at: path), table, path, words: 1)
      default: break
      }
    }
  }

  private func change(_ kind: EffectKind, _ part: TypedExpression, _ place: Place) {
    guard let (table, path) = placePath(place) else { return }
    let type = place.shape.type
    let changed: Int32
    if layout.bits(type) != nil, part.type.element == nil {
      let bits = code.registers()
      code.emit(.move, bits, constant(0))
      code.emit(.setBit, bits, value(part))
      changed = bits
    } else if let element = layout.spanElement(type), part.type.element == nil {
      let width = words(element)
      changed = collect(width, order: .kept, into: nil) { code.emit(.collect, value(part), n: width) }
    } else {
      changed = value(part)
      trace(part, changed)
    }
    emit(kind, changed, table, path, words: 1)
  }

  /// Those elements of a stored collection for which a condition holds.
  private func matching(
    _ local: LocalID, _ condition: TypedExpression, _ type: Type, at path: FieldPath
  ) -> Int32 {
    let stored = TypedExpression(.local(scope.name(load(path, words: 1, into: nil))), type, condition.range)
    let binder = Binder(local: local, domain: stored, condition: condition)
    return collection(TypedExpression(.filter(binder), type, condition.range), into: nil)
  }

  private func emit(_ kind: EffectKind, _ value: Int32, _ table: Int, _ path: FieldPath, words: Int) {
    for word in 0..<Int32(words) {
      code.emit(.effect, value + word, path.row, n: table, flag: kind.rawValue)
      code.emit(.operand, Int32(path.column - columnStarts[table]) + word, path.offset ?? constant(0))
    }
  }

  // MARK: Spends

  func spend(
    _ id: RequirementID, _ amount: TypedExpression, _ place: Place, _ message: Message, _ index: Int, _ after: Label
  ) {
    let number = value(amount, into: code.registers())
    trace(amount, number)
    let left = code.registers()
    var budget: BudgetID?
    let counter: (table: Int, path: FieldPath)?
    if case .budget(let id, let owner) = place.root {
      budget = id
      counter = budgetLeft(id, row: value(owner), into: left)
    } else {
      counter = placePath(place)
      if let counter { load(counter.path, words: 1, into: left) }
    }
    guard let (table, path) = counter else { return }
    var movement: MovementID?
    if case .pathCost(_, let id, _) = amount.kind { movement = id }
    spends.append(
      SpendRecord(
        requirement: id, budget: budget, table: table, column: path.column - columnStarts[table], movement: movement))
    let explain = code.label()
    code.emit(.spend, Int32(spends.count - 1), path.row, number)
    code.emit(.operand, left, path.offset ?? constant(0), to: explain)
    putOff(at: explain) { [self] in
      trace(.failed, amount.range)
      let sides = code.registers(2)
      code.emit(.spendSum, sides)
      let type = amount.type
      let told = disclosures.map { analysis in
        let context = analysis.context(of: block?.owner)
        var sum = analysis.told(by: amount, context)
        sum.formUnion(analysis.amounts(but: id))
        return [sum, analysis.told(of: place, context)]
      }
      fail(id, message, needed: type, actual: type, telling: told ?? [], after) { code.emit(.put, sides, n: 2) }
      code.jump(to: after)
    }
  }

  // MARK: Rolls

  func roll(
    _ roll: RollID, _ binder: Binder?, _ dice: TypedExpression, _ guarded: TypedExpression?, into result: Int32,
    _ index: Int, _ after: Label
  ) {
    let missing = code.label()
    if let binder {
      rollEach(roll, binder, dice, guarded, into: result, missing)
    } else {
      let skipped = code.label()
      code.emit(.move, result, constant(0))
      if let guarded { branch(guarded, to: skipped, when: false) }
      releasing {
        code.emit(.roll, result, value(dice), to: missing, n: roll.index)
        code.emit(.operand, constant(.none))
      }
      code.bind(skipped)
    }
    let flag = statements[index].flag
    putOff(at: missing) { [self] in
      if flag >= 0 { code.emit(.move, flag, constant(1)) }
      code.jump(to: after)
    }
  }

  /// One roll for each distinct element: a list of them, each with what was rolled for it.
  private func rollEach(
    _ roll: RollID, _ binder: Binder, _ dice: TypedExpression, _ guarded: TypedExpression?, into result: Int32,
    _ missing: Label
  ) {
    releasing {
      let anyMissing = code.registers()
      let element = binder.domain.type.element ?? .int
      code.emit(.move, anyMissing, constant(0))
      let domain = distinct(binder.domain)
      collectInto(result) {
        // A condition that is seen is asked as a whole, behind those that pick.
        let isWhole = guarded.map { isSeen($0) } ?? false
        let picks = conjuncts(binder.condition) + (isWhole ? [] : conjuncts(guarded))
        walk(domain, as: binder.local, where: picks, strict: true) { register, loop in
          if isWhole, let guarded { branch(guarded, to: loop.next, when: false) }
          let row = code.registers(1 + 3)
          let absent = code.label()
          code.move(register, to: row, words: min(1, words(element)))
          code.emit(.roll, row + 1, value(dice), to: absent, n: roll.index)
          code.emit(.operand, register)
          code.emit(.collect, row, n: 4)
          code.jump(to: loop.next)
          code.bind(absent)
          code.emit(.move, anyMissing, constant(1))
        }
      }
      code.emit(.jumpIfTrue, anyMissing, to: missing)
    }
  }

  private func collectInto(_ result: Int32, _ body: () -> Void) {
    _ = collect(4, order: .kept, into: result, body)
  }

  /// A collection as a set: each element of a list once.
  func distinct(_ collection: TypedExpression) -> TypedExpression {
    guard case .list(let element) = collection.type, words(element) == 1 else { return collection }
    let set = collect(1, order: order(of: element), into: nil) {
      walk(collection) { register, _ in code.emit(.collect, register, n: 1) }
    }
    return TypedExpression(.local(scope.name(set)), .set(element), collection.range)
  }
}
