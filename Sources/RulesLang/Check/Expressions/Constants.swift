// Constants: what the checker works out itself, and how a constant expression becomes a value of the program.

extension TypedExpression {
  /// The value of a constant; nil for what depends on anything.
  package var constant: Value? {
    switch kind {
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .text(let value): return .text(value)
    case .dice(let value): return .dice(value)
    case .enumCase(_, let index): return .enumCase(index)
    case .kindRow(_, let row): return .kindRow(row)
    case .none: return Value.none
    case .present(let value): return value.constant
    case .cell(let x, let y):
      guard case .int(let x) = x.kind, case .int(let y) = y.kind else { return nil }
      return .cell(x, y)
    case .record(_, let fields): return TypedExpression.constants(fields).map(Value.record)
    case .listLiteral(let elements): return TypedExpression.constants(elements).map(Value.list)
    case .keyedLiteral(let values): return TypedExpression.constants(values).map(Value.keyed)
    case .setLiteral(let elements): return TypedExpression.constants(elements).map(Value.sortedSet)
    default: return nil
    }
  }

  private static func constants(_ expressions: [TypedExpression]) -> [Value]? {
    let values = expressions.compactMap(\.constant)
    return values.count == expressions.count ? values : nil
  }

  var constantInt: Int64? { if case .int(let value) = kind { value } else { nil } }
  var constantDice: Dice? { if case .dice(let value) = kind { value } else { nil } }
}

extension Value {
  /// A set of these: sorted, each once.
  package static func sortedSet(_ elements: [Value]) -> Value {
    var unique: [Value] = []
    for element in elements.sorted(by: Value.inOrder) where unique.last != element { unique.append(element) }
    return .set(unique)
  }

  /// The order of walking, for what can stand in a set: numbers and cases by value, cells by y then x, texts by bytes.
  private static func inOrder(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.int(let a), .int(let b)): a < b
    case (.enumCase(let a), .enumCase(let b)), (.kindRow(let a), .kindRow(let b)): a < b
    case (.cell(let ax, let ay), .cell(let bx, let by)): (ay, ax) < (by, bx)
    case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    default: false
    }
  }

  /// The value as an expression: defaults that the checker fills in.
  func expression(of type: Type, at range: SourceRange, in program: TypedProgram) -> TypedExpression {
    func made(_ kind: TypedExpression.Kind) -> TypedExpression { TypedExpression(kind, type, range) }
    if case .optional(let inner) = type {
      return self == .none ? made(.none) : made(.present(expression(of: inner, at: range, in: program)))
    }
    switch (self, type) {
    case (.bool(let value), _): return made(.bool(value))
    case (.int(let value), _): return made(.int(value))
    case (.text(let value), _): return made(.text(value))
    case (.dice(let value), _): return made(.dice(value))
    case (.enumCase(let index), .enumeration(let id)): return made(.enumCase(id, index))
    case (.kindRow(let row), .kind(let id)): return made(.kindRow(id, row))
    case (.cell(let x, let y), _):
      return made(.cell(TypedExpression(.int(x), .int, range), TypedExpression(.int(y), .int, range)))
    case (.record(let values), .record(let id)):
      let fields = zip(values, program.records[id].fields)
      return made(.record(id, fields.map { $0.expression(of: $1.shape.type, at: range, in: program) }))
    case (.set(let values), .set(let element)):
      return made(.setLiteral(values.map { $0.expression(of: element, at: range, in: program) }))
    case (.list(let values), .list(let element)):
      return made(.listLiteral(values.map { $0.expression(of: element, at: range, in: program) }))
    case (.keyed(let values), .keyed(let value, _)):
      return made(.keyedLiteral(values.map { $0.expression(of: value, at: range, in: program) }))
    default: return TypedExpression(.error, .error, range)
    }
  }
}

/// Arithmetic on constants, as it is done when the rules are judged: checked, and rounding down.
enum ConstantArithmetic {
  enum Fault: Error { case overflow, zeroDivisor }

  static func apply(_ operation: ArithmeticOperator, _ a: Int64, _ b: Int64) throws(Fault) -> Int64 {
    let result: (partialValue: Int64, overflow: Bool)
    switch operation {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    case .divide, .modulo:
      if b == 0 { throw .zeroDivisor }
      let quotient = a.dividedReportingOverflow(by: b)
      let remainder = a.remainderReportingOverflow(dividingBy: b)
      // Truncated division rounds to zero; the quotient of different signs is one less where something is left.
      let isAbove = remainder.partialValue != 0 && (remainder.partialValue < 0) != (b < 0)
      result =
        operation == .divide
        ? (quotient.partialValue - (isAbove ? 1 : 0), quotient.overflow)
        : (remainder.partialValue + (isAbove ? b : 0), false)
    }
    // The least Int64 stands for "absent" in a state, so that numbers are symmetric.
    if result.overflow || result.partialValue == Int64.min { throw .overflow }
    return result.partialValue
  }
}
