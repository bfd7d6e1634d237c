import RulesLang

// Collections as values: bits of a word for sets of small enums, spans for all others.

extension Compiler {
  func collection(_ expression: TypedExpression, into target: Int32?) -> Int32 {
    layout.bits(expression.type) != nil ? bits(expression, into: target) : span(expression, into: target)
  }

  // MARK: Bits

  private func bits(_ expression: TypedExpression, into target: Int32?) -> Int32 {
    if let word = constantWord(expression) { return constant(word, into: target) }
    let result = target ?? code.registers()
    releasing {
      switch expression.kind {
      case .enumTable(let id):
        let all = (0..<program.enums[id].cases.count).reduce(Word(0)) { $0 | 1 << Word($1) }
        code.emit(.move, result, constant(all))
      case .setLiteral(let elements):
        code.emit(.move, result, constant(0))
        for element in elements { code.emit(.setBit, result, value(element)) }
      default:
        code.emit(.move, result, constant(0))
        walk(expression) { element, _ in code.emit(.setBit, result, element) }
      }
    }
    return result
  }

  // MARK: Spans

  private func span(_ expression: TypedExpression, into target: Int32?) -> Int32 {
    let element = expression.type.element ?? .int
    let width = words(element)
    switch expression.kind {
    case .setLiteral(let elements):
      if let word = constantSpan(elements, element, isSet: true) { return constant(word, into: target) }
      return collect(width, order: order(of: element), into: target) {
        for part in elements { releasing { code.emit(.collect, value(part), n: width) } }
      }
    case .listLiteral(let elements):
      if let word = constantSpan(elements, element, isSet: false) { return constant(word, into: target) }
      return collect(width, order: .kept, into: target) {
        for part in elements { releasing { code.emit(.collect, value(part), n: width) } }
      }
    case .sorted(let binder, let keys): return sorted(binder, keys, width, into: target)
    default:
      // What is only picked from something in order is in order already.
      let order: SpanOrder = isInOrder(expression) ? .kept : self.order(of: element)
      return collect(width, order: order, into: target) {
        walk(expression) { register, _ in code.emit(.collect, register, n: width) }
      }
    }
  }

  /// Builds a span of what is collected inside.
  func collect(_ width: Int, order: SpanOrder, into target: Int32?, _ body: () -> Void) -> Int32 {
    let result = target ?? code.registers()
    releasing {
      let base = code.registers()
      code.emit(.collectStart, base)
      body()
      code.emit(.collectEnd, result, base, n: width, flag: order.rawValue)
    }
    return result
  }

  func order(of element: Type) -> SpanOrder { element == .text || element == .user ? .texts : .words }

  private func constantSpan(_ elements: [TypedExpression], _ type: Type, isSet: Bool) -> Word? {
    if elements.isEmpty { return Span.empty.word }
    guard isOpen, words(type) == 1, type != .user else { return nil }
    let constants = elements.compactMap { constantWord($0) }
    guard constants.count == elements.count else { return nil }
    guard isSet else { return self.constants.span(constants, count: constants.count) }
    guard type != .text else { return nil }
    let sorted = Set(constants).sorted()
    return self.constants.span(sorted, count: sorted.count)
  }

  /// Whether walking gives the elements of a set in order and once each.
  private func isInOrder(_ expression: TypedExpression) -> Bool {
    switch expression.kind {
    case .map: return false
    case .filter(let binder): return isInOrder(binder.domain)
    case .call(let function, _) where isView(function): return isInOrder(program.functions[function].body)
    default: return true
    }
  }

  private func sorted(_ binder: Binder, _ keys: [SortKey], _ width: Int, into target: Int32?) -> Int32 {
    let result = target ?? code.registers()
    releasing {
      let base = code.registers()
      let descending = keys.enumerated().reduce(Word(0)) { $1.element.descending ? $0 | 1 << Word($1.offset) : $0 }
      code.emit(.collectStart, base)
      walk(binder, strict: true) { element, _ in
        releasing {
          let row = code.registers(width + keys.count)
          code.move(element, to: row, words: width)
          for (index, key) in keys.enumerated() { value(key.value, into: row + Int32(width + index)) }
          code.emit(.collect, row, n: width + keys.count)
        }
      }
      let count = UInt8(truncatingIfNeeded: keys.count)
      code.emit(.collectSorted, result, base, constant(descending), n: width, flag: count)
    }
    return result
  }

  /// A collection as something that costs little to search again and again.
  func settled(_ collection: TypedExpression) -> TypedExpression {
    switch collection.kind {
    case .local, .stateField, .field, .setLiteral, .interval, .table, .enumTable, .kindTable: return collection
    default:
      let local = scope.name(value(collection))
      return TypedExpression(.local(local), collection.type, collection.range)
    }
  }

  // MARK: Built-ins on collections

  func collectionBuiltin(
    _ builtin: Builtin, _ arguments: [TypedExpression], _ type: Type, into target: Int32?
  ) -> Int32? {
    guard let xs = arguments.first else { return nil }
    switch builtin {
    case .union, .without, .common:
      guard arguments.count == 2 else { return nil }
      return combine(builtin, xs, arguments[1], type, into: target)
    case .position: return arguments.count == 2 ? position(of: arguments[1], in: xs, into: target) : nil
    case .count: return count(xs, into: target)
    case .first, .last: return end(builtin == .last, of: xs, type, into: target)
    default: return nil
    }
  }

  private func combine(
    _ builtin: Builtin, _ left: TypedExpression, _ right: TypedExpression, _ type: Type, into target: Int32?
  ) -> Int32 {
    let result = target ?? code.registers()
    releasing {
      let (a, b) = operands(left, right)
      if layout.bits(type) != nil {
        code.emit(builtin == .union ? .union : builtin == .common ? .common : .without, result, a, b)
      } else {
        let op: Opcode = builtin == .union ? .unionSpans : builtin == .common ? .commonSpans : .withoutSpans
        code.emit(op, result, a, b, flag: order(of: type.element ?? .int).rawValue)
      }
    }
    return result
  }

  private func count(_ xs: TypedExpression, into target: Int32?) -> Int32 {
    let result = target ?? code.registers()
    releasing {
      switch xs.kind {
      case .table(let entity):
        code.emit(.lastRow, result, n: Layout.table(of: entity))
        code.emit(.addConstant, result, result, 1)
      case .filter where isInOrder(xs):
        code.emit(.move, result, constant(0))
        walk(xs) { _, _ in code.emit(.addConstant, result, result, 1) }
      case .kindTable, .enumTable, .interval:
        code.emit(.move, result, constant(0))
        walk(xs) { _, _ in code.emit(.addConstant, result, result, 1) }
      default:
        code.emit(layout.bits(xs.type) != nil ? .bitCount : .spanCount, result, value(xs))
      }
    }
    return result
  }

  /// The place of an element, from 1; 0 where it is not there.
  private func position(of element: TypedExpression, in xs: TypedExpression, into target: Int32?) -> Int32 {
    let result = target ?? code.registers()
    releasing {
      let wanted = value(element)
      let found = code.label()
      code.emit(.move, result, constant(0))
      walk(xs, strict: true) { register, _ in
        code.emit(.addConstant, result, result, 1)
        branchEqual(xs.type.element ?? element.type, register, wanted, to: found, when: true)
      }
      code.emit(.move, result, constant(0))
      code.bind(found)
    }
    return result
  }

  private func end(_ isLast: Bool, of xs: TypedExpression, _ type: Type, into target: Int32?) -> Int32 {
    let result = absent(type, into: registers(for: type, target))
    releasing {
      walk(xs, strict: true) { element, loop in
        keep(element, type, in: result)
        if !isLast { code.jump(to: loop.end) }
      }
    }
    return result
  }

  /// Puts a value into registers of the optional of its type.
  func keep(_ register: Int32, _ optional: Type, in result: Int32) {
    let inner = optional.unwrapped
    if Layout.hasPresence(inner) {
      code.emit(.move, result, constant(1))
      code.move(register, to: result + 1, words: words(inner))
    } else {
      code.move(register, to: result, words: words(inner))
    }
  }
}

/// What is done with the elements of a span when it is built.
enum SpanOrder: UInt8 {
  /// They stay as they came.
  case kept
  /// A set: sorted by words, each once.
  case words
  /// A set of texts: sorted by their bytes, each once.
  case texts
}
