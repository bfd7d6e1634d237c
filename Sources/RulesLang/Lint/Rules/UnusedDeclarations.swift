/// Enums, records, units and defines that nothing uses. What clients or other layers may read is left alone:
/// fields, kinds, entities, budgets and tags.
enum UnusedDeclarations: LintRule {
  static func check(_ program: TypedProgram) -> [Diagnostic] {
    var uses = Uses(program)
    for shape in program.shapes { uses.note(shape.type) }
    for budget in program.budgets { uses.functions[budget.limit.index] = true }
    for expression in program.expressions { uses.note(expression) }
    return types(program, uses) + defines(program, uses)
  }

  private static func types(_ program: TypedProgram, _ uses: Uses) -> [Diagnostic] {
    let builtIn = [program.actionEnum, program.movementEnum, program.coverEnum]
    let enums = program.enums.indices.filter { !builtIn.contains(EnumID($0)) && !uses.enums[$0] }
    let records = program.records.indices.filter { !uses.records[$0] }
    // Seconds are built in.
    let units = program.units.indices.dropFirst().filter { !uses.units[$0] && program.map?.unit != UnitID($0) }
    return enums.map {
      .unused(program.enums[$0].header.range, "no field or value is of the enum `\(program.enums[$0].header.name)`")
    }
      + records.map {
        .unused(
          program.records[$0].header.range, "no field or value is of the record `\(program.records[$0].header.name)`")
      }
      + units.map {
        .unused(program.units[$0].header.range, "no field or value is in `\(program.units[$0].header.name)`")
      }
  }

  private static func defines(_ program: TypedProgram, _ uses: Uses) -> [Diagnostic] {
    program.functions.indices.filter { !uses.functions[$0] }.map { index in
      .unused(
        program.functions[index].header.range, "nothing uses the define `\(program.functions[index].header.name)`")
    }
  }
}

/// Which declarations are used, by their places.
private struct Uses {
  var enums: [Bool]
  var records: [Bool]
  var units: [Bool]
  var functions: [Bool]

  init(_ program: TypedProgram) {
    enums = Array(repeating: false, count: program.enums.count)
    records = Array(repeating: false, count: program.records.count)
    units = Array(repeating: false, count: program.units.count)
    functions = Array(repeating: false, count: program.functions.count)
  }

  mutating func note(_ expression: TypedExpression) {
    note(expression.type)
    if case .call(let id, _) = expression.kind { functions[id.index] = true }
    for child in expression.children { note(child) }
  }

  /// This type and those it is made of.
  mutating func note(_ type: Type) {
    switch type {
    case .enumeration(let id): enums[id.index] = true
    case .record(let id): records[id.index] = true
    case .unit(let id): units[id.index] = true
    case .optional(let inner), .set(let inner), .list(let inner), .rolls(by: let inner): note(inner)
    case .keyed(let inner, let key):
      note(inner)
      if case .enumeration(let id) = key { enums[id.index] = true }
    default: return
    }
  }
}
