/// Exceptions of one define that may hold together agree, or one is `instead of` the other. Where it cannot be shown
/// that two never hold together, the designer is warned with a state in which they seem to; there, judging would end in
/// a fault.
enum ExceptionLaw: Law {
  /// Beyond so many atoms nothing is tried: the pair is told without an example.
  private static let mostAtoms = 16

  static func check(_ context: LawContext) -> [Diagnostic] {
    context.program.functions.flatMap { function -> [Diagnostic] in
      let exceptions = function.exceptions
      return exceptions.indices.flatMap { later in
        (0..<later).compactMap { earlier in
          if exceptions[later].insteadOf == earlier || exceptions[earlier].insteadOf == later { return nil }
          return clash(exceptions[earlier], exceptions[later], of: function, context.program)
        }
      }
    }
  }

  private static func clash(
    _ a: FunctionInfo.Exception, _ b: FunctionInfo.Exception, of function: FunctionInfo, _ program: TypedProgram
  ) -> Diagnostic? {
    let keys = ExpressionKey(parameters: function.parameterCount)
    if keys.key(a.value) == keys.key(b.value) { return nil }
    let names = Dictionary(uniqueKeysWithValues: (0..<function.parameterCount).map { (LocalID($0), "#\($0)") })
    var reader = ConditionReader(program)
    let both = Formula.and([reader.formula(a.condition, names: names), reader.formula(b.condition, names: names)])
    guard reader.atoms.facts.count <= mostAtoms else { return .exceptionsMayClash(a, b, of: function, state: []) }
    guard let model = reader.atoms.model(of: both) else { return nil }
    let words = reader.atoms.words
    let state = model.keys.sorted().map { place in model[place] == true ? words[place].holds : words[place].not }
    return .exceptionsMayClash(a, b, of: function, state: state)
  }
}
