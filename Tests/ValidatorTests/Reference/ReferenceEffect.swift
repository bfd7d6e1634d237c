import RulesLang

/// One change that a judgement asks for.
struct ReferenceEffect {
  /// `count` is what a spend from a budget adds to its counter.
  enum Kind { case set, subtract, remove, count, add }
  let kind: Kind
  let value: ReferenceValue
  let place: ReferencePlace

  /// All changes together on a state: per place set, then subtract, remove and spend, then add.
  static func combined(
    _ effects: [ReferenceEffect], on state: ReferenceState, _ program: TypedProgram
  ) throws -> ReferenceState {
    var result = state
    for (place, value) in try sets(effects) { result.write(value, at: place) }
    // What is set is no sum that could stop at the bounds.
    for effect in effects where effect.kind == .set {
      try program.check(result.value(at: effect.place), program.shape(of: effect.place))
    }
    for place in Set(effects.filter { $0.kind != .set }.map(\.place)) {
      let here = effects.filter { $0.place == place && $0.kind != .set }
      let shape = program.shape(of: place)
      result.write(try sum(here, from: result.value(at: place), shape), at: place)
    }
    for effect in effects { try program.check(result.value(at: effect.place), program.shape(of: effect.place)) }
    return result
  }

  /// The parts that sets write; two different values for one part are a fault.
  private static func sets(_ effects: [ReferenceEffect]) throws -> [ReferencePlace: ReferenceValue] {
    var parts: [ReferencePlace: ReferenceValue] = [:]
    func write(_ value: ReferenceValue, _ place: ReferencePlace) throws {
      switch value {
      case .record(let inner), .keyed(let inner):
        for (number, part) in inner.enumerated() {
          try write(part, ReferencePlace(root: place.root, path: place.path + [number]))
        }
      default:
        if let other = parts[place], other != value { throw ReferenceFault(what: "two values for one place") }
        parts[place] = value
      }
    }
    for effect in effects where effect.kind == .set { try write(effect.value, effect.place) }
    return parts
  }

  private static func sum(
    _ effects: [ReferenceEffect], from start: ReferenceValue, _ shape: Shape
  ) throws -> ReferenceValue {
    switch start {
    case .int(let number):
      // First all that is taken, then all that is added; a clamped number stops at its bounds after each.
      var total = number
      for stage in [[Kind.subtract, .count], [.add]] {
        for effect in effects where stage.contains(effect.kind) {
          let operation: ArithmeticOperator = effect.kind == .subtract ? .subtract : .add
          total = try ReferenceArithmetic.result(operation, total, effect.value.number)
        }
        if shape.clamped, let bounds = shape.range?.constant {
          total = Swift.min(Swift.max(total, bounds.lowerBound), bounds.upperBound)
        }
      }
      return .int(total)
    case .set(let elements):
      var kept = Set(elements)
      for effect in effects where effect.kind == .remove { kept.subtract(members(effect.value)) }
      for effect in effects where effect.kind == .add { kept.formUnion(members(effect.value)) }
      return .canonicalSet(Array(kept))
    case .list(let elements):
      let removed = Set(effects.filter { $0.kind == .remove }.flatMap { members($0.value) })
      return .list(elements.filter { !removed.contains($0) } + effects.filter { $0.kind == .add }.flatMap { members($0.value) })
    default:
      throw ReferenceFault(what: "nothing can be added to \(start)")
    }
  }

  /// A single element, or each of a collection.
  private static func members(_ value: ReferenceValue) -> [ReferenceValue] {
    switch value {
    case .set(let elements), .list(let elements): return elements
    default: return [value]
    }
  }
}

extension TypedProgram {
  /// The shape of a place: of its field, with the type of the part that the path leads to.
  func shape(of place: ReferencePlace) -> Shape {
    var fields: [FieldInfo]
    switch place.root {
    case .state: fields = state
    case .row(let entity, _): fields = entities[entity].fields
    }
    var shape = Shape(type: .error)
    var keyed = false
    for step in place.path {
      if keyed {
        if case .keyed(let inner, _) = shape.type { shape.type = inner }
      } else {
        guard fields.indices.contains(step) else { return shape }
        shape = fields[step].shape
      }
      switch shape.type {
      case .keyed: keyed = true
      case .record(let id):
        fields = records[id].fields
        keyed = false
      default: keyed = false
      }
    }
    return shape
  }

  /// Whether a value keeps the bounds of what holds it.
  func check(_ value: ReferenceValue, _ shape: Shape) throws {
    if let bounds = shape.range?.constant, case .int(let number) = value, !bounds.contains(number) {
      throw ReferenceFault(what: "\(number) is out of bounds")
    }
    if let size = shape.size?.constant, let count = try? value.elements.count, !size.contains(Int64(count)) {
      throw ReferenceFault(what: "\(count) elements are out of bounds")
    }
    if case .record(let id) = shape.type, case .record(let values) = value {
      for (field, value) in zip(records[id].fields, values) { try check(value, field.shape) }
    }
  }
}
