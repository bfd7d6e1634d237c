// What blocks, and what binds an action or event, take.

extension CostModel {
  /// An action or event with all that may bind it.
  mutating func cost(of target: BindingTarget) -> Steps {
    let parameters: [ParameterInfo]
    let body: [Statement]
    let tags: [TagClause]
    switch target {
    case .action(let id):
      (parameters, body, tags) = (program.actions[id].parameters, program.actions[id].body, program.actions[id].tags)
    case .event(let id):
      (parameters, body, tags) = (program.events[id].parameters, program.events[id].body, program.events[id].tags)
    case .step: return 0
    }
    let scope = scope(of: parameters)
    var sum: Steps = 1
    for clause in tags { sum += clause.condition.map { measure($0, scope).steps } ?? 0 }
    sum += cost(of: body, scope)
    sum += rules(binding: target, scope)
    return sum
  }

  /// Rules, waivers and notes; those of `each` count for every element.
  mutating func rules(binding target: BindingTarget, _ scope: Scope) -> Steps {
    var sum: Steps = 0
    for bound in context.rules(binding: target) {
      let rule = program.rules[bound.rule]
      let (inner, times) = bind(bound.binding, scope)
      sum += times * ((rule.condition.map { measure($0, inner).steps } ?? 0) + cost(of: rule.body, inner) + 1)
    }
    for (id, binding) in context.waivers(binding: target) {
      let (inner, times) = bind(binding, scope)
      sum += times * ((program.waivers[id].condition.map { measure($0, inner).steps } ?? 0) + 1)
    }
    for (id, binding) in context.notes(binding: target) {
      let (inner, times) = bind(binding, scope)
      sum += times * ((program.notes[id].condition.map { measure($0, inner).steps } ?? 0) + 1)
    }
    return sum
  }

  private func bind(_ binding: Binding, _ outer: Scope) -> (scope: Scope, times: Steps) {
    var scope: Scope = [:]
    var times: Steps = 1
    for (index, source) in binding.sources.enumerated() {
      switch source {
      case .parameter(let place), .present(let place): scope[LocalID(index)] = outer[LocalID(place)]
      case .element(let place): times = outer[LocalID(place)]?.size ?? 1
      }
    }
    return (scope, times)
  }

  private mutating func scope(of parameters: [ParameterInfo]) -> Scope {
    var scope: Scope = [:]
    for (index, parameter) in parameters.enumerated() {
      var measured = Measure(steps: 1, size: largestCollection(of: parameter.shape.type))
      let most = parameter.shape.size.flatMap { measure($0.upper, scope).interval.upper }.map { Steps(clamping: $0) }
      if let size = size(of: parameter.shape, isDistinct: true) {
        measured.size = parameter.shape.type.unwrapped == .path ? MapCost.path : size
        if let most { measured.size = min(measured.size, most) }
      } else if let most {
        measured.size = most
      } else if parameter.shape.size != nil {
        note(unlimited: "`\(parameter.header.name)`", at: parameter.header.range)
      }
      if let range = parameter.shape.range {
        measured.interval = Interval(
          lower: measure(range.lower, scope).interval.lower, upper: measure(range.upper, scope).interval.upper)
      }
      scope[LocalID(index)] = measured
    }
    return scope
  }

  mutating func cost(of block: [Statement], _ outer: Scope) -> Steps {
    var scope = outer
    var sum: Steps = 0
    for statement in block {
      switch statement.kind {
      case .forEach(let binder, let body):
        let domain = measure(binder.domain, scope)
        let inner = entering(binder, domain, scope)
        let condition = binder.condition.map { measure($0, inner).steps } ?? 0
        sum += domain.steps + domain.size * (condition + cost(of: body, inner) + 1)
      case .if(let condition, let then, let otherwise):
        sum += measure(condition, scope).steps + max(cost(of: then, scope), cost(of: otherwise, scope)) + 1
      case .let(let local, let value, _):
        let measured = measure(value, scope)
        sum += measured.steps + 1
        scope[local] = Measure(steps: 1, size: measured.size, interval: measured.interval)
      case .do(let event, let arguments, let guarded):
        sum += steps(of: arguments, scope) + (guarded.map { measure($0, scope).steps } ?? 0) + (events[event] ?? 0) + 1
      case .roll(_, _, for: let binder, let dice, when: let guarded):
        let each = measure(dice, scope).steps + (guarded.map { measure($0, scope).steps } ?? 0) + 1
        guard let binder else {
          sum += each
          continue
        }
        let domain = measure(binder.domain, scope)
        let condition = binder.condition.map { measure($0, entering(binder, domain, scope)).steps } ?? 0
        sum += domain.steps + domain.size * (condition + each)
      case .removeAll(let local, from: let place, matching: let condition, when: let guarded):
        var inner = scope
        inner[local] = Measure(steps: 1)
        let size = size(of: place.shape, isDistinct: false) ?? 1
        sum +=
          steps(of: place.expressions + (guarded.map { [$0] } ?? []), scope) + size
          * (measure(condition, inner).steps + 1)
      case .require, .spend, .set, .add, .subtract, .remove:
        sum += steps(of: statement.expressions, scope) + 2
      }
    }
    return sum
  }

  /// A consequence's condition and event, and for how many rows.
  mutating func costOnce(of consequence: ConsequenceInfo) -> ConsequenceCost.Once {
    var scope: Scope = [:]
    var once = ConsequenceCost.Once()
    if let binder = consequence.binder {
      let domain = measure(binder.domain, [:])
      scope = entering(binder, domain, [:])
      once.rows = domain.size
      once.condition = binder.condition.map { measure($0, scope).steps } ?? 0
    }
    once.condition += measure(consequence.condition, scope).steps + 1
    once.event = steps(of: consequence.arguments, scope) + (events[consequence.event] ?? 0) + 1
    return once
  }
}

/// What one consequence may take after one request. Its condition is looked at in each round in which it may become
/// true, of each row before and after; its event happens at most once for each row.
package struct ConsequenceCost: Sendable {
  package let rounds: Steps
  package let steps: Steps

  /// A row's condition and event.
  struct Once {
    var rows: Steps = 1
    var condition: Steps = 0
    var event: Steps = 0
  }

  init(_ once: Once, rounds: Steps) {
    self.rounds = rounds
    steps = rounds * 2 * once.rows * once.condition + once.rows * once.event
  }
}
