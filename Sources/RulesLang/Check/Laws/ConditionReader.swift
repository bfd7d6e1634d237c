/// Reads typed conditions as formulas over one table of atoms. Defines without adjustments and exceptions are looked
/// through.
struct ConditionReader {
  private(set) var atoms = AtomTable()
  private let program: TypedProgram
  /// How deep defines are looked through, and how long what stands for a parameter may get.
  private static let deepest = 8
  private static let longestKey = 400
  /// A formula may unfold without end where defines use each other many times; what is left over then is an atom.
  private static let mostParts = 2_000
  private var partsLeft = Self.mostParts
  /// Whether as much again can be read without leaving anything over.
  var isBarelyUsed: Bool { partsLeft >= Self.mostParts / 2 }

  private let tellsWords: Bool

  /// - Parameter tellsWords: whether anyone will read how a designer says its atoms.
  init(_ program: TypedProgram, tellsWords: Bool) {
    self.program = program
    self.tellsWords = tellsWords
  }

  /// - Parameter names: what stands for the locals; equal names are taken for the same value.
  mutating func formula(_ condition: TypedExpression, names: [LocalID: String], depth: Int = 0) -> Formula {
    let keys = ExpressionKey(names: names)
    partsLeft -= 1
    if partsLeft < 0 { return other(condition, keys) }
    func read(_ part: TypedExpression, _ reader: inout ConditionReader) -> Formula {
      reader.formula(part, names: names, depth: depth)
    }
    switch condition.kind {
    case .bool(let value): return .constant(value)
    case .not(let inner): return read(inner, &self).negated
    case .and(let parts): return .and(parts.map { read($0, &self) })
    case .or(let parts): return .or(parts.map { read($0, &self) })
    case .implies(let a, let b): return .or([read(a, &self).negated, read(b, &self)])
    case .choose(let choice, let then, let otherwise):
      let first = read(choice, &self)
      return .or([.and([first, read(then, &self)]), .and([first.negated, read(otherwise, &self)])])
    case .compare(let sign, let a, let b): return comparison(sign, a, b, keys)
    case .contains(let element, in: let collection): return membership(of: element, in: collection, keys)
    case .has(let collection, let relation, let others):
      guard case .setLiteral(let elements) = others.kind else { return other(condition, keys) }
      let parts = elements.map { membership(of: $0, in: collection, keys) }
      switch relation {
      case .any: return .or(parts)
      case .all: return .and(parts)
      case .no: return Formula.or(parts).negated
      }
    case .exists(let value):
      if case .present = value.kind { return .constant(true) }
      return atoms.literal(.exists(term: keys.key(value)), holds: text(condition), not: "not \(text(condition))")
    case .quantifier(.no, let binder, let body):
      let some = TypedExpression(.quantifier(.some, binder, body), condition.type, condition.range)
      return atoms.literal(.other(key: keys.key(some)), holds: "not (\(text(condition)))", not: text(condition)).negated
    case .call(let id, let arguments) where depth < Self.deepest && program.functions[id].isPlain:
      let passed = Dictionary(uniqueKeysWithValues: arguments.indices.map { (LocalID($0), keys.key(arguments[$0])) })
      guard passed.values.allSatisfy({ $0.utf8.count <= Self.longestKey }) else { return other(condition, keys) }
      return formula(program.functions[id].body, names: passed, depth: depth + 1)
    default: return other(condition, keys)
    }
  }

  // MARK: Atoms

  private mutating func other(_ condition: TypedExpression, _ keys: ExpressionKey) -> Formula {
    atoms.literal(.other(key: keys.key(condition)), holds: text(condition), not: "not (\(text(condition)))")
  }

  private mutating func membership(
    of element: TypedExpression, in collection: TypedExpression, _ keys: ExpressionKey
  ) -> Formula {
    switch collection.kind {
    case .setLiteral(let elements): return .or(elements.map { comparison(.equal, element, $0, keys) })
    case .enumTable where !element.type.isOptional: return .constant(true)
    default:
      return atoms.literal(
        .other(key: "\(keys.key(element)) in \(keys.key(collection))"),
        holds: "\(text(collection)) has \(text(element))",
        not: "not \(text(element)) in \(text(collection))")
    }
  }

  private mutating func comparison(
    _ sign: ComparisonOperator, _ a: TypedExpression, _ b: TypedExpression, _ keys: ExpressionKey
  ) -> Formula {
    switch sign {
    case .notEqual: return comparison(.equal, a, b, keys).negated
    case .greater: return comparison(.less, b, a, keys)
    case .greaterOrEqual: return comparison(.less, a, b, keys).negated
    case .lessOrEqual: return comparison(.less, b, a, keys).negated
    case .equal, .less: break
    }
    if let left = a.constant, let right = b.constant {
      guard let order = Self.order(left, right) else {
        return sign == .equal ? .constant(left == right) : pair(sign, a, b, keys)
      }
      return .constant(sign == .equal ? order == 0 : order < 0)
    }
    if let right = b.constant {
      return against(right, sign, a, text(b), keys, flipped: false) ?? pair(sign, a, b, keys)
    }
    if let left = a.constant { return against(left, sign, b, text(a), keys, flipped: true) ?? pair(sign, a, b, keys) }
    return pair(sign, a, b, keys)
  }

  private static func order(_ a: Value, _ b: Value) -> Int? {
    switch (a, b) {
    case (.int(let a), .int(let b)): return a < b ? -1 : a == b ? 0 : 1
    case (.enumCase(let a), .enumCase(let b)): return a < b ? -1 : a == b ? 0 : 1
    default: return nil
    }
  }

  /// `term == constant`, `term < constant`, or flipped `constant < term`.
  private mutating func against(
    _ constant: Value, _ sign: ComparisonOperator, _ value: TypedExpression, _ shown: String, _ keys: ExpressionKey,
    flipped: Bool
  ) -> Formula? {
    let term = keys.key(value)
    if sign == .equal {
      let name: String
      var cases = 0
      switch constant {
      case .none:
        return atoms.literal(.exists(term: term), holds: "\(text(value)) exists", not: "not \(text(value)) exists")
          .negated
      case .bool(let wanted):
        let holds = atoms.literal(.other(key: term), holds: text(value), not: "not \(text(value))")
        return value.type.isOptional ? nil : wanted ? holds : holds.negated
      case .int(let number): name = "\(number)"
      case .enumCase(let place):
        name = "\(place)"
        if case .enumeration(let id) = value.type.unwrapped { cases = program.enums[id].cases.count }
        if value.type.isOptional { cases += 1 }
      case .kindRow(let place): name = "row \(place)"
      case .text(let text): name = "text \(text)"
      default: return nil
      }
      let fact = AtomTable.Fact.equals(term: term, constant: name, cases: cases)
      return atoms.literal(fact, holds: "\(text(value)) == \(shown)", not: "\(text(value)) != \(shown)")
    }
    let number: Int64
    switch constant {
    case .int(let value): number = value
    case .enumCase(let place): number = Int64(place)
    default: return nil
    }
    guard flipped else {
      let fact = AtomTable.Fact.less(term: term, than: number)
      return atoms.literal(fact, holds: "\(text(value)) < \(shown)", not: "\(text(value)) >= \(shown)")
    }
    let (next, overflow) = number.addingReportingOverflow(1)
    if overflow { return .constant(false) }
    let fact = AtomTable.Fact.less(term: term, than: next)
    return atoms.literal(fact, holds: "\(text(value)) <= \(shown)", not: "\(text(value)) > \(shown)").negated
  }

  /// Of two values that are no constants one is less, equal or greater.
  private mutating func pair(
    _ sign: ComparisonOperator, _ a: TypedExpression, _ b: TypedExpression, _ keys: ExpressionKey
  ) -> Formula {
    let (left, right) = (keys.key(a), keys.key(b))
    if left == right { return .constant(sign == .equal) }
    let isSwapped = right < left
    let term = isSwapped ? "\(right) ? \(left)" : "\(left) ? \(right)"
    let outcome = sign == .equal ? "0" : isSwapped ? "1" : "-1"
    let fact = AtomTable.Fact.equals(term: term, constant: outcome, cases: 3)
    let words = sign == .equal ? ("==", "!=") : ("<", ">=")
    return atoms.literal(fact, holds: "\(text(a)) \(words.0) \(text(b))", not: "\(text(a)) \(words.1) \(text(b))")
  }

  /// The designer's own words, on one line.
  private func text(_ expression: TypedExpression) -> String {
    tellsWords ? program.sources.line(expression.range) : ""
  }
}

extension FunctionInfo {
  /// Whether its value is its definition, whatever else holds.
  var isPlain: Bool { adjustments.isEmpty && exceptions.isEmpty }
}
