// What expressions take.

extension CostModel {
  /// What is known of the names in scope.
  typealias Scope = [LocalID: Measure]

  mutating func measure(_ expression: TypedExpression, _ scope: Scope) -> Measure {
    switch expression.kind {
    case .int(let value): return Measure(steps: 1, interval: Interval(value))
    case .local(let id): return scope[id] ?? Measure(steps: 1)
    case .stateField(let field):
      return program.state.indices.contains(field) ? measure(stored: program.state[field]) : Measure(steps: 1)
    case .field(let base, let place):
      var measured = field(place, of: base.type).map { measure(stored: $0) } ?? Measure(steps: 1)
      if case .kind(let id) = base.type.unwrapped { measured.interval = interval(ofField: place, in: id) }
      measured.steps = measure(base, scope).steps + 1
      return measured
    case .index(let base, let key):
      var measured = measure(base, scope)
      measured.steps += measure(key, scope).steps + 1
      return measured
    case .present(let inner), .narrowed(let inner): return measure(inner, scope)
    case .call(let id, let arguments):
      var measured = functions[id] ?? Measure(steps: 1)
      measured.steps += steps(of: arguments, scope) + 1
      return measured
    case .budget(let id, let owner):
      return Measure(steps: (functions[program.budgets[id].limit]?.steps ?? 1) + measure(owner, scope).steps + 3)
    case .arithmetic(let sign, let a, let b): return arithmetic(sign, measure(a, scope), measure(b, scope))
    case .negate(let inner):
      let measured = measure(inner, scope)
      return Measure(steps: measured.steps + 1, interval: Interval(0) - measured.interval)
    case .choose(let condition, let then, let otherwise):
      let (a, b) = (measure(then, scope), measure(otherwise, scope))
      return dearer(a, b, before: measure(condition, scope).steps + 1)
    case .match(let subject, let arms, let otherwise):
      let before = measure(subject, scope).steps + 1
      let values = (arms.map(\.value) + (otherwise.map { [$0] } ?? [])).map { measure($0, scope) }
      guard let first = values.first else { return Measure(steps: before) }
      var measured = values.dropFirst().reduce(first) { dearer($0, $1, before: 0) }
      measured.steps += before
      return measured
    case .coalesce(let a, let b):
      let (first, second) = (measure(a, scope), measure(b, scope))
      var measured = dearer(first, second, before: 0)
      measured.steps = first.steps + second.steps + 1
      return measured
    case .contains(let element, in: let collection):
      return Measure(steps: measure(element, scope).steps + search(collection, scope))
    case .has(let collection, _, let others):
      let (a, b) = (measure(collection, scope), measure(others, scope))
      let walked = Self.isStored(collection) ? b.size * a.size.logarithm : a.size + b.size * a.size.logarithm
      return Measure(steps: a.steps + b.steps + walked + 1)
    case .canFollow(let mover, let path, let id):
      let step = movements[id]?.step ?? 1
      return Measure(steps: steps(of: [mover, path], scope) + MapCost.path * step)
    case .pathCost(let path, let id, let mover):
      let price = movements[id]?.price ?? 1
      return Measure(steps: steps(of: [path, mover], scope) + MapCost.path * price)
    case .builtin(let builtin, let arguments): return measure(builtin, arguments, scope)
    case .table(let id): return Measure(steps: 1, size: Steps(clamping: program.entities[id].limit))
    case .kindTable(let id): return Measure(steps: 1, size: Steps(clamping: program.kinds[id].rows.count))
    case .enumTable(let id): return Measure(steps: 1, size: Steps(clamping: program.enums[id].cases.count))
    case .interval(let low, let high): return interval(low, high, at: expression.range, scope)
    case .filter, .map, .quantifier, .aggregate, .next, .sorted: return walked(expression, scope)
    case .setLiteral(let all), .listLiteral(let all):
      return Measure(steps: steps(of: all, scope) + 1, size: Steps(clamping: all.count))
    default: return Measure(steps: steps(of: expression.children, scope) + 1)
    }
  }

  mutating func steps(of all: [TypedExpression], _ scope: Scope) -> Steps {
    var sum: Steps = 0
    for expression in all { sum += measure(expression, scope).steps }
    return sum
  }

  private func dearer(_ a: Measure, _ b: Measure, before: Steps) -> Measure {
    Measure(
      steps: before + max(a.steps, b.steps), size: max(a.size, b.size), interval: a.interval.joined(b.interval))
  }

  private func arithmetic(_ sign: ArithmeticOperator, _ a: Measure, _ b: Measure) -> Measure {
    let interval: Interval
    switch sign {
    case .add: interval = a.interval + b.interval
    case .subtract: interval = a.interval - b.interval
    case .multiply: interval = a.interval * b.interval
    case .divide:
      interval = b.interval.lower == b.interval.upper ? a.interval.divided(by: b.interval.lower ?? 0) : .unknown
    case .modulo:
      let most = b.interval.lower.flatMap { $0 > 0 ? b.interval.upper : nil }
      interval = Interval(lower: most == nil ? nil : 0, upper: most.map { $0 - 1 })
    }
    return Measure(steps: a.steps + b.steps + 1, interval: interval)
  }

  private mutating func interval(
    _ low: TypedExpression, _ high: TypedExpression, at range: SourceRange, _ scope: Scope
  ) -> Measure {
    let (a, b) = (measure(low, scope), measure(high, scope))
    let span = Interval.span(from: a.interval, to: b.interval)
    if span == nil { note(unlimited: "this range", at: range) }
    return Measure(
      steps: a.steps + b.steps + 1, size: span ?? 1,
      interval: Interval(lower: a.interval.lower, upper: b.interval.upper))
  }

  /// Whether a collection lies ready, sorted, rather than being walked to be had.
  private static func isStored(_ collection: TypedExpression) -> Bool {
    switch collection.kind {
    case .local, .stateField, .table, .enumTable, .kindTable, .interval: return true
    case .field(let base, _), .narrowed(let base), .present(let base), .index(let base, _): return isStored(base)
    default: return false
    }
  }

  /// What it takes to look an element up.
  private mutating func search(_ collection: TypedExpression, _ scope: Scope) -> Steps {
    let measured = measure(collection, scope)
    if case .list = collection.type { return measured.steps + measured.size }
    return measured.steps + (Self.isStored(collection) ? measured.size.logarithm : measured.size) + 1
  }

  /// A domain and what is done for each of its elements.
  private mutating func walked(_ expression: TypedExpression, _ scope: Scope) -> Measure {
    var each: [TypedExpression] = []
    let binder: Binder
    var before: Steps = 0
    var isOrdered = false
    switch expression.kind {
    case .filter(let bound): binder = bound
    case .map(let value, let bound): (binder, each, isOrdered) = (bound, [value], true)
    case .quantifier(_, let bound, let body): (binder, each) = (bound, [body])
    case .aggregate(_, let bound, let value): (binder, each) = (bound, value.map { [$0] } ?? [])
    case .next(let bound, after: let start): (binder, before) = (bound, measure(start, scope).steps)
    case .sorted(let bound, by: let keys): (binder, each, isOrdered) = (bound, keys.map(\.value), true)
    default: return Measure(steps: 1)
    }
    let domain = measure(binder.domain, scope)
    let inner = entering(binder, domain, scope)
    let perElement = steps(of: (binder.condition.map { [$0] } ?? []) + each, inner) + 1
    let ordering = isOrdered ? domain.size * domain.size.logarithm : 0
    var measured = Measure(steps: before + domain.steps + domain.size * perElement + ordering + 1)
    switch expression.kind {
    case .filter, .sorted: measured.size = domain.size
    case .map(let value, _):
      measured.size = min(domain.size, values(of: value.type) ?? domain.size)
    case .aggregate(.count, _, _):
      measured.interval = Interval(lower: 0, upper: Int64(clamping: domain.size.count))
    default: break
    }
    return measured
  }

  /// The scope inside a binder.
  func entering(_ binder: Binder, _ domain: Measure, _ scope: Scope) -> Scope {
    var inner = scope
    let isNumber = binder.domain.type.element?.isNumber ?? false
    inner[binder.local] = Measure(steps: 1, interval: isNumber ? domain.interval : .unknown)
    return inner
  }
}
