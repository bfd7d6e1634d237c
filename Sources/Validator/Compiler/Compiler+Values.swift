import RulesLang

// Values: where an expression's words are once its code has run.

extension Compiler {
  /// Compiles an expression.
  ///
  /// - Parameter target: where its words must be; without one, anywhere: in a local, a constant, a free register.
  /// - Returns: the first of its registers.
  @discardableResult
  func value(_ expression: TypedExpression, into target: Int32? = nil) -> Int32 {
    if isSeen(expression) { return truth(expression, into: target) }
    switch expression.kind {
    case .bool(let bool): return constant(Word(bool), into: target)
    case .int(let int): return constant(int, into: target)
    case .text(let text), .userLiteral(let text): return self.text(text, into: target)
    case .dice(let dice): return constant(Word.dice(dice) ?? .none, into: target)
    case .enumCase(_, let number), .kindRow(_, let number): return constant(Word(number), into: target)
    case .none: return absent(expression.type, into: target)
    case .local(let local): return move(scope[local] ?? constant(.none), expression.type, into: target)
    case .user: return move(Global.user, .user, into: target)
    case .now: return move(Global.now, .int, into: target)
    case .requestedAction: return move(Global.action, .int, into: target)
    case .noted(let word): return move(scope.noted[word] ?? constant(0), .bool, into: target)

    case .stateField, .field, .index: return fieldValue(expression, into: target)
    case .call(let function, let arguments): return call(function, arguments, into: target)
    case .budget(let budget, let owner): return self.budget(budget, owner, into: target)
    case .builtin(let builtin, let arguments): return self.builtin(builtin, arguments, expression, into: target)
    case .arithmetic(let op, let left, let right): return arithmetic(op, left, right, expression.type, into: target)
    case .negate(let operand): return binary(.subtract, constant(0), value(operand), into: target)

    case .compare, .not, .and, .or, .implies, .contains, .has, .exists, .quantifier, .canFollow, .isRolled:
      return truth(expression, into: target)

    case .choose(let condition, let then, let otherwise):
      return choose(condition, then, otherwise, expression.type, into: target)
    case .match(let subject, let arms, let otherwise):
      return match(subject, arms, otherwise, expression.type, into: target)
    case .coalesce(let optional, let otherwise): return coalesce(optional, otherwise, expression.type, into: target)
    case .present(let inner): return present(inner, into: target)
    case .narrowed(let inner): return narrowed(inner, into: target)

    case .table, .kindTable, .enumTable, .interval, .filter, .map, .setLiteral, .listLiteral, .sorted:
      return collection(expression, into: target)
    case .aggregate(let aggregate, let binder, let part):
      return self.aggregate(aggregate, binder, part, expression.type, into: target)
    case .next(let binder, let after): return next(binder, after: after, expression.type, into: target)
    case .keyedLiteral(let parts), .record(_, let parts): return group(parts, expression.type, into: target)
    case .cell(let x, let y): return binary(.makeCell, value(x), value(y), into: target)
    case .placed(let who, _): return value(who, into: target)
    case .pathCost(let path, let movement, let mover): return pathCost(path, movement, mover, into: target)
    case .rollTotal(let roll): return rollPart(roll, 1, into: target)
    case .rollNatural(let roll): return rollPart(roll, 2, into: target)
    // A route is made into a path by whoever runs the test; a mistake never gets here.
    case .route, .error: return constant(.none, into: target)
    }
  }

  /// A constant, in the register it has anyway or where it is wanted.
  func constant(_ word: Word, into target: Int32?) -> Int32 {
    guard let target else { return constant(word) }
    code.move(constant(word), to: target, words: 1)
    return target
  }

  func move(_ source: Int32, _ type: Type, into target: Int32?) -> Int32 {
    guard let target else { return source }
    code.move(source, to: target, words: words(type))
    return target
  }

  func binary(_ op: Opcode, _ left: Int32, _ right: Int32, into target: Int32?) -> Int32 {
    let result = target ?? code.registers()
    code.emit(op, result, left, right)
    return result
  }

  /// `none` of a type.
  func absent(_ type: Type, into target: Int32?) -> Int32 {
    guard Layout.hasPresence(type.unwrapped) else { return constant(.none, into: target) }
    let result = registers(for: type, target)
    let zero = constant(0)
    for word in 0..<Int32(words(type)) { code.emit(.move, result + word, zero) }
    return result
  }

  private func present(_ inner: TypedExpression, into target: Int32?) -> Int32 {
    guard Layout.hasPresence(inner.type) else { return value(inner, into: target) }
    let result = target ?? code.registers(1 + words(inner.type))
    code.emit(.move, result, constant(1))
    value(inner, into: result + 1)
    return result
  }

  private func narrowed(_ inner: TypedExpression, into target: Int32?) -> Int32 {
    guard Layout.hasPresence(inner.type.unwrapped) else { return value(inner, into: target) }
    if let path = fieldPath(inner) {
      return load(path.advanced(by: 1), words: words(inner.type.unwrapped), into: target)
    }
    return move(value(inner) + 1, inner.type.unwrapped, into: target)
  }

  /// Parts behind one another: a record, a keyed value.
  private func group(_ parts: [TypedExpression], _ type: Type, into target: Int32?) -> Int32 {
    let result = registers(for: type, target)
    var register = result
    for part in parts {
      releasing { _ = value(part, into: register) }
      register += Int32(words(part.type))
    }
    return result
  }

  /// A condition as a value.
  private func truth(_ condition: TypedExpression, into target: Int32?) -> Int32 {
    let result = target ?? code.registers()
    let done = code.label()
    code.emit(.move, result, constant(1))
    branch(condition, to: done, when: true)
    code.emit(.move, result, constant(0))
    code.bind(done)
    return result
  }

  // MARK: Choice

  private func choose(
    _ condition: TypedExpression, _ then: TypedExpression, _ otherwise: TypedExpression, _ type: Type,
    into target: Int32?
  ) -> Int32 {
    let result = registers(for: type, target)
    let (other, done) = (code.label(), code.label())
    branch(condition, to: other, when: false)
    releasing { _ = value(then, into: result) }
    code.jump(to: done)
    code.bind(other)
    releasing { _ = value(otherwise, into: result) }
    code.bind(done)
    return result
  }

  private func coalesce(
    _ optional: TypedExpression, _ otherwise: TypedExpression, _ type: Type, into target: Int32?
  ) -> Int32 {
    let result = registers(for: type, target)
    let done = code.label()
    if Layout.hasPresence(optional.type.unwrapped) {
      // What stands for it may be optional itself: then the presence word is part of the value.
      let staysOptional = type.isOptional
      let first = value(optional)
      let absent = code.label()
      code.emit(.jumpIfFalse, first, to: absent)
      code.move(staysOptional ? first : first + 1, to: result, words: words(type))
      code.jump(to: done)
      code.bind(absent)
    } else {
      releasing { _ = value(optional, into: result) }
      code.emit(.jumpIfPresent, result, to: done)
    }
    releasing { _ = value(otherwise, into: result) }
    code.bind(done)
    return result
  }

  /// A `match`: a look-up where all arms are constants, else a chain of comparisons.
  private func match(
    _ subject: TypedExpression, _ arms: [MatchArm], _ otherwise: TypedExpression?, _ type: Type, into target: Int32?
  ) -> Int32 {
    let values = arms.map(\.value) + (otherwise.map { [$0] } ?? [])
    // A look-up would not tell which arm was chosen.
    let hasSeenArms = values.contains { coverage?.occurrence($0.range) != nil }
    if !hasSeenArms, let table = lookup(subject, arms, otherwise, type) {
      let result = target ?? code.registers()
      let start = Int32(lookups.count)
      lookups += table
      code.emit(.lookup, result, value(subject), start, n: table.count)
      return result
    }
    let result = registers(for: type, target)
    let done = code.label()
    let register = value(subject)
    for arm in arms {
      let (taken, next) = (code.label(), code.label())
      for number in arm.cases {
        code.emit(.jumpIfEqual, register, constant(number.map { Word($0) } ?? .none), to: taken)
      }
      code.jump(to: next)
      code.bind(taken)
      seeTaken(arm.value.range)
      releasing { _ = value(arm.value, into: result) }
      code.jump(to: done)
      code.bind(next)
    }
    if let otherwise {
      seeTaken(otherwise.range)
      releasing { _ = value(otherwise, into: result) }
    } else {
      // INVARIANT: a match without `otherwise` names every case.
      code.emit(.fault, flag: Fault.badKey.rawValue)
    }
    code.bind(done)
    return result
  }

  /// The values of a match over an enum by case, where all are one constant word.
  private func lookup(
    _ subject: TypedExpression, _ arms: [MatchArm], _ otherwise: TypedExpression?, _ type: Type
  ) -> [Word]? {
    guard isOpen, case .enumeration(let id) = subject.type, words(type) == 1 else { return nil }
    var table = [Word?](repeating: nil, count: program.enums[id].cases.count)
    for arm in arms {
      guard let word = constantWord(arm.value) else { return nil }
      for case let number? in arm.cases where table.indices.contains(number) { table[number] = word }
    }
    if let otherwise {
      guard let word = constantWord(otherwise) else { return nil }
      table = table.map { $0 ?? word }
    }
    let known = table.compactMap { $0 }
    return known.count == table.count && known.count < Int(UInt16.max) ? known : nil
  }

  /// The word of a constant scalar.
  func constantWord(_ expression: TypedExpression) -> Word? {
    switch expression.kind {
    case .bool(let bool): return Word(bool)
    case .int(let int): return int
    case .text(let text): return isOpen ? constants.text(text) : nil
    case .dice(let dice): return Word.dice(dice)
    case .enumCase(_, let number), .kindRow(_, let number): return Word(number)
    case .none: return Layout.hasPresence(expression.type.unwrapped) ? nil : Word.none
    case .present(let inner): return Layout.hasPresence(inner.type) ? nil : constantWord(inner)
    case .setLiteral(let elements) where layout.bits(expression.type) != nil:
      var bits: Word = 0
      for element in elements {
        guard let number = constantWord(element), (0..<63).contains(number) else { return nil }
        bits |= 1 << number
      }
      return bits
    default: return nil
    }
  }
}
