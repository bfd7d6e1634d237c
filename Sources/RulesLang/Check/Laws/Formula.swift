// Conditions as formulas over atoms, as far as the laws look into them: enough to tell that two conditions never hold
// together. An atom is `term == constant`, a bound of a number, membership of a constant, or whatever else is true or
// false, told by its ``ExpressionKey``. What is not understood is an atom of its own, which can only make the answer
// "perhaps".

indirect enum Formula {
  case constant(Bool)
  case literal(Int, Bool)
  case and([Formula])
  case or([Formula])

  var negated: Formula {
    switch self {
    case .constant(let value): return .constant(!value)
    case .literal(let atom, let sign): return .literal(atom, !sign)
    case .and(let parts): return .or(parts.map(\.negated))
    case .or(let parts): return .and(parts.map(\.negated))
    }
  }

  /// Atoms that hold wherever it does, as far as they are seen at once.
  var atomsThatHold: [Int] {
    switch self {
    case .literal(let atom, true): return [atom]
    case .and(let parts): return parts.flatMap(\.atomsThatHold)
    case .literal, .constant, .or: return []
    }
  }

  /// Under some atoms' values; nil where they do not decide it.
  func value(_ model: [Int: Bool]) -> Bool? {
    switch self {
    case .constant(let value): return value
    case .literal(let atom, let sign): return model[atom].map { $0 == sign }
    case .and(let parts):
      var decided: Bool? = true
      for part in parts {
        switch part.value(model) {
        case false?: return false
        case nil: decided = nil
        case true?: continue
        }
      }
      return decided
    case .or(let parts):
      var decided: Bool? = false
      for part in parts {
        switch part.value(model) {
        case true?: return true
        case nil: decided = nil
        case false?: continue
        }
      }
      return decided
    }
  }
}

/// The atoms of some formulas, and which of them can hold together.
struct AtomTable {
  enum Fact: Hashable {
    /// The term is the constant, of an enum with so many cases (0 where they are not counted).
    case equals(term: String, constant: String, cases: Int)
    /// The number is less than the bound.
    case less(term: String, than: Int64)
    case exists(term: String)
    case other(key: String)
  }

  private(set) var facts: [Fact] = []
  /// How a designer would say it, and its opposite.
  private(set) var words: [(holds: String, not: String)] = []
  private var places: [Fact: Int] = [:]

  mutating func literal(_ fact: Fact, holds: String, not: String) -> Formula {
    if let place = places[fact] { return .literal(place, true) }
    places[fact] = facts.count
    facts.append(fact)
    words.append((holds, not))
    return .literal(facts.count - 1, true)
  }

  /// Whether no two of the values contradict each other.
  func isConsistent(_ model: [Int: Bool]) -> Bool {
    var chosen: [String: String] = [:]
    var excluded: [String: (count: Int, of: Int)] = [:]
    var below: [String: Int64] = [:]
    var atLeast: [String: Int64] = [:]
    var absent: Set<String> = []
    var exact: [String: Int64] = [:]
    for (place, holds) in model {
      switch (facts[place], holds) {
      case (.equals(let term, let constant, _), true):
        if let other = chosen[term], other != constant { return false }
        chosen[term] = constant
        exact[term] = Int64(constant)
      case (.equals(let term, _, let cases), false):
        excluded[term] = ((excluded[term]?.count ?? 0) + 1, cases)
      case (.less(let term, let bound), true): below[term] = min(below[term] ?? bound, bound)
      case (.less(let term, let bound), false): atLeast[term] = max(atLeast[term] ?? bound, bound)
      case (.exists(let term), false): absent.insert(term)
      case (.exists, true), (.other, _): continue
      }
    }
    for (term, lower) in atLeast where (below[term] ?? .max) <= lower { return false }
    for (term, value) in exact where value >= (below[term] ?? .max) || value < (atLeast[term] ?? .min) { return false }
    for left in excluded.values where left.of > 0 && left.count >= left.of { return false }
    return chosen.keys.allSatisfy { !absent.contains($0) }
  }

  /// Values under which the formula holds, as few as it needs; nil where there are none.
  ///
  /// Tries the atoms one after the other and gives up a branch as soon as it is decided or contradicts itself.
  func model(of formula: Formula) -> [Int: Bool]? {
    var model: [Int: Bool] = [:]
    guard extend(&model, from: 0, formula) else { return nil }
    for place in model.keys.sorted() {
      let value = model.removeValue(forKey: place)
      if formula.value(model) != true { model[place] = value }
    }
    return model
  }

  private func extend(_ model: inout [Int: Bool], from place: Int, _ formula: Formula) -> Bool {
    guard isConsistent(model), formula.value(model) != false else { return false }
    if formula.value(model) == true { return true }
    guard place < facts.count else { return false }
    for value in [true, false] {
      model[place] = value
      if extend(&model, from: place + 1, formula) { return true }
    }
    model[place] = nil
    return false
  }
}
