import RulesLang

/// A plain tree walk over a typed program: what the compiled program must agree with.
///
/// It is written from `docs/language.md` alone, as simply as can be and without regard to time: values are copied,
/// names looked up, views built. Sight is not part of it.
struct ReferenceEvaluator {
  let program: TypedProgram
  let state: ReferenceState
  let user: String
  let now: Int64
  let action: Int

  /// The values of a callable's names.
  typealias Scope = [LocalID: ReferenceValue]

  // MARK: - Expressions

  func value(_ expression: TypedExpression, _ scope: Scope) throws -> ReferenceValue {
    switch expression.kind {
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .text(let value), .userLiteral(let value): return .text(value)
    case .dice(let value): return .dice(value)
    case .enumCase(_, let number): return .enumCase(number)
    case .kindRow(_, let row): return .kindRow(row)
    case .none: return .none
    case .local(let local):
      guard let value = scope[local] else { throw ReferenceFault(what: "a name without a value") }
      return value
    case .stateField(let field): return state.state[field]
    case .field(let base, let field): return try self.field(field, of: base, scope)
    case .index(let base, let key): return try index(base, key, scope)
    case .user: return .text(user)
    case .now: return .int(now)
    case .requestedAction: return .enumCase(action)
    case .call(let function, let arguments):
      return try call(program.functions[function], try arguments.map { try value($0, scope) })
    case .budget(let budget, let argument): return .int(try left(of: budget, for: value(argument, scope)))
    case .builtin(let builtin, let arguments):
      return try self.builtin(builtin, try arguments.map { try value($0, scope) }, arguments.map(\.type))
    case .arithmetic(let operation, let a, let b):
      return .int(try ReferenceArithmetic.result(operation, value(a, scope).number, value(b, scope).number))
    case .negate(let a): return .int(try ReferenceArithmetic.result(.subtract, 0, value(a, scope).number))
    case .compare(let operation, let a, let b):
      return .bool(try compare(operation, value(a, scope), value(b, scope)))
    case .not(let a): return .bool(try !value(a, scope).truth)
    case .and(let parts): return .bool(try parts.allSatisfy { try value($0, scope).truth })
    case .or(let parts): return .bool(try parts.contains { try value($0, scope).truth })
    case .implies(let a, let b): return .bool(try !value(a, scope).truth || value(b, scope).truth)
    case .contains(let element, let collection):
      return .bool(try value(collection, scope).elements.contains(value(element, scope)))
    case .has(let collection, let relation, let others): return try has(collection, relation, others, scope)
    case .exists(let a): return .bool(try value(a, scope) != .none)
    case .quantifier(let quantifier, let binder, let body): return try quantify(quantifier, binder, body, scope)
    case .choose(let condition, let yes, let no): return try value(value(condition, scope).truth ? yes : no, scope)
    case .match(let subject, let arms, let otherwise): return try match(subject, arms, otherwise, scope)
    case .coalesce(let a, let b):
      let first = try value(a, scope)
      return first == .none ? try value(b, scope) : first
    case .present(let a): return try value(a, scope)
    case .narrowed(let a):
      let inner = try value(a, scope)
      guard inner != .none else { throw ReferenceFault(what: "narrowed, but absent") }
      return inner
    case .table(let entity): return .set(state.ids(entity).map { .row(entity, $0) })
    case .kindTable(let kind): return .set(program.kinds[kind].rows.indices.map { .kindRow($0) })
    case .enumTable(let id): return .set(program.enums[id].cases.indices.map { .enumCase($0) })
    case .interval(let low, let high):
      let (low, high) = (try value(low, scope).number, try value(high, scope).number)
      return .set(low <= high ? (low...high).map { .int($0) } : [])
    case .filter(let binder):
      let kept = try walk(binder, scope).map(\.element)
      if case .list = binder.domain.type { return .list(kept) }
      return .set(kept)
    case .map(let result, let binder):
      return .canonicalSet(try walk(binder, scope).map { try value(result, $0.scope) })
    case .setLiteral(let values): return .canonicalSet(try values.map { try value($0, scope) })
    case .listLiteral(let values): return .list(try values.map { try value($0, scope) })
    case .keyedLiteral(let values): return .keyed(try values.map { try value($0, scope) })
    case .record(_, let values): return .record(try values.map { try value($0, scope) })
    case .cell(let x, let y): return .cell(try value(x, scope).number, try value(y, scope).number)
    case .aggregate(let aggregate, let binder, let of): return try self.aggregate(aggregate, binder, of, scope)
    case .next(let binder, let after): return try next(binder, after: value(after, scope), scope)
    case .sorted(let binder, let keys): return try sorted(binder, keys, scope)
    case .placed(let who, let cell):
      guard case .row(let entity, let id) = try value(who, scope), case .cell(let x, let y) = try value(cell, scope)
      else { throw ReferenceFault(what: "placed what is no row") }
      return .placed(entity, id, x, y)
    case .rollTotal(let roll):
      guard case .rolled(let total, _)? = scope[roll.local] else { throw ReferenceFault(what: "not rolled") }
      return .int(total)
    case .rollNatural(let roll):
      guard case .rolled(_, let natural)? = scope[roll.local] else { throw ReferenceFault(what: "not rolled") }
      return .int(natural)
    case .isRolled(let roll):
      if case .rolled? = scope[roll.local] { return .bool(true) }
      return .bool(false)
    case .canFollow, .pathCost, .noted, .route, .error:
      throw ReferenceFault(what: "not part of the reference evaluator")
    }
  }

  private func field(_ field: Int, of base: TypedExpression, _ scope: Scope) throws -> ReferenceValue {
    switch try value(base, scope) {
    case .row(let entity, let id): return try state.row(entity, id)[field]
    case .record(let values): return values[field]
    case .kindRow(let row):
      guard case .kind(let kind) = base.type.unwrapped else { break }
      return ReferenceValue(program.kinds[kind].rows[row].values[field])
    default: break
    }
    throw ReferenceFault(what: "a field of what has none")
  }

  private func index(_ base: TypedExpression, _ key: TypedExpression, _ scope: Scope) throws -> ReferenceValue {
    guard case .keyed(let values) = try value(base, scope), case .keyed(_, let keys) = base.type else {
      throw ReferenceFault(what: "a key of what has none")
    }
    let offset = try keyOffset(value(key, scope), keys)
    guard values.indices.contains(offset) else { throw ReferenceFault(what: "no such key") }
    return values[offset]
  }

  func keyOffset(_ key: ReferenceValue, _ keys: Type.Key) throws -> Int {
    switch (key, keys) {
    case (.enumCase(let number), .enumeration), (.kindRow(let number), .kind): return number
    case (.int(let number), .range(let low, let high)):
      guard number >= low, number <= high else { throw ReferenceFault(what: "no such key") }
      return Int(number - low)
    default: throw ReferenceFault(what: "no such key")
    }
  }

  func compare(_ operation: ComparisonOperator, _ a: ReferenceValue, _ b: ReferenceValue) throws -> Bool {
    if operation == .equal { return a == b }
    if operation == .notEqual { return a != b }
    func order(_ value: ReferenceValue) throws -> Int64 {
      if case .enumCase(let number) = value { return Int64(number) }
      return try value.number
    }
    let (a, b) = (try order(a), try order(b))
    switch operation {
    case .less: return a < b
    case .lessOrEqual: return a <= b
    case .greater: return a > b
    case .greaterOrEqual: return a >= b
    case .equal, .notEqual: return a == b
    }
  }

  private func match(
    _ subject: TypedExpression, _ arms: [MatchArm], _ otherwise: TypedExpression?, _ scope: Scope
  ) throws -> ReferenceValue {
    let number: Int?
    switch try value(subject, scope) {
    case .enumCase(let found): number = found
    case .none: number = nil
    default: throw ReferenceFault(what: "matched what is no case")
    }
    for arm in arms where arm.cases.contains(number) { return try value(arm.value, scope) }
    guard let otherwise else { throw ReferenceFault(what: "no arm fits") }
    return try value(otherwise, scope)
  }

  // MARK: - Collections

  /// The elements that fit, in order, each with the scope that names it.
  func walk(_ binder: Binder, _ scope: Scope) throws -> [(element: ReferenceValue, scope: Scope)] {
    var found: [(element: ReferenceValue, scope: Scope)] = []
    for element in try value(binder.domain, scope).elements {
      var inner = scope
      inner[binder.local] = element
      if let condition = binder.condition, try !value(condition, inner).truth { continue }
      found.append((element, inner))
    }
    return found
  }

  private func quantify(
    _ quantifier: Quantifier, _ binder: Binder, _ body: TypedExpression, _ scope: Scope
  ) throws -> ReferenceValue {
    for element in try value(binder.domain, scope).elements {
      var inner = scope
      inner[binder.local] = element
      if let condition = binder.condition, try !value(condition, inner).truth { continue }
      let holds = try value(body, inner).truth
      switch quantifier {
      case .some where holds: return .bool(true)
      case .no where holds: return .bool(false)
      case .all where !holds: return .bool(false)
      default: continue
      }
    }
    return .bool(quantifier != .some)
  }

  private func has(
    _ collection: TypedExpression, _ relation: SetRelation, _ others: TypedExpression, _ scope: Scope
  ) throws -> ReferenceValue {
    let (mine, theirs) = (Set(try value(collection, scope).elements), try value(others, scope).elements)
    switch relation {
    case .any: return .bool(theirs.contains { mine.contains($0) })
    case .all: return .bool(theirs.allSatisfy { mine.contains($0) })
    case .no: return .bool(!theirs.contains { mine.contains($0) })
    }
  }

  private func aggregate(
    _ aggregate: Aggregate, _ binder: Binder, _ of: TypedExpression?, _ scope: Scope
  ) throws -> ReferenceValue {
    let found = try walk(binder, scope)
    let values = try of.map { of in try found.map { try value(of, $0.scope) } } ?? []
    switch aggregate {
    case .count: return .int(Int64(found.count))
    case .first: return found.first?.element ?? .none
    case .last: return found.last?.element ?? .none
    case .sum: return .int(try values.reduce(0) { try ReferenceArithmetic.result(.add, $0, $1.number) })
    case .min: return try values.reduce(nil) { try lesser($0, $1, .less) } ?? .none
    case .max: return try values.reduce(nil) { try lesser($0, $1, .greater) } ?? .none
    }
  }

  private func lesser(
    _ best: ReferenceValue?, _ next: ReferenceValue, _ operation: ComparisonOperator
  ) throws -> ReferenceValue {
    guard let best else { return next }
    return try compare(operation, next, best) ? next : best
  }

  private func next(_ binder: Binder, after: ReferenceValue, _ scope: Scope) throws -> ReferenceValue {
    let all = try value(binder.domain, scope).elements
    let start = all.firstIndex(of: after).map { $0 + 1 } ?? 0
    for element in all[start...] + all[..<start] {
      var inner = scope
      inner[binder.local] = element
      if try binder.condition.map({ try value($0, inner).truth }) ?? true { return element }
    }
    return .none
  }

  private func sorted(_ binder: Binder, _ keys: [SortKey], _ scope: Scope) throws -> ReferenceValue {
    let found = try walk(binder, scope).map { item in
      (item.element, try keys.map { try value($0.value, item.scope) })
    }
    let ordered = found.enumerated().sorted { a, b in
      for (number, key) in keys.enumerated() {
        let (x, y) = (a.element.1[number], b.element.1[number])
        if x.isBefore(y) { return !key.descending }
        if y.isBefore(x) { return key.descending }
      }
      let (x, y) = (a.element.0, b.element.0)
      return x == y ? a.offset < b.offset : x.isBefore(y)
    }
    return .list(ordered.map(\.element.0))
  }
}
