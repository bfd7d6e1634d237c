// What is known to be there. Nothing changes while a request is judged, so that a condition that held once holds on: `p
// exists` makes that very path a value in all that is reached only where it held.

/// A path: a name and what stands behind it. Two texts that mean the same path give one key.
indirect enum FactKey: Hashable {
  case local(LocalID)
  case stateField(Int)
  case field(FactKey, Int)
  /// A field may become a define, and no use of it changes.
  case call(FunctionID, [FactKey])
  case index(FactKey, FactKey)
  case requestedAction
  case enumCase(Int), kindRow(KindID, Int), int(Int64)
  /// A roll with a `when` was made.
  case rolled(LocalID)

  /// Nil for what is no path.
  init?(_ expression: TypedExpression) {
    switch expression.kind {
    case .local(let id): self = .local(id)
    case .stateField(let index): self = .stateField(index)
    case .requestedAction: self = .requestedAction
    case .enumCase(_, let index): self = .enumCase(index)
    case .kindRow(let kind, let row): self = .kindRow(kind, row)
    case .int(let number): self = .int(number)
    case .narrowed(let base), .present(let base):
      guard let base = FactKey(base) else { return nil }
      self = base
    case .field(let base, let index):
      guard let base = FactKey(base) else { return nil }
      self = .field(base, index)
    case .index(let base, let key):
      guard let base = FactKey(base), let key = FactKey(key) else { return nil }
      self = .index(base, key)
    case .call(let id, let arguments):
      let keys = arguments.compactMap(FactKey.init)
      guard keys.count == arguments.count else { return nil }
      self = .call(id, keys)
    default: return nil
    }
  }
}

/// The paths that are known to be there, each with the statements that would have failed if they were not.
struct Facts {
  private var suppliers: [FactKey: Set<Int>] = [:]
  /// A condition before this was a mistake, so that nobody knows what it would have made sure of.
  var isUnsure = false

  /// The statements that a fact rests on; nil where the path is not known to be there.
  subscript(key: FactKey) -> Set<Int>? { suppliers[key] }

  /// Learns that paths are there. What is known already stays as it is: it rests on less.
  mutating func learn(_ keys: Set<FactKey>, from statements: Set<Int> = []) {
    for key in keys where suppliers[key] == nil { suppliers[key] = statements }
  }
}

extension TypedExpression {
  /// The paths that are there where this condition has come out as `truth`.
  func facts(when truth: Bool) -> Set<FactKey> {
    switch kind {
    case .exists(let path) where truth: return Set([FactKey(path)].compactMap { $0 })
    case .isRolled(let roll) where truth: return [.rolled(roll.local)]
    case .not(let condition): return condition.facts(when: !truth)
    case .and(let parts) where truth: return parts.reduce(into: []) { $0.formUnion($1.facts(when: true)) }
    case .or(let parts) where !truth: return parts.reduce(into: []) { $0.formUnion($1.facts(when: false)) }
    case .implies(let condition, let consequent) where !truth:
      return condition.facts(when: true).union(consequent.facts(when: false))
    case .compare(.equal, let left, let right): return Self.facts(of: left, right, areEqual: truth)
    case .compare(.notEqual, let left, let right): return Self.facts(of: left, right, areEqual: !truth)
    default: return []
    }
  }

  /// What equals something that is there, or differs from `none`, is there.
  private static func facts(of left: TypedExpression, _ right: TypedExpression, areEqual: Bool) -> Set<FactKey> {
    let paths = [(left, right), (right, left)].compactMap { path, other in
      (areEqual ? other.isPresent : other.isNone) ? FactKey(path) : nil
    }
    return Set(paths)
  }

  private var isNone: Bool { if case .none = kind { true } else { false } }

  /// Whether the value is there whatever the state.
  private var isPresent: Bool {
    if case .present = kind { return true }
    return !type.isOptional && type != .nothing
  }
}
