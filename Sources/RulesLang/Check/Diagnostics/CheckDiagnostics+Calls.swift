// All wording about calls and built-ins.

extension Diagnostic {
  static func argumentCount(_ name: Identifier, due: Int, found: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(.argumentCount, at: range, "`\(name.text)` takes \(arguments(due)), not \(found)")
  }

  static func argumentCount(
    _ name: Identifier, due parameters: [String], found: Int, at range: SourceRange, declared: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .argumentCount, at: range, "`\(name.text)` takes \(arguments(parameters.count)), not \(found)",
      help: parameters.isEmpty ? nil : "write `\(name.text)(\(parameters.joined(separator: ", ")))`",
      labels: [Label(declared, "declared here")])
  }

  private static func arguments(_ count: Int) -> String {
    count == 0 ? "no arguments" : count == 1 ? "one argument" : "\(count) arguments"
  }

  static func strayLabel(_ label: Identifier, of call: Identifier) -> Diagnostic {
    Diagnostic(
      .strayLabel, at: label.range, "`\(call.text)` has no argument called `\(label.text)`",
      help: "arguments go by their place: leave the label out")
  }

  static func areaArguments(_ call: CallArguments) -> Diagnostic {
    let name = call.name.text
    return Diagnostic(
      .argumentCount, at: call.range, "`\(name)` takes an area and where it starts",
      help: "write `\(name)(sphere(20 ft), at: p)`; `toward:` and `spreading:` may follow")
  }

  static func noMap(_ name: Identifier) -> Diagnostic {
    Diagnostic(
      .noMap, at: name.range, "`\(name.text)` needs a map, and this rule set declares none",
      help: "a `map { … }` says what a cell measures, how distance counts and what stands on it")
  }

  static func notPlaced(_ place: TypedExpression, _ entity: EntityID, _ program: TypedProgram) -> Diagnostic {
    let name = program.name(of: .entity(entity))
    return Diagnostic(
      .notPlaced, at: place.range, "`\(name)` does not stand on the map",
      help: "`place \(name) at FIELD` in the map says where it stands; or give its cell")
  }

  static func placeDue(_ found: TypedExpression, takesCells: Bool, _ program: TypedProgram) -> Diagnostic {
    let due = takesCells ? "a place (something on the map, a cell or a point)" : "something that stands on the map"
    return Diagnostic(
      .typeMismatch, at: found.range, "this is `\(program.name(of: found.type))`, where \(due) is due")
  }

  static func orderedCaseDue(_ found: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    if case .enumeration = found.type { return unordered(found.type, found.range, program) }
    return Diagnostic(
      .typeMismatch, at: found.range,
      "this is `\(program.name(of: found.type))`, where a case of an ordered enum is due")
  }

  static func setDue(_ found: TypedExpression, _ program: TypedProgram) -> Diagnostic {
    Diagnostic(
      .typeMismatch, at: found.range, "this is `\(program.name(of: found.type))`, where a set is due",
      help: "`{x for x in xs}` makes a set of a list")
  }

  static func movementDue(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .unknownMovement, at: range, "the name of a movement is due here", help: "as in `cost(path, walk, actor)`")
  }

  static func unknownMovement(_ name: Identifier, known: [String]) -> Diagnostic {
    unknown(
      .unknownMovement, name, "no movement is called `\(name.text)`", among: known,
      otherwise: known.isEmpty ? nil : "the movements are \(list(known))")
  }
}
