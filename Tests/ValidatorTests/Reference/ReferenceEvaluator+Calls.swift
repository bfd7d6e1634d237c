import RulesLang

extension ReferenceEvaluator {
  /// The definition; plus raises and lowers; times one exact ratio, rounded down once; within bounds; then an exception.
  func call(_ function: FunctionInfo, _ arguments: [ReferenceValue]) throws -> ReferenceValue {
    var scope = Scope()
    for (number, argument) in arguments.enumerated() { scope[LocalID(number)] = argument }
    // An exception has the last word: where one holds, nothing else of the define is worked out.
    let holdingExceptions = try function.exceptions.indices.filter {
      try value(function.exceptions[$0].condition, scope).truth
    }
    let beaten = Set(holdingExceptions.compactMap { function.exceptions[$0].insteadOf })
    let values = try holdingExceptions.filter { !beaten.contains($0) }.map { try value(function.exceptions[$0].value, scope) }
    guard Set(values).count <= 1 else { throw ReferenceFault(what: "exceptions clash") }
    if let value = values.first { return value }

    let base = try value(function.body, scope)
    if function.adjustments.isEmpty { return base }
    let holding = try function.adjustments.indices.filter {
      guard let condition = function.adjustments[$0].condition else { return true }
      return try value(condition, scope).truth
    }
    let off = Set(holding.compactMap { function.adjustments[$0].insteadOf })
    return .int(try bent(base.number, by: holding.filter { !off.contains($0) }.map { function.adjustments[$0] }, scope))
  }

  private func bent(_ base: Int64, by adjustments: [FunctionInfo.Adjustment], _ scope: Scope) throws -> Int64 {
    var sum = base
    var (doublings, halvings) = (0, 0)
    var (least, most): (Int64?, Int64?) = (nil, nil)
    for adjustment in adjustments {
      switch adjustment.bend {
      case .raised(let by): sum = try ReferenceArithmetic.result(.add, sum, value(by, scope).number)
      case .lowered(let by): sum = try ReferenceArithmetic.result(.subtract, sum, value(by, scope).number)
      case .doubled: doublings += 1
      case .halved: halvings += 1
      case .atLeast(let bound): least = max(least ?? Int64.min, try value(bound, scope).number)
      case .atMost(let bound): most = min(most ?? Int64.max, try value(bound, scope).number)
      }
    }
    let shift = doublings - halvings
    for _ in 0..<max(0, shift) { sum = try ReferenceArithmetic.result(.multiply, sum, 2) }
    // Halving twice and rounding down each time is rounding down once.
    for _ in 0..<max(0, -shift) { sum = ReferenceArithmetic.floorQuotient(sum, 2) }
    if let least { sum = max(sum, least) }
    if let most { sum = min(sum, most) }
    return sum
  }

  /// max(0, limit − counter).
  func left(of id: BudgetID, for whose: ReferenceValue) throws -> Int64 {
    let budget = program.budgets[id]
    let limit = try call(program.functions[budget.limit], [whose]).number
    let used = try state.value(at: place(budget.counter, [LocalID(0): whose])).number
    return max(0, try ReferenceArithmetic.result(.subtract, limit, used))
  }

  func place(_ place: Place, _ scope: Scope) throws -> ReferencePlace {
    let root: ReferencePlace.Root
    var type: Type?
    switch place.root {
    case .state: root = .state
    case .row(let entity, let whose):
      guard case .row(_, let id) = try value(whose, scope) else { throw ReferenceFault(what: "no row") }
      root = .row(entity, id)
      type = .entity(entity)
    case .budget: throw ReferenceFault(what: "a budget is no place")
    }
    var path: [Int] = []
    for step in place.steps {
      switch step {
      case .field(let field):
        path.append(field)
        type = fields(of: type)[field].shape.type
      case .key(let key):
        guard case .keyed(let inner, let keys)? = type else { throw ReferenceFault(what: "no keys") }
        path.append(try keyOffset(value(key, scope), keys))
        type = inner
      }
    }
    return ReferencePlace(root: root, path: path)
  }

  /// Fields of an entity or record; of the state where there is no type.
  private func fields(of type: Type?) -> [FieldInfo] {
    switch type?.unwrapped {
    case .entity(let id)?: return program.entities[id].fields
    case .record(let id)?: return program.records[id].fields
    default: return program.state
    }
  }

  func builtin(_ builtin: Builtin, _ arguments: [ReferenceValue], _ types: [Type]) throws -> ReferenceValue {
    func int(_ number: Int) throws -> Int64 { try arguments[number].number }
    switch builtin {
    case .divideUp:
      let (a, b) = (try int(0), try int(1))
      guard b != 0 else { throw ReferenceFault(what: "divided by zero") }
      return .int(-ReferenceArithmetic.floorQuotient(-a, b))
    case .min: return .int(min(try int(0), try int(1)))
    case .max: return .int(max(try int(0), try int(1)))
    case .abs: return .int(abs(try int(0)))
    case .nextCase, .previousCase:
      guard case .enumCase(let number) = arguments[0], case .enumeration(let id) = types[0] else { break }
      let other = number + (builtin == .nextCase ? 1 : -1)
      return program.enums[id].cases.indices.contains(other) ? .enumCase(other) : .none
    case .steps:
      guard case .enumCase(let a) = arguments[0], case .enumCase(let b) = arguments[1] else { break }
      return .int(Int64(b - a))
    case .union: return .canonicalSet(try arguments[0].elements + arguments[1].elements)
    case .without:
      let others = Set(try arguments[1].elements)
      return rebuilt(try arguments[0].elements.filter { !others.contains($0) }, like: arguments[0])
    case .common:
      let others = Set(try arguments[1].elements)
      return rebuilt(try arguments[0].elements.filter { others.contains($0) }, like: arguments[0])
    case .position: return .int(Int64((try arguments[0].elements.firstIndex(of: arguments[1]) ?? -1) + 1))
    case .count: return .int(Int64(try arguments[0].elements.count))
    case .first: return try arguments[0].elements.first ?? .none
    case .last: return try arguments[0].elements.last ?? .none
    case .cellX, .cellY:
      guard case .cell(let x, let y) = arguments[0] else { break }
      return .int(builtin == .cellX ? x : y)
    default: break
    }
    throw ReferenceFault(what: "not part of the reference evaluator")
  }

  private func rebuilt(_ elements: [ReferenceValue], like: ReferenceValue) -> ReferenceValue {
    if case .list = like { return .list(elements) }
    return .canonicalSet(elements)
  }
}
