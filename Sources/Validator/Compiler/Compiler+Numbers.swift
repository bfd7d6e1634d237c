import RulesLang

// Numbers, and the built-in functions on numbers and ordered enums.

extension Compiler {
  func arithmetic(
    _ op: ArithmeticOperator, _ left: TypedExpression, _ right: TypedExpression, _ type: Type, into target: Int32?
  ) -> Int32 {
    let result = target ?? code.registers()
    releasing {
      if type == .dice { return diceArithmetic(op, left, right, result) }
      let (a, b) = operands(left, right)
      switch op {
      case .add: code.emit(.add, result, a, b)
      case .subtract: code.emit(.subtract, result, a, b)
      case .multiply: code.emit(.multiply, result, a, b)
      case .divide: code.emit(.divide, result, a, b)
      case .modulo: code.emit(.modulo, result, a, b)
      }
    }
    return result
  }

  private func diceArithmetic(
    _ op: ArithmeticOperator, _ left: TypedExpression, _ right: TypedExpression, _ result: Int32
  ) {
    let (a, b) = operands(left, right)
    // The dice may stand on either side of `+` and `*`.
    let (dice, number) = left.type == .dice ? (a, b) : (b, a)
    switch op {
    case .multiply: code.emit(.diceTimes, result, dice, number)
    case .subtract: code.emit(.dicePlus, result, dice, number, flag: 1)
    default: code.emit(.dicePlus, result, dice, number)
    }
  }

  /// Both operands, in registers that stay as they are until both are read.
  func operands(_ left: TypedExpression, _ right: TypedExpression) -> (Int32, Int32) {
    let first = value(left)
    return (first, value(right))
  }

  func numberBuiltin(_ builtin: Builtin, _ arguments: [TypedExpression], into target: Int32?) -> Int32? {
    let op: Opcode
    switch builtin {
    case .divideUp: op = .divideUp
    case .min: op = .minimum
    case .max: op = .maximum
    case .abs: op = .absolute
    case .nextCase: op = .nextCase
    case .previousCase: op = .previousCase
    case .steps: op = .steps
    case .cellX: op = .cellX
    case .cellY: op = .cellY
    default: return nil
    }
    guard let first = arguments.first else { return nil }
    let result = target ?? code.registers()
    releasing {
      let a = value(first)
      switch op {
      case .nextCase, .previousCase:
        guard case .enumeration(let id) = first.type else { return }
        code.emit(op, result, a, Int32(program.enums[id].cases.count))
      default:
        code.emit(op, result, a, arguments.count > 1 ? value(arguments[1]) : a)
      }
    }
    return result
  }

  // MARK: Budgets

  /// What is left: max(0, limit − counter).
  func budget(_ budget: BudgetID, _ owner: TypedExpression, into target: Int32?) -> Int32 {
    let result = target ?? code.registers()
    releasing {
      let row = value(owner)
      budgetLeft(budget, row: row, into: result)
    }
    return result
  }

  /// The same of a row in a register; gives where the counter lies.
  @discardableResult
  func budgetLeft(_ budget: BudgetID, row: Int32, into result: Int32) -> (table: Int, path: FieldPath)? {
    let info = program.budgets[budget]
    var inner = Scope(count: info.locals.count)
    inner[LocalID(0)] = row
    return within(inner) {
      let limit = call(info.limit, registers: [row], into: nil)
      guard let counter = placePath(info.counter) else { return nil }
      let used = load(counter.path, words: 1, into: nil)
      code.emit(.budgetLeft, result, limit, used)
      return counter
    }
  }
}
