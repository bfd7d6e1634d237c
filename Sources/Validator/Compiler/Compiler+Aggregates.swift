import RulesLang

// Aggregates with a binder, `next`, and membership.

extension Compiler {
  func aggregate(
    _ aggregate: Aggregate, _ binder: Binder, _ part: TypedExpression?, _ type: Type, into target: Int32?
  ) -> Int32 {
    let result = registers(for: type, target)
    releasing {
      switch aggregate {
      case .count:
        code.emit(.move, result, constant(0))
        walk(binder, strict: true) { _, _ in code.emit(.addConstant, result, result, 1) }
      case .sum:
        code.emit(.move, result, constant(0))
        walk(binder, strict: true) { _, _ in
          guard let part else { return }
          code.emit(.add, result, result, value(part))
        }
      case .first, .last:
        _ = absent(type, into: result)
        walk(binder, strict: true) { element, loop in
          keep(element, type, in: result)
          if aggregate == .first { code.jump(to: loop.end) }
        }
      case .min, .max:
        code.emit(.move, result, constant(.none))
        walk(binder) { _, loop in
          guard let part else { return }
          let own = value(part)
          let better = code.label()
          code.emit(.jumpIfAbsent, result, to: better)
          // As good as the best so far is no better.
          if aggregate == .min {
            code.emit(.jumpIfLessOrEqual, result, own, to: loop.next)
          } else {
            code.emit(.jumpIfLessOrEqual, own, result, to: loop.next)
          }
          code.bind(better)
          code.emit(.move, result, own)
        }
      }
    }
    return result
  }

  /// Round the list once, from behind an element to the element itself; from the start where it is not there.
  func next(_ binder: Binder, after: TypedExpression, _ type: Type, into target: Int32?) -> Int32 {
    let result = absent(type, into: registers(for: type, target))
    releasing {
      let element = binder.domain.type.element ?? type.unwrapped
      let width = words(element)
      let start = value(after)
      let list = spanValue(binder.domain)
      let (length, place, walked) = (code.registers(), code.registers(), code.registers())
      code.emit(.spanCount, length, list)
      code.emit(.move, place, constant(-1))
      let found = code.label()
      walkSpan(in: list, width: width) { register, _ in
        code.emit(.addConstant, place, place, 1)
        branchEqual(element, register, start, to: found, when: true)
      }
      code.emit(.move, place, constant(-1))
      code.bind(found)

      let (again, done) = (code.label(), code.label())
      let register = code.registers(width)
      code.emit(.move, walked, constant(0))
      let next = code.label()
      code.jump(to: next)
      code.bind(again)
      let index = code.registers()
      code.emit(.add, index, place, walked)
      code.emit(.modulo, index, index, length)
      code.emit(.elementAt, register, list, index, n: width)
      scope[binder.local] = register
      if let condition = binder.condition { branch(condition, to: next, when: false) }
      keep(register, type, in: result)
      code.jump(to: done)
      code.bind(next)
      code.emit(.nextNumber, walked, length, to: again)
      code.bind(done)
    }
    return result
  }

  /// A collection as a span, whatever it is otherwise.
  private func spanValue(_ collection: TypedExpression) -> Int32 {
    guard layout.spanElement(collection.type) == nil else { return value(collection) }
    return collect(1, order: .kept, into: nil) {
      walk(collection, strict: true) { element, _ in code.emit(.collect, element, n: 1) }
    }
  }

  // MARK: Membership

  /// Jumps when a value is, or is not, in a collection.
  func branchContains(
    _ element: Int32, _ type: Type, optional: Bool, in collection: TypedExpression, to label: Label, when truth: Bool
  ) {
    // Where the answer is no.
    let missing = truth ? code.label() : label
    defer { if truth { code.bind(missing) } }
    func answerYes() { if truth { code.jump(to: label) } }

    switch collection.kind {
    case .table, .kindTable, .enumTable:
      if optional { code.emit(.jumpIfAbsent, element, to: missing) }
      answerYes()
    case .interval(let low, let high):
      let (first, last) = operands(low, high)
      code.emit(.jumpIfLess, element, first, to: missing)
      code.emit(.jumpIfLess, last, element, to: missing)
      answerYes()
    case .filter(let binder) where !optional:
      branchContains(element, type, optional: false, in: binder.domain, to: missing, when: false)
      let names = scope
      scope[binder.local] = element
      if let condition = binder.condition { branch(condition, to: missing, when: false) }
      scope = names
      answerYes()
    case .call(let function, let arguments) where isView(function):
      let info = program.functions[function]
      let registers = self.arguments(arguments)
      within(scope(of: info, registers)) {
        branchContains(element, type, optional: optional, in: info.body, to: label, when: truth)
      }
    case .setLiteral(let elements) where layout.bits(collection.type) == nil,
      .listLiteral(let elements) where elements.count <= 8:
      let found = truth ? label : code.label()
      for part in elements { branchEqual(type, element, value(part), to: found, when: true) }
      if !truth {
        code.jump(to: label)
        code.bind(found)
      }
    case .map:
      let found = truth ? label : code.label()
      walk(collection) { register, _ in branchEqual(type, register, element, to: found, when: true) }
      if !truth {
        code.jump(to: label)
        code.bind(found)
      }
    default: branchContains(element, type, inBuilt: collection, to: label, when: truth)
    }
  }

  private func branchContains(
    _ element: Int32, _ type: Type, inBuilt collection: TypedExpression, to label: Label, when truth: Bool
  ) {
    if words(type) > 1 {
      let found = truth ? label : code.label()
      walk(collection) { register, _ in branchEqual(type, register, element, to: found, when: true) }
      if !truth {
        code.jump(to: label)
        code.bind(found)
      }
      return
    }
    let found = code.registers()
    if layout.bits(collection.type) != nil {
      code.emit(.hasBit, found, value(collection), element)
    } else {
      var isSorted = false
      if case .set = collection.type, type != .text, type != .user { isSorted = true }
      if branchFused(element, in: collection, isSorted: isSorted, to: label, when: truth) { return }
      let xs = value(collection)
      code.emit(.spanHas, found, xs, element, flag: isSorted ? 1 : 0)
    }
    code.emit(truth ? .jumpIfTrue : .jumpIfFalse, found, to: label)
  }
}
