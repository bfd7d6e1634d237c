import RulesLang

// Conditions: compiled into jumps, so that `and`, `or` and quantifiers stop as soon as their answer is known.

extension Compiler {
  /// Jumps to a label when a condition has a truth value, and goes on otherwise.
  func branch(_ condition: TypedExpression, to label: Label, when truth: Bool) {
    if isSeen(condition) { return branchSeen(condition, to: label, when: truth) }
    releasing {
      switch condition.kind {
      case .bool(let bool): if bool == truth { code.jump(to: label) }
      case .not(let inner): branch(inner, to: label, when: !truth)
      case .and(let parts): all(parts, to: label, when: truth)
      case .or(let parts): any(parts, to: label, when: truth)
      case .implies(let premise, let conclusion):
        if truth {
          branch(premise, to: label, when: false)
          branch(conclusion, to: label, when: true)
        } else {
          let holds = code.label()
          branch(premise, to: holds, when: false)
          branch(conclusion, to: label, when: false)
          code.bind(holds)
        }
      case .compare(let op, let left, let right): compare(op, left, right, to: label, when: truth)
      case .contains(let element, let collection):
        contains(element, collection, to: label, when: truth)
      case .has(let collection, let relation, let others): has(collection, relation, others, to: label, when: truth)
      case .exists(let optional): exists(optional, to: label, when: truth)
      case .quantifier(let quantifier, let binder, let body):
        self.quantifier(quantifier, binder, body, to: label, when: truth)
      case .choose(let choice, let then, let otherwise):
        let (other, done) = (code.label(), code.label())
        branch(choice, to: other, when: false)
        branch(then, to: label, when: truth)
        code.jump(to: done)
        code.bind(other)
        branch(otherwise, to: label, when: truth)
        code.bind(done)
      case .call(let function, let arguments) where isInlined(function):
        let registers = self.arguments(arguments)
        within(scope(of: program.functions[function], registers)) {
          branch(program.functions[function].body, to: label, when: truth)
        }
      case .canFollow(let mover, let path, let movement):
        let register = canFollow(mover, path, movement)
        trace(condition, register)
        code.emit(truth ? .jumpIfTrue : .jumpIfFalse, register, to: label)
      case .isRolled(let roll):
        code.emit(truth ? .jumpIfTrue : .jumpIfFalse, rollPart(roll, 0, into: nil), to: label)
      default:
        if branchFused(condition, is: 1, to: label, when: truth) { return }
        let register = value(condition)
        trace(condition, register)
        code.emit(truth ? .jumpIfTrue : .jumpIfFalse, register, to: label)
      }
    }
  }

  private func all(_ parts: [TypedExpression], to label: Label, when truth: Bool) {
    guard truth else {
      for part in parts { branch(part, to: label, when: false) }
      return
    }
    let fails = code.label()
    for part in parts.dropLast() { branch(part, to: fails, when: false) }
    if let last = parts.last { branch(last, to: label, when: true) } else { code.jump(to: label) }
    code.bind(fails)
  }

  private func any(_ parts: [TypedExpression], to label: Label, when truth: Bool) {
    guard !truth else {
      for part in parts { branch(part, to: label, when: true) }
      return
    }
    let holds = code.label()
    for part in parts.dropLast() { branch(part, to: holds, when: true) }
    if let last = parts.last { branch(last, to: label, when: false) } else { code.jump(to: label) }
    code.bind(holds)
  }

  private func exists(_ optional: TypedExpression, to label: Label, when truth: Bool) {
    if Layout.hasPresence(optional.type.unwrapped) {
      // Only the word that says so is loaded.
      let register = fieldPath(optional).map { load($0, words: 1, into: nil) } ?? value(optional)
      code.emit(truth ? .jumpIfTrue : .jumpIfFalse, register, to: label)
    } else if branchFused(optional, is: .none, to: label, when: !truth) {
      return
    } else {
      let register = value(optional)
      trace(optional, register)
      code.emit(truth ? .jumpIfPresent : .jumpIfAbsent, register, to: label)
    }
  }

  private func quantifier(
    _ quantifier: Quantifier, _ binder: Binder, _ body: TypedExpression, to label: Label, when truth: Bool
  ) {
    // `all: q` looks for an element that fails, the others for one that fits.
    let foundMeans = quantifier == .some
    let other = code.label()
    let found = foundMeans == truth ? label : other
    if quantifier == .all {
      walk(binder) { _, _ in branch(body, to: found, when: false) }
    } else {
      walk(binder.domain, as: binder.local, where: conjuncts(binder.condition) + conjuncts(body)) { _, _ in
        code.jump(to: found)
      }
    }
    if foundMeans != truth { code.jump(to: label) }
    code.bind(other)
  }

  /// An absent value is in nothing.
  private func contains(
    _ element: TypedExpression, _ collection: TypedExpression, to label: Label, when truth: Bool
  ) {
    let type = element.type.unwrapped
    let register = value(element)
    trace(element, register)
    guard element.type.isOptional, Layout.hasPresence(type) else {
      return branchContains(
        register, type, optional: element.type.isOptional, in: collection, to: label, when: truth)
    }
    let missing = truth ? code.label() : label
    code.emit(.jumpIfFalse, register, to: missing)
    branchContains(register + 1, type, optional: false, in: collection, to: label, when: truth)
    if truth { code.bind(missing) }
  }

  // MARK: Comparisons

  private func compare(
    _ op: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression, to label: Label, when truth: Bool
  ) {
    switch op {
    case .equal, .notEqual:
      let wanted = (op == .equal) == truth
      if isCollection(left.type), let empty = emptiness(left, right) {
        return branchEmpty(empty, to: label, when: wanted)
      }
      if branchFused(op, left, right, to: label, when: truth) { return }
      let (a, b) = tracedOperands(left, right)
      branchEqual(equalityType(left, right), a, b, to: label, when: wanted)
    case .greaterOrEqual where notesWakes && left.isNow:
      let isDue = code.registers()
      code.emit(.due, isDue, value(right))
      code.emit(truth ? .jumpIfTrue : .jumpIfFalse, isDue, to: label)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      if branchFused(op, left, right, to: label, when: truth) { return }
      let (a, b) = tracedOperands(left, right)
      let jump: Opcode
      switch (op, truth) {
      case (.less, true), (.greaterOrEqual, false): jump = .jumpIfLess
      case (.lessOrEqual, true), (.greater, false): jump = .jumpIfLessOrEqual
      case (.greater, true), (.lessOrEqual, false): return code.emit(.jumpIfLess, b, a, to: label)
      default: return code.emit(.jumpIfLessOrEqual, b, a, to: label)
      }
      code.emit(jump, a, b, to: label)
    }
  }

  private func tracedOperands(_ left: TypedExpression, _ right: TypedExpression) -> (Int32, Int32) {
    let sides = operands(left, right)
    trace(left, sides.0)
    trace(right, sides.1)
    return sides
  }

  /// The type both sides are compared as; `none` and `{}` alone have none of their own.
  private func equalityType(_ left: TypedExpression, _ right: TypedExpression) -> Type {
    left.type == .nothing || left.type == .optional(.nothing) ? right.type : left.type
  }

  /// Jumps when two values of a type are, or are not, equal.
  func branchEqual(_ type: Type, _ a: Int32, _ b: Int32, to label: Label, when truth: Bool) {
    switch type {
    case .record(let id):
      branchAllEqual(layout.fields(of: id).map { ($0.type, Int32($0.column)) }, a, b, to: label, when: truth)
    case .keyed(let part, let keys):
      let width = Int32(words(part))
      let parts = (0..<Int32(layout.count(keys))).map { (part, $0 * width) }
      branchAllEqual(parts, a, b, to: label, when: truth)
    case .optional(let inner) where Layout.hasPresence(inner):
      let (differ, equal, done) = (code.label(), code.label(), code.label())
      code.emit(.jumpIfNotEqual, a, b, to: differ)
      code.emit(.jumpIfFalse, a, to: equal)
      branchEqual(inner, a + 1, b + 1, to: differ, when: false)
      code.bind(equal)
      if truth { code.jump(to: label) } else { code.jump(to: done) }
      code.bind(differ)
      if !truth { code.jump(to: label) }
      code.bind(done)
    case .optional(let inner) where layout.spanElement(inner) != nil:
      // Absent lists equal absent ones only; the operation knows `none`.
      branchEqual(inner, a, b, to: label, when: truth)
    default:
      if let element = layout.spanElement(type) {
        let equal = code.registers()
        code.emit(.spansEqual, equal, a, b, n: words(element))
        code.emit(truth ? .jumpIfTrue : .jumpIfFalse, equal, to: label)
      } else {
        code.emit(truth ? .jumpIfEqual : .jumpIfNotEqual, a, b, to: label)
      }
    }
  }

  private func branchAllEqual(
    _ parts: [(type: Type, offset: Int32)], _ a: Int32, _ b: Int32, to label: Label, when truth: Bool
  ) {
    let differ = code.label()
    for part in parts {
      branchEqual(part.type, a + part.offset, b + part.offset, to: truth ? differ : label, when: false)
    }
    if truth { code.jump(to: label) }
    code.bind(differ)
  }

  // MARK: Has

  private func has(
    _ collection: TypedExpression, _ relation: SetRelation, _ others: TypedExpression, to label: Label,
    when truth: Bool
  ) {
    if layout.bits(collection.type) != nil {
      let meets = (relation == .any) == truth
      if relation != .all, branchFused(collection, meets: others, to: label, when: meets) { return }
      let (a, b) = tracedOperands(collection, others)
      let shared = code.registers()
      switch relation {
      case .any: code.emit(.common, shared, a, b)
      case .no: code.emit(.common, shared, a, b)
      case .all: code.emit(.without, shared, b, a)
      }
      let holdsWhenEmpty = relation != .any
      code.emit(holdsWhenEmpty == truth ? .jumpIfFalse : .jumpIfTrue, shared, to: label)
      return
    }
    guard let element = collection.type.element ?? others.type.element else { return }
    let searched = settled(collection)
    // `all` looks for one that is missing, the others for one that is there.
    let wanted = relation != .all
    let foundMeans = relation == .any
    let found = code.label()
    walk(others) { register, _ in
      branchContains(
        register, element, optional: false, in: searched, to: foundMeans == truth ? label : found, when: wanted)
    }
    if foundMeans != truth { code.jump(to: label) }
    code.bind(found)
  }

  func isCollection(_ type: Type) -> Bool { layout.spanElement(type) != nil }

  /// The side that is compared with `{}` or `[]`, which needs no building of either.
  private func emptiness(_ left: TypedExpression, _ right: TypedExpression) -> TypedExpression? {
    func isEmpty(_ expression: TypedExpression) -> Bool {
      switch expression.kind {
      case .setLiteral(let elements), .listLiteral(let elements): elements.isEmpty
      default: false
      }
    }
    return isEmpty(right) ? left : isEmpty(left) ? right : nil
  }

  private func branchEmpty(_ collection: TypedExpression, to label: Label, when truth: Bool) {
    let filled = code.label()
    walk(collection) { _, _ in code.jump(to: truth ? filled : label) }
    if truth { code.jump(to: label) }
    code.bind(filled)
  }
}

extension TypedExpression {
  fileprivate var isNow: Bool {
    if case .now = kind { return true }
    return false
  }
}
