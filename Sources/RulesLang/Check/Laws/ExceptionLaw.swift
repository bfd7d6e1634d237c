/// Exceptions of one define that may hold together agree, or one is `instead of` the other. Where it cannot be shown
/// that two never hold together, the designer is warned with a state in which they seem to; there, judging would end in
/// a fault.
enum ExceptionLaw: Law {
  static func check(_ context: LawContext) -> [Diagnostic] {
    context.program.functions.filter { $0.exceptions.count > 1 }.flatMap { function in
      ExceptionSearch(function, context.program).clashes
    }
  }
}

/// Looks at all pairs of one define's exceptions. Where many turn on what one term equals, as on a class or a weapon,
/// those of different constants are not even compared.
private struct ExceptionSearch {
  /// Beyond so many atoms nothing is tried: the pair is told without an example.
  private static let mostAtoms = 16

  private let function: FunctionInfo
  private let program: TypedProgram
  private let names: [LocalID: String]
  /// Equal for exceptions that give the same.
  private let values: [Int]
  /// For each exception the constant that the common term equals where it holds; nil where that is not seen.
  private let pins: [String?]

  init(_ function: FunctionInfo, _ program: TypedProgram) {
    self.function = function
    self.program = program
    let names = Dictionary(uniqueKeysWithValues: (0..<function.parameterCount).map { (LocalID($0), "#\($0)") })
    self.names = names
    let keys = ExpressionKey(names: names)
    var numbers: [String: Int] = [:]
    values = function.exceptions.map { exception in
      let key = keys.key(exception.value)
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      return number
    }
    let pinned = function.exceptions.map { Self.pins(of: $0.condition, names, program) }
    var counts: [String: Int] = [:]
    for term in pinned.flatMap(\.keys) { counts[term, default: 0] += 1 }
    let common = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    pins = pinned.map { pins in common.flatMap { pins[$0] } }
  }

  /// The terms that equal a constant wherever a condition holds. None where the condition is so large that together
  /// with another one it could be too large to be looked into.
  private static func pins(
    of condition: TypedExpression, _ names: [LocalID: String], _ program: TypedProgram
  ) -> [String: String] {
    var reader = ConditionReader(program, tellsWords: false)
    let formula = reader.formula(condition, names: names)
    guard reader.atoms.facts.count <= mostAtoms / 2, reader.isBarelyUsed else { return [:] }
    var pins: [String: String] = [:]
    for atom in formula.atomsThatHold {
      if case .equals(let term, let constant, _) = reader.atoms.facts[atom] { pins[term] = constant }
    }
    return pins
  }

  var clashes: [Diagnostic] {
    let exceptions = function.exceptions
    var found: [Diagnostic] = []
    var unpinned: [Int] = []
    var byPin: [String: [Int]] = [:]
    for later in exceptions.indices {
      let pin = pins[later]
      let others = pin.map { (unpinned + byPin[$0, default: []]).sorted() } ?? Array(0..<later)
      for earlier in others where values[earlier] != values[later] {
        if exceptions[later].insteadOf == earlier || exceptions[earlier].insteadOf == later { continue }
        if let clash = clash(exceptions[earlier], exceptions[later]) { found.append(clash) }
      }
      if let pin { byPin[pin, default: []].append(later) } else { unpinned.append(later) }
    }
    return found
  }

  private func clash(_ a: FunctionInfo.Exception, _ b: FunctionInfo.Exception) -> Diagnostic? {
    var reader = ConditionReader(program, tellsWords: true)
    let both = Formula.and([reader.formula(a.condition, names: names), reader.formula(b.condition, names: names)])
    guard reader.atoms.facts.count <= Self.mostAtoms else {
      return .exceptionsMayClash(a, b, of: function, state: [])
    }
    guard let model = reader.atoms.model(of: both) else { return nil }
    let words = reader.atoms.words
    let state = model.keys.sorted().map { place in model[place] == true ? words[place].holds : words[place].not }
    return .exceptionsMayClash(a, b, of: function, state: state)
  }
}
