import RulesLang

/// A value of the reference evaluator: no words, no packing, nothing shared with the compiled program.
indirect enum ReferenceValue: Hashable {
  case none
  case bool(Bool)
  /// An Int, or a number of a unit.
  case int(Int64)
  /// A Text or a User.
  case text(String)
  case dice(Dice)
  case cell(Int64, Int64)
  case enumCase(Int)
  case kindRow(Int)
  case row(EntityID, String)
  case record([ReferenceValue])
  /// In the order of walking, without repeats.
  case set([ReferenceValue])
  case list([ReferenceValue])
  case keyed([ReferenceValue])
  /// What a roll came to; one that was not made is ``none``.
  case rolled(total: Int64, natural: Int64)
  /// `X at CELL`.
  case placed(EntityID, String, Int64, Int64)
}

/// What makes an action illegal without a requirement's doing.
struct ReferenceFault: Error { let what: String }

extension ReferenceValue {
  init(_ value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .text(let value): self = .text(value)
    case .dice(let value): self = .dice(value)
    case .cell(let x, let y): self = .cell(x, y)
    case .enumCase(let value): self = .enumCase(value)
    case .kindRow(let value): self = .kindRow(value)
    case .none: self = .none
    case .record(let values): self = .record(values.map(ReferenceValue.init))
    case .set(let values): self = .canonicalSet(values.map(ReferenceValue.init))
    case .list(let values): self = .list(values.map(ReferenceValue.init))
    case .keyed(let values): self = .keyed(values.map(ReferenceValue.init))
    }
  }

  static func canonicalSet(_ elements: [ReferenceValue]) -> ReferenceValue {
    .set(Set(elements).sorted { $0.isBefore($1) })
  }

  var number: Int64 {
    get throws {
      guard case .int(let value) = self else { throw ReferenceFault(what: "\(self) is no number") }
      return value
    }
  }

  var truth: Bool {
    get throws {
      guard case .bool(let value) = self else { throw ReferenceFault(what: "\(self) is no truth") }
      return value
    }
  }

  var elements: [ReferenceValue] {
    get throws {
      switch self {
      case .set(let values), .list(let values): return values
      default: throw ReferenceFault(what: "\(self) is no collection")
      }
    }
  }

  /// The order of walking: rows and texts by bytes, cases and numbers by size, cells by y then x.
  func isBefore(_ other: ReferenceValue) -> Bool {
    switch (self, other) {
    case (.int(let a), .int(let b)): return a < b
    case (.enumCase(let a), .enumCase(let b)), (.kindRow(let a), .kindRow(let b)): return a < b
    case (.text(let a), .text(let b)): return a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.row(_, let a), .row(_, let b)): return a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.cell(let ax, let ay), .cell(let bx, let by)): return (ay, ax) < (by, bx)
    case (.bool(let a), .bool(let b)): return !a && b
    default: return false
    }
  }
}

/// Checked arithmetic: the smallest 64-bit number is no value of the language.
enum ReferenceArithmetic {
  static func result(_ operation: ArithmeticOperator, _ a: Int64, _ b: Int64) throws -> Int64 {
    let (value, overflow): (Int64, Bool)
    switch operation {
    case .add: (value, overflow) = a.addingReportingOverflow(b)
    case .subtract: (value, overflow) = a.subtractingReportingOverflow(b)
    case .multiply: (value, overflow) = a.multipliedReportingOverflow(by: b)
    case .divide:
      guard b != 0 else { throw ReferenceFault(what: "divided by zero") }
      (value, overflow) = (floorQuotient(a, b), false)
    case .modulo:
      guard b != 0 else { throw ReferenceFault(what: "divided by zero") }
      (value, overflow) = (a - floorQuotient(a, b) * b, false)
    }
    guard !overflow, value != Int64.min else { throw ReferenceFault(what: "overflow") }
    return value
  }

  static func floorQuotient(_ a: Int64, _ b: Int64) -> Int64 {
    let quotient = a / b
    return (a % b != 0) && ((a < 0) != (b < 0)) ? quotient - 1 : quotient
  }
}
